package headgate.devnode.crypto;

import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.json.JsonWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A key and its account, made from a seed text: the same seed is the same account in every run. It
 * builds and signs transactions for tests and for the demo, and must never hold anything of value.
 */
public final class Wallet {
  /** One ICX in its smallest unit, the loop. */
  public static final BigInteger ICX = BigInteger.TEN.pow(18);

  private final BigInteger privateKey;
  private final String address;

  private Wallet(BigInteger privateKey) {
    this.privateKey = privateKey;
    this.address = Secp256k1.address(privateKey);
  }

  /** The wallet that belongs to a seed text. */
  public static Wallet ofSeed(String seed) {
    return new Wallet(Secp256k1.privateKey(Sha3.hash("headgate wallet " + seed)));
  }

  public String address() {
    return address;
  }

  /** Begins a transfer of {@code value} loop to an address. */
  public TransferDraft transfer(String to, BigInteger value) {
    return new TransferDraft(this, to, value);
  }

  /** The members with the signature added. */
  public Json.Members sign(Json.Members unsigned) {
    var signature = Secp256k1.sign(privateKey, TransactionHash.of(unsigned));
    var signed = new JsonObject();
    unsigned.members().forEach(member -> signed.put(member.name(), member.value()));
    return signed.put("signature", Base64.getEncoder().encodeToString(signature)).build();
  }

  /** A signed transaction: its hash, its members, and the request that sends it. */
  public record Signed(String hash, Json.Members members) {
    static Signed of(Json.Members members) {
      return new Signed(Hex.ofBytes(TransactionHash.of(members)), members);
    }

    /** The members as JSON text: the params of a send. */
    public String params() {
      return JsonWriter.write(members);
    }

    /** The body of an {@code icx_sendTransaction} with this id. */
    public String request(long id) {
      return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"icx_sendTransaction\",\"params\":%s}"
          .formatted(id, params());
    }

    public byte[] requestBytes(long id) {
      return request(id).getBytes(StandardCharsets.UTF_8);
    }
  }
}
