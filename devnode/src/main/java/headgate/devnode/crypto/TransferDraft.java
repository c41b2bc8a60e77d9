package headgate.devnode.crypto;

import headgate.devnode.json.Hex;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A transfer that is being filled in; {@link #signed} makes the transaction of it. */
public final class TransferDraft {
  private final Wallet from;
  private final String to;
  private final BigInteger value;
  private long networkId = 0x53;
  private long stepLimit = 1_000_000;
  private long nonce = 1;
  private @Nullable String message;

  TransferDraft(Wallet from, String to, BigInteger value) {
    this.from = from;
    this.to = to;
    this.value = value;
  }

  /** The network's id; 0x53 unless set. */
  public TransferDraft networkId(long networkId) {
    this.networkId = networkId;
    return this;
  }

  /** The most steps that it may cost; 1,000,000 unless set. */
  public TransferDraft stepLimit(long stepLimit) {
    this.stepLimit = stepLimit;
    return this;
  }

  /** Tells apart two transfers that are alike in all else; 1 unless set. */
  public TransferDraft nonce(long nonce) {
    this.nonce = nonce;
    return this;
  }

  /** A text that travels as message data. */
  public TransferDraft message(String text) {
    this.message = "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Signs with a timestamp in microseconds since the epoch. */
  public Wallet.Signed signed(long timestampMicros) {
    var members =
        new JsonObject()
            .putHex("version", 3)
            .put("from", from.address())
            .put("to", to)
            .putHex("value", value)
            .putHex("stepLimit", stepLimit)
            .put("timestamp", Hex.of(timestampMicros))
            .putHex("nid", networkId)
            .putHex("nonce", nonce);
    if (message != null) {
      members.put("dataType", "message").put("data", message);
    }
    return Wallet.Signed.of(from.sign(members.build()));
  }
}
