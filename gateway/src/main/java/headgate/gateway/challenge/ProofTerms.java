package headgate.gateway.challenge;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long proofs are good for, and how many challenges may be outstanding.
 *
 * @param life of a challenge, in whole seconds, from a second to 10 minutes. Longer, and a
 *     signature that was caught on its way can be used longer; shorter, and a person at a wallet is
 *     late.
 * @param credentialLife of a credential, in whole seconds, from a second to an hour. Longer, and a
 *     stolen one is of use longer; shorter, and P-Reps sign more often.
 * @param outstandingMax challenges in all, from 1 to 65,536. More cost memory and time, some 500
 *     bytes each, and all are looked over for each new one; fewer are easier to use up.
 * @param perNeighbourhoodMax challenges of one IPv4 /24 or IPv6 /48, up to those in all. More, and
 *     one owner of many addresses can use up those in all; fewer, and callers behind one provider
 *     are refused sooner.
 * @param perCustomerMax challenges of one IPv4 address or IPv6 /64, up to those of a neighbourhood.
 *     One is replaced by the caller's next, so a few keep those behind one address from each other.
 */
public record ProofTerms(
    Duration life,
    Duration credentialLife,
    int outstandingMax,
    int perNeighbourhoodMax,
    int perCustomerMax) {
  private static final Duration LIFE_MAX = Duration.ofMinutes(10);
  private static final int OUTSTANDING_MAX = 65_536;

  /** What holds where nothing else is said. */
  public static final ProofTerms DEFAULT =
      new ProofTerms(Duration.ofSeconds(60), Duration.ofMinutes(15), 1_024, 64, 4);

  /**
   * Takes the terms.
   *
   * @throws IllegalArgumentException where one is out of its bounds
   */
  public ProofTerms {
    requireWithin(life, LIFE_MAX);
    requireWithin(credentialLife, Credential.LIFE_MAX);
    if (outstandingMax > OUTSTANDING_MAX
        || perNeighbourhoodMax > outstandingMax
        || perCustomerMax > perNeighbourhoodMax
        || perCustomerMax < 1) {
      throw new IllegalArgumentException("challenges: each cap is within the next wider one");
    }
  }

  private static void requireWithin(Duration life, Duration most) {
    if (!life.isPositive()
        || life.compareTo(most) > 0
        || !life.equals(life.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("a life has whole seconds, up to " + most.toSeconds());
    }
  }
}
