package headgate.devnode.genesis;

import headgate.devnode.crypto.Wallet;
import headgate.devnode.iiss.NetworkParameters;
import headgate.devnode.iiss.SystemState;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a chain begins: the genesis transaction, and what is read out of it. */
public record Genesis(
    Json.Members transaction,
    NetworkParameters parameters,
    Map<String, BigInteger> balances,
    SystemState system) {
  public static final String TREASURY = "hx1000000000000000000000000000000000000000";

  public Genesis {
    balances = Map.copyOf(balances);
  }

  /** Reads a genesis transaction; members may stand in any order. */
  public static Genesis of(Json.Members transaction, String channel) {
    return GenesisReader.read(transaction, channel);
  }

  /** The same chain with P-Reps, stakes and terms from the beginning. */
  public Genesis withSystem(SystemState state) {
    return new Genesis(transaction, parameters, balances, state);
  }

  /** A network with id 0x53 and channel {@code icon_dex}, on which these wallets are rich. */
  public static Genesis demo(List<Wallet> rich) {
    var balances = new LinkedHashMap<String, BigInteger>();
    rich.forEach(
        wallet -> balances.put(wallet.address(), Wallet.ICX.multiply(BigInteger.TEN.pow(6))));
    return demo(balances);
  }

  /** The same network with other balances. */
  public static Genesis demo(Map<String, BigInteger> balances) {
    var accounts = new ArrayList<Json>();
    balances.forEach(
        (address, balance) -> accounts.add(account(accounts.size(), address, balance)));
    accounts.add(
        new JsonObject()
            .put("address", TREASURY)
            .put("balance", "0x0")
            .put("name", "treasury")
            .build());
    var transaction =
        new JsonObject()
            .putItems("accounts", accounts)
            .put("chain", DemoChain.parameters())
            .put("message", "a dev chain")
            .put("nid", "0x53")
            .build();
    return of(transaction, "icon_dex").withSystem(DemoPReps.system());
  }

  private static Json account(int index, String address, BigInteger balance) {
    return new JsonObject()
        .put("address", address)
        .putHex("balance", balance)
        .put("name", index == 0 ? "god" : "account" + index)
        .build();
  }

  /** Everything that exists at the beginning. */
  public BigInteger totalSupply() {
    return balances.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
