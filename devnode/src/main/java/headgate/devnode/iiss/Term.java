package headgate.devnode.iiss;

import java.math.BigInteger;

/**
 * A term: its number, its first block, how many blocks it has, whether the network is decentralised
 * in it, and the supply when it began.
 */
public record Term(
    long sequence, long startHeight, long period, boolean decentralised, BigInteger totalSupply) {

  /** The term of a network that has no P-Reps yet. */
  public static Term first(long period) {
    return new Term(0, 1, period, false, BigInteger.ZERO);
  }

  public long endHeight() {
    return startHeight + period - 1;
  }

  /** The term after this one. */
  public Term next(boolean nowDecentralised, BigInteger supply) {
    return new Term(sequence + 1, endHeight() + 1, period, nowDecentralised, supply);
  }
}
