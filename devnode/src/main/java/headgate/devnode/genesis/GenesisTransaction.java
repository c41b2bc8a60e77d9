package headgate.devnode.genesis;

import headgate.devnode.block.Transaction;
import headgate.devnode.crypto.TransactionHash;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;

/** Makes the genesis transaction, which is hashed in a way of its own. */
public final class GenesisTransaction {
  private GenesisTransaction() {}

  public static Transaction of(Json.Members members) {
    return new Transaction(Hex.ofBytes(TransactionHash.ofGenesis(members)), members);
  }
}
