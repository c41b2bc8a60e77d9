package headgate.devnode.iiss;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The contract that belongs to the network. It answers the reads that need no contract engine, and
 * knows the names of its writes, so that a read of one is denied as a node denies it.
 */
public final class SystemContract {
  public static final String ADDRESS = "cx0000000000000000000000000000000000000000";

  private static final Set<String> WRITES =
      Set.of(
          "claimIScore",
          "registerPRep",
          "setBond",
          "setBonderList",
          "setDelegation",
          "setPRep",
          "setStake",
          "unregisterPRep");

  private static final Map<String, SystemMethod> READS = reads();

  private SystemContract() {}

  private static Map<String, SystemMethod> reads() {
    var methods = new TreeMap<String, SystemMethod>();
    PRepQueries.register(methods);
    StakeQueries.register(methods);
    NetworkQueries.register(methods);
    return Map.copyOf(methods);
  }

  /** Answers a read. */
  public static SystemAnswer query(SystemQuery query) {
    var method = READS.get(query.method());
    if (method == null) {
      return WRITES.contains(query.method())
          ? SystemAnswer.Failure.ACCESS_DENIED
          : SystemAnswer.Failure.METHOD_NOT_FOUND;
    }
    return method.answer(query);
  }

  /** Whether a method changes the state. */
  public static boolean isWrite(String method) {
    return WRITES.contains(method);
  }

  /** The methods as {@code icx_getScoreApi} lists them. */
  public static List<Json> api() {
    return new TreeMap<>(READS)
        .entrySet().stream().map(entry -> described(entry.getKey(), entry.getValue())).toList();
  }

  private static Json described(String name, SystemMethod method) {
    var inputs = method.parameters().stream().map(SystemContract::input).toList();
    return new JsonObject()
        .putItems("inputs", inputs)
        .put("name", name)
        .putItems("outputs", List.of(new JsonObject().put("type", "dict").build()))
        .put("readonly", "0x1")
        .put("type", "function")
        .build();
  }

  private static Json input(SystemMethod.Parameter parameter) {
    return new JsonObject()
        .put("name", parameter.name())
        .put("type", parameter.type().word())
        .build();
  }
}
