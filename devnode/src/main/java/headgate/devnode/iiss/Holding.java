package headgate.devnode.iiss;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.List;

/**
 * What an account has staked, for whom it votes and bonds, and the reward it can claim (I-Score).
 */
public record Holding(
    BigInteger stake, List<Vote> delegations, List<Vote> bonds, BigInteger iscore) {
  public static final Holding NONE =
      new Holding(BigInteger.ZERO, List.of(), List.of(), BigInteger.ZERO);

  static final BigInteger ISCORE_PER_LOOP = BigInteger.valueOf(1_000);

  public Holding {
    delegations = List.copyOf(delegations);
    bonds = List.copyOf(bonds);
  }

  /** An amount for a P-Rep. */
  public record Vote(String address, BigInteger value) {
    Json json() {
      return new JsonObject().put("address", address).putHex("value", value).build();
    }
  }

  /** The reward in loop; what is less than one stays. */
  public BigInteger claimable() {
    return iscore.divide(ISCORE_PER_LOOP);
  }

  /** The same after the reward was claimed. */
  public Holding claimed() {
    return new Holding(stake, delegations, bonds, iscore.mod(ISCORE_PER_LOOP));
  }

  static BigInteger sum(List<Vote> votes) {
    return votes.stream().map(Vote::value).reduce(BigInteger.ZERO, BigInteger::add);
  }

  BigInteger votingPower() {
    return stake.subtract(sum(delegations)).subtract(sum(bonds));
  }
}
