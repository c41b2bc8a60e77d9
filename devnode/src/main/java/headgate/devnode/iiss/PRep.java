package headgate.devnode.iiss;

import headgate.devnode.json.JsonObject;
import java.math.BigInteger;

/**
 * A registered validator: who it is, what is bonded to it and delegated to it (in loop), and since
 * which height it takes part in making blocks (0: it does not).
 */
public record PRep(
    String address, Profile profile, BigInteger bonded, BigInteger delegated, long activeSince) {
  private static final BigInteger IREP =
      BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(50_000));
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** What an operator wrote about a P-Rep, and where its node is. */
  public record Profile(
      String name, Place place, String email, String website, Endpoint endpoint) {}

  /** Where an operator says to be: city, and country in three letters. */
  public record Place(String city, String country) {}

  /** The node: its address on the chain, {@code host:port}, and the page with details. */
  public record Endpoint(String nodeAddress, String p2p, String details) {}

  /** What counts in the ranking: votes, as far as enough of them are bonded. */
  BigInteger power(long bondRequirementPercent) {
    var votes = bonded.add(delegated);
    if (bondRequirementPercent == 0) {
      return votes;
    }
    var backed = bonded.multiply(HUNDRED).divide(BigInteger.valueOf(bondRequirementPercent));
    return votes.min(backed);
  }

  /** How many blocks it took part in, up to a height. */
  long blocks(long height) {
    return activeSince == 0 ? 0 : Math.max(0, height - activeSince + 1);
  }

  JsonObject json(long height, int grade, BigInteger power) {
    var json =
        new JsonObject()
            .put("address", address)
            .putHex("bonded", bonded)
            .putHex("delegated", delegated)
            .putHex("grade", grade)
            .putHex("irep", IREP)
            .putHex("lastHeight", activeSince)
            .putHex("power", power)
            .putHex("totalBlocks", blocks(height))
            .putHex("validatedBlocks", blocks(height));
    for (var never :
        new String[] {
          "irepUpdateBlockHeight",
          "jailFlags",
          "minDoubleSignHeight",
          "penalty",
          "status",
          "unjailRequestHeight"
        }) {
      json.putHex(never, 0);
    }
    return json.put("name", profile.name())
        .put("city", profile.place().city())
        .put("country", profile.place().country())
        .put("email", profile.email())
        .put("website", profile.website())
        .put("nodeAddress", profile.endpoint().nodeAddress())
        .put("p2pEndpoint", profile.endpoint().p2p())
        .put("details", profile.endpoint().details());
  }

  JsonObject statistics(long height, int grade) {
    return new JsonObject()
        .put("address", address)
        .putHex("fail", 0)
        .putHex("failCont", 0)
        .putHex("grade", grade)
        .putHex("lastHeight", activeSince)
        .putHex("lastState", activeSince == 0 ? 0 : 2)
        .putHex("penalties", 0)
        .putHex("realFail", 0)
        .putHex("realFailCont", 0)
        .putHex("realTotal", blocks(height))
        .putHex("status", 0)
        .putHex("total", activeSince == 0 ? 0 : 1);
  }
}
