package headgate.devnode.iiss;

import headgate.devnode.iiss.SystemMethod.Arguments;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The questions about one account's stake, votes, bonds and reward. */
final class StakeQueries {
  private StakeQueries() {}

  static void register(Map<String, SystemMethod> methods) {
    methods.put("getStake", SystemMethod.ofAddress(StakeQueries::stake));
    methods.put("getDelegation", SystemMethod.ofAddress(StakeQueries::delegation));
    methods.put("getBond", SystemMethod.ofAddress(StakeQueries::bond));
    methods.put("getBonderList", SystemMethod.ofAddress(StakeQueries::bonderList));
    methods.put("queryIScore", SystemMethod.ofAddress(StakeQueries::iscore));
  }

  private static Holding holding(SystemQuery query, Arguments arguments) {
    return query.state().holding(arguments.text("address"));
  }

  private static SystemAnswer stake(SystemQuery query, Arguments arguments) {
    return SystemAnswer.of(
        new JsonObject()
            .putHex("stake", holding(query, arguments).stake())
            .putItems("unstakes", List.of())
            .build());
  }

  private static SystemAnswer delegation(SystemQuery query, Arguments arguments) {
    var holding = holding(query, arguments);
    return SystemAnswer.of(
        new JsonObject()
            .putItems(
                "delegations", holding.delegations().stream().map(Holding.Vote::json).toList())
            .putHex("totalDelegated", Holding.sum(holding.delegations()))
            .putHex("votingPower", holding.votingPower())
            .build());
  }

  private static SystemAnswer bond(SystemQuery query, Arguments arguments) {
    var holding = holding(query, arguments);
    return SystemAnswer.of(
        new JsonObject()
            .putItems("bonds", holding.bonds().stream().map(Holding.Vote::json).toList())
            .putHex("totalBonded", Holding.sum(holding.bonds()))
            .putItems("unbonds", List.of())
            .putHex("votingPower", holding.votingPower())
            .build());
  }

  private static SystemAnswer bonderList(SystemQuery query, Arguments arguments) {
    var prep = arguments.text("address");
    var bonders =
        query.state().holdings().entrySet().stream()
            .filter(entry -> bonds(entry.getValue(), prep))
            .map(Map.Entry::getKey)
            .sorted()
            .map(Json::text)
            .toList();
    return SystemAnswer.of(new JsonObject().putItems("bonderList", bonders).build());
  }

  private static boolean bonds(Holding holding, String prep) {
    return holding.bonds().stream().anyMatch(vote -> vote.address().equals(prep));
  }

  private static SystemAnswer iscore(SystemQuery query, Arguments arguments) {
    var holding = holding(query, arguments);
    var term = query.state().term();
    // Rewards are known up to the end of the term before the last one.
    var counted = Math.max(0, term.startHeight() - term.period() - 1);
    return SystemAnswer.of(
        new JsonObject()
            .putHex("blockHeight", holding.iscore().signum() == 0 ? 0 : counted)
            .putHex("estimatedICX", holding.claimable())
            .putHex("iscore", holding.iscore())
            .build());
  }
}
