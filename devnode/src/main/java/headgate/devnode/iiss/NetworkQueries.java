package headgate.devnode.iiss;

import headgate.devnode.iiss.SystemAnswer.Failure;
import headgate.devnode.iiss.SystemMethod.Arguments;
import headgate.devnode.iiss.SystemMethod.Kind;
import headgate.devnode.iiss.SystemMethod.Parameter;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The questions about the network: terms, sums, prices, and the contracts that belong to it. */
final class NetworkQueries {
  /** What the recorded chain has on: fee sharing (1) and the system deposit (32). */
  private static final long SERVICE_CONFIG = 0x21;

  private static final String GOVERNANCE = "cx0000000000000000000000000000000000000001";

  private NetworkQueries() {}

  static void register(Map<String, SystemMethod> methods) {
    methods.put("getPRepTerm", SystemMethod.plain(NetworkQueries::term));
    methods.put("getNetworkInfo", SystemMethod.plain(NetworkQueries::network));
    methods.put("getIISSInfo", SystemMethod.plain(NetworkQueries::iiss));
    methods.put("getNetworkScores", SystemMethod.plain(NetworkQueries::scores));
    methods.put("getScoreStatus", SystemMethod.ofAddress(NetworkQueries::scoreStatus));
    methods.put("getRevision", number(query -> BigInteger.valueOf(query.parameters().revision())));
    methods.put("getServiceConfig", number(_ -> BigInteger.valueOf(SERVICE_CONFIG)));
    methods.put("getStepPrice", number(query -> query.parameters().steps().price()));
    methods.put("getMinimumBond", number(_ -> BigInteger.ZERO));
    methods.put(
        "getStepCosts",
        SystemMethod.plain((query, _) -> SystemAnswer.of(query.parameters().steps().costsJson())));
    methods.put("getStepCost", ofText("type", NetworkQueries::stepCost));
    methods.put("getMaxStepLimit", ofText("contextType", NetworkQueries::stepLimit));
  }

  private interface NumberOf {
    BigInteger of(SystemQuery query);
  }

  private static SystemMethod number(NumberOf number) {
    return SystemMethod.plain((query, _) -> SystemAnswer.of(Hex.of(number.of(query))));
  }

  private static SystemMethod ofText(String name, SystemMethod.Answerer answerer) {
    return new SystemMethod(List.of(new Parameter(name, Kind.STRING, false)), answerer);
  }

  private static SystemAnswer stepCost(SystemQuery query, Arguments arguments) {
    return SystemAnswer.of(Hex.of(query.parameters().steps().cost(arguments.text("type"))));
  }

  private static SystemAnswer stepLimit(SystemQuery query, Arguments arguments) {
    var steps = query.parameters().steps();
    return SystemAnswer.of(
        Hex.of(
            switch (arguments.text("contextType")) {
              case "invoke" -> steps.invokeLimit();
              case "query" -> steps.queryLimit();
              default -> BigInteger.ZERO;
            }));
  }

  private static SystemAnswer term(SystemQuery query, Arguments none) {
    var state = query.state();
    var term = state.term();
    var json =
        new JsonObject()
            .putHex("blockHeight", query.height())
            .putHex("endBlockHeight", term.endHeight())
            .putHex("iissVersion", 4)
            .putHex("period", term.period())
            .putHex("revision", query.parameters().revision())
            .putHex("sequence", term.sequence())
            .putHex("startBlockHeight", term.startHeight())
            .putHex("totalSupply", term.totalSupply())
            .putHex("isDecentralized", term.decentralised() ? 1 : 0);
    return SystemAnswer.of(
        (term.decentralised() ? decentralised(json, query) : centralised(json, state)).sorted());
  }

  private static JsonObject decentralised(JsonObject json, SystemQuery query) {
    var state = query.state();
    var settings = state.settings();
    var elected = Math.min(state.preps().size(), settings.mainPReps() + settings.subPReps());
    return json.putHex("bondRequirement", settings.bondRequirement())
        .putHex("mainPRepCount", settings.mainPReps())
        .putHex("minimumBond", 0)
        .putItems("preps", PRepQueries.shown(query, 1, elected))
        .put("rewardFund", settings.fundJson().build())
        .putHex("totalDelegated", PRepQueries.totalDelegated(state))
        .putHex("totalPower", PRepQueries.totalPower(state));
  }

  /** Before the first election a term still shows the rewards of the older rules. */
  private static JsonObject centralised(JsonObject json, SystemState state) {
    var global = state.settings().rewardFund().getOrDefault("Iglobal", 0L);
    var fund =
        new JsonObject()
            .putHex("Icps", 0)
            .putHex("Iglobal", global)
            .putHex("Iprep", 50)
            .putHex("Irelay", 0)
            .putHex("Ivoter", 50);
    return json.putHex("bondRequirement", 0)
        .putHex("irep", 0)
        .putHex("mainPRepCount", 0)
        .putItems("preps", List.of())
        .put("rewardFund", fund.build())
        .putHex("rrep", 1_200)
        .putHex("totalDelegated", 0)
        .putHex("totalPower", 0);
  }

  private static SystemAnswer network(SystemQuery query, Arguments none) {
    var state = query.state();
    return SystemAnswer.of(
        state
            .settings()
            .json()
            .putHex("preps", state.preps().size())
            .putHex("totalBonded", PRepQueries.totalBonded(state))
            .putHex("totalDelegated", PRepQueries.totalDelegated(state))
            .putHex("totalPower", PRepQueries.totalPower(state))
            .putHex("totalStake", PRepQueries.totalStake(state))
            .sorted());
  }

  private static SystemAnswer iiss(SystemQuery query, Arguments none) {
    var state = query.state();
    var next = state.term().endHeight() + 1;
    return SystemAnswer.of(
        new JsonObject()
            .putHex("blockHeight", query.height())
            .putHex("nextCalculation", next)
            .putHex("nextPRepTerm", next)
            .put("rcResult", rewards(state))
            .put("variable", state.settings().fundJson().build())
            .build());
  }

  /** The last calculation of rewards: over the term before the last one. */
  private static Json rewards(SystemState state) {
    var term = state.term();
    var end = Math.max(0, term.startHeight() - term.period() - 1);
    var total =
        state.holdings().values().stream()
            .map(Holding::iscore)
            .reduce(BigInteger.ZERO, BigInteger::add);
    return new JsonObject()
        .putHex("endBlockHeight", end)
        .putHex("estimatedICX", total.divide(Holding.ISCORE_PER_LOOP))
        .putHex("iscore", total)
        .putHex("startBlockHeight", Math.max(0, end - term.period() + 1))
        .put("stateHash", "0x")
        .build();
  }

  private static SystemAnswer scores(SystemQuery query, Arguments none) {
    return SystemAnswer.of(new JsonObject().put("governance", GOVERNANCE).build());
  }

  private static SystemAnswer scoreStatus(SystemQuery query, Arguments arguments) {
    if (!arguments.text("address").equals(SystemContract.ADDRESS)) {
      return new Failure(2, "ContractNotFound");
    }
    var current =
        new JsonObject().put("auditTxHash", "").put("deployTxHash", "").put("status", "active");
    return SystemAnswer.of(
        new JsonObject()
            .putHex("blocked", 0)
            .put("current", current.build())
            .putHex("disabled", 0)
            .put("owner", new Json.Null())
            .build());
  }
}
