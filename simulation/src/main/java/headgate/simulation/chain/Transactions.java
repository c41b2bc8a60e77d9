package headgate.simulation.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.hash.TransactionHash;
import headgate.chain.hash.TransactionHashing;

/** Makes transactions, each of them once. */
public final class Transactions {
  private long made;

  /**
   * One transaction.
   *
   * @param params what a call that sends it carries, in JSON
   */
  public record Signed(String hash, String params) {}

  /** The next transaction. */
  public Signed next() {
    made++;
    var params =
        "{\"version\":\"0x3\",\"from\":\"hx%040x\",\"to\":\"hx%040x\",\"stepLimit\":\"0xf4240\",\"timestamp\":\"0x%x\",\"nid\":\"0x2\",\"value\":\"0x1\",\"nonce\":\"0x%x\",\"signature\":\"AA==\"}"
            .formatted(1, 2, 0x660d7788cb73cL + made, made);
    return new Signed(hash(params), params);
  }

  /** The hash of the transaction with those parameters. */
  public static String hash(String params) {
    var bytes = params.getBytes(UTF_8);
    return switch (TransactionHashing.ICON_SHA3.hash(bytes, 0, bytes.length)) {
      case TransactionHash.Known known -> known.hash();
      case TransactionHash.Unknown unknown -> throw new IllegalArgumentException(unknown.reason());
    };
  }
}
