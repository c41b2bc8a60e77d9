package headgate.devnode.chain;

/** Why a transaction was not taken: goloop's error number and text. */
public record Refusal(int number, String reason) {
  public static final int INVALID_NETWORK = 1006;
  public static final int DUPLICATE = 2000;
  public static final int POOL_OVERFLOW = 2001;
  public static final int EXPIRED = 2002;
  public static final int FUTURE = 2003;
  public static final int INVALID = 2005;
  public static final int COMMITTED = 2011;
  public static final int NOT_ENOUGH_STEP = 2105;
  public static final int OUT_OF_BALANCE = 2106;

  /** The text that a node answers: {@code E<number>:<reason>}. */
  public String text() {
    return "E%04d:%s".formatted(number, reason);
  }
}
