package headgate.devnode.iiss;

import headgate.devnode.json.JsonObject;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The numbers that govern terms, votes and rewards, by the names under which a node shows them. */
public record NetworkSettings(
    int mainPReps,
    int subPReps,
    long termPeriod,
    long bondRequirement,
    SortedMap<String, Long> rewardFund) {
  public NetworkSettings {
    rewardFund = Collections.unmodifiableSortedMap(new TreeMap<>(rewardFund));
  }

  /** The settings of a small network: one main and four sub P-Reps, terms of twenty blocks. */
  public static NetworkSettings small() {
    var fund = new TreeMap<String, Long>();
    fund.put("Icps", 0L);
    fund.put("Iglobal", 15_552_000L);
    fund.put("Iprep", 10_000L);
    fund.put("Irelay", 0L);
    fund.put("Iwage", 0L);
    return new NetworkSettings(1, 4, 20, 5, fund);
  }

  JsonObject fundJson() {
    var json = new JsonObject();
    rewardFund.forEach(json::putHex);
    return json;
  }

  /** What {@code getNetworkInfo} shows of the settings; the sums are added by the caller. */
  JsonObject json() {
    return new JsonObject()
        .putHex("bondRequirement", bondRequirement)
        .putHex("consistentValidationPenaltyCondition", 3)
        .putHex("consistentValidationPenaltyMask", 30)
        .putHex("delegationSlotMax", 100)
        .putHex("extraMainPRepCount", 0)
        .putHex("iissVersion", 4)
        .putHex("lockMaxMultiplier", 20)
        .putHex("lockMinMultiplier", 5)
        .putHex("mainPRepCount", mainPReps)
        .putHex("minimumBond", 0)
        .put("rewardFund", fundJson().build())
        .putHex("subPRepCount", subPReps)
        .putHex("termPeriod", termPeriod)
        .putHex("unbondingMax", 100)
        .putHex("unbondingPeriodMultiplier", 7)
        .putHex("unstakeSlotMax", 1_000)
        .putHex("validationPenaltyCondition", 660);
  }
}
