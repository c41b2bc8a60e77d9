package headgate.devnode.iiss;

import java.math.BigInteger;

/**
 * How new coins come about: so much each block, less what the fees of the block before and what was
 * issued too much already cover. Amounts in loop.
 */
public record Issue(BigInteger perBlock, BigInteger overIssued, BigInteger lastFees) {
  /** No coins are made. */
  public static final Issue NONE = new Issue(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  /** Each block's amount, with nothing to cover it yet. */
  public static Issue each(BigInteger perBlock) {
    return new Issue(perBlock, BigInteger.ZERO, BigInteger.ZERO);
  }

  /** What the next block issues, and what covers the rest. */
  public record Share(BigInteger byFee, BigInteger byOverIssued, BigInteger issued) {}

  public boolean isActive() {
    return perBlock.signum() > 0;
  }

  /** How the next block's amount is made up: first from what was too much, then from fees. */
  public Share share() {
    var byOverIssued = perBlock.min(overIssued);
    var open = perBlock.subtract(byOverIssued);
    var byFee = open.min(lastFees);
    return new Share(byFee, byOverIssued, open.subtract(byFee));
  }

  /** After a share was issued: fees that were not needed count as issued too much. */
  public Issue after(Share share) {
    var over = overIssued.subtract(share.byOverIssued()).add(lastFees).subtract(share.byFee());
    return new Issue(perBlock, over, BigInteger.ZERO);
  }

  public Issue withFees(BigInteger fees) {
    return new Issue(perBlock, overIssued, fees);
  }

  public Issue withOverIssued(BigInteger amount) {
    return new Issue(perBlock, amount, lastFees);
  }
}
