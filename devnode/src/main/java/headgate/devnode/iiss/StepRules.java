package headgate.devnode.iiss;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What work costs: the price of a step in loop, the limits, and the steps of each operation. */
public record StepRules(
    BigInteger price,
    BigInteger invokeLimit,
    BigInteger queryLimit,
    SortedMap<String, BigInteger> costs) {
  public StepRules {
    costs = Collections.unmodifiableSortedMap(new TreeMap<>(costs));
  }

  /** The steps of one operation; 0 if it is not priced. */
  public BigInteger cost(String operation) {
    return costs.getOrDefault(operation, BigInteger.ZERO);
  }

  /** The steps that a transaction needs before anything is run. */
  public BigInteger minimum(int inputBytes) {
    return cost("default").add(cost("input").multiply(BigInteger.valueOf(inputBytes)));
  }

  /** The costs as {@code getStepCosts} answers them. */
  public Json costsJson() {
    var json = new JsonObject();
    costs.forEach(json::putHex);
    return json.build();
  }
}
