package headgate.devnode.block;

import headgate.devnode.crypto.TransactionHash;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.json.JsonWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: its hash ({@code 0x} and 64 digits) and its members under their proper names. The
 * members were checked for their form before.
 */
public record Transaction(String hash, Json.Members members) {

  /** A transaction whose hash is that of these very members. */
  public static Transaction of(Json.Members members) {
    return new Transaction(Hex.ofBytes(TransactionHash.of(members)), members);
  }

  /** Whoever pays; null in the transactions that the chain makes itself. */
  public @Nullable String from() {
    return text("from");
  }

  /** Whom it is for; the treasury for those that the chain makes itself. */
  public String to() {
    var to = text("to");
    return to == null ? Genesis.TREASURY : to;
  }

  public BigInteger value() {
    return quantity("value");
  }

  public BigInteger stepLimit() {
    return quantity("stepLimit");
  }

  /** Microseconds since the epoch. */
  public long timestampMicros() {
    return quantity("timestamp").longValue();
  }

  /** The network that it is for; one that names none is for any. */
  public OptionalLong networkId() {
    var network = text("nid");
    return network == null ? OptionalLong.empty() : OptionalLong.of(quantity("nid").longValue());
  }

  /** {@code call}, {@code message}, {@code deploy}, {@code deposit}, {@code base}, or null. */
  public @Nullable String dataType() {
    return text("dataType");
  }

  public @Nullable Json data() {
    return members.last("data");
  }

  /** How many bytes its data has as compact JSON: what input steps are charged for. */
  public int dataBytes() {
    var data = data();
    return data == null ? 0 : JsonWriter.compact(data).getBytes(StandardCharsets.UTF_8).length;
  }

  /** The members, with the hash, in the order of their names. */
  public JsonObject json() {
    var json = new JsonObject();
    members.members().forEach(member -> json.put(member.name(), member.value()));
    return json.put("txHash", hash);
  }

  /** The text of a member, or null where there is none. */
  public @Nullable String text(String name) {
    return members.last(name) instanceof Json.Text(var text) ? text : null;
  }

  private BigInteger quantity(String name) {
    var text = text(name);
    return text == null ? BigInteger.ZERO : Hex.quantity(text);
  }
}
