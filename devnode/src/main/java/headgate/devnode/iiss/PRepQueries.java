package headgate.devnode.iiss;

import headgate.devnode.iiss.SystemAnswer.Failure;
import headgate.devnode.iiss.SystemMethod.Arguments;
import headgate.devnode.iiss.SystemMethod.Kind;
import headgate.devnode.iiss.SystemMethod.Parameter;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The questions about P-Reps. */
final class PRepQueries {
  private PRepQueries() {}

  static void register(Map<String, SystemMethod> methods) {
    var range =
        List.of(
            new Parameter("startRanking", Kind.INTEGER, true),
            new Parameter("endRanking", Kind.INTEGER, true));
    methods.put("getPReps", new SystemMethod(range, PRepQueries::preps));
    methods.put("getPRep", SystemMethod.ofAddress(PRepQueries::prep));
    methods.put("getMainPReps", SystemMethod.plain((query, _) -> elected(query, 0)));
    methods.put("getSubPReps", SystemMethod.plain((query, _) -> elected(query, 1)));
    methods.put("getPRepStatsOf", SystemMethod.ofAddress(PRepQueries::statisticsOf));
    methods.put("getPRepStats", SystemMethod.plain(PRepQueries::statistics));
  }

  private static SystemAnswer preps(SystemQuery query, Arguments arguments) {
    var all = query.state().ranked();
    var ranged = arguments.has("startRanking") && arguments.has("endRanking");
    var start = ranged ? arguments.number("startRanking") : 1;
    var end = ranged ? arguments.number("endRanking") : all.size();
    if (ranged && start > end) {
      return Failure.invalidParameter("Invalid ranking: start=%d > end=%d".formatted(start, end));
    }
    if (ranged && start < 1) {
      return Failure.invalidParameter("Failed to get PReps: start=%d end=%d".formatted(start, end));
    }
    return SystemAnswer.of(
        new JsonObject()
            .putHex("blockHeight", query.height())
            .putItems("preps", shown(query, start, Math.min(end, all.size())))
            .putHex("startRanking", start)
            .putHex("totalDelegated", totalDelegated(query.state()))
            .putHex("totalStake", totalStake(query.state()))
            .build());
  }

  /** The P-Reps from one rank to another, both counted from 1. */
  static List<Json> shown(SystemQuery query, long from, long to) {
    var ranked = query.state().ranked();
    var shown = new ArrayList<Json>();
    for (var rank = (int) from - 1; rank < to; rank++) {
      shown.add(shown(query, ranked.get(rank), rank));
    }
    return shown;
  }

  private static Json shown(SystemQuery query, PRep prep, int rank) {
    var state = query.state();
    return prep.json(query.height(), state.grade(rank), state.power(prep)).sorted();
  }

  private static SystemAnswer prep(SystemQuery query, Arguments arguments) {
    var ranked = query.state().ranked();
    return query
        .state()
        .prep(arguments.text("address"))
        .map(prep -> SystemAnswer.of(shown(query, prep, ranked.indexOf(prep))))
        .orElseGet(() -> Failure.invalidInstance("Failed to get PRep"));
  }

  private static SystemAnswer elected(SystemQuery query, int grade) {
    var state = query.state();
    var ranked = state.ranked();
    var elected = new ArrayList<Json>();
    var total = BigInteger.ZERO;
    for (var rank = 0; rank < ranked.size(); rank++) {
      if (state.grade(rank) == grade) {
        var prep = ranked.get(rank);
        elected.add(brief(prep, state.power(prep)));
        total = total.add(state.power(prep));
      }
    }
    return SystemAnswer.of(
        new JsonObject()
            .putHex("blockHeight", query.height())
            .putItems("preps", elected)
            .putHex("totalDelegated", total)
            .putHex("totalPower", total)
            .build());
  }

  private static Json brief(PRep prep, BigInteger power) {
    return new JsonObject()
        .put("address", prep.address())
        .putHex("delegated", power)
        .put("name", prep.profile().name())
        .putHex("power", power)
        .build();
  }

  private static SystemAnswer statisticsOf(SystemQuery query, Arguments arguments) {
    var ranked = query.state().ranked();
    return query
        .state()
        .prep(arguments.text("address"))
        .map(prep -> statistics(query, List.of(statistics(query, prep, ranked.indexOf(prep)))))
        .orElseGet(() -> Failure.invalidInstance("Failed to get PRep"));
  }

  private static SystemAnswer statistics(SystemQuery query, Arguments none) {
    var ranked = query.state().ranked();
    var all = new ArrayList<Json>();
    for (var rank = 0; rank < ranked.size(); rank++) {
      all.add(statistics(query, ranked.get(rank), rank));
    }
    return statistics(query, all);
  }

  private static Json statistics(SystemQuery query, PRep prep, int rank) {
    return prep.statistics(query.height(), query.state().grade(rank)).build();
  }

  private static SystemAnswer statistics(SystemQuery query, List<Json> each) {
    return SystemAnswer.of(
        new JsonObject().putHex("blockHeight", query.height()).putItems("preps", each).build());
  }

  static BigInteger totalDelegated(SystemState state) {
    return state.preps().stream().map(PRep::delegated).reduce(BigInteger.ZERO, BigInteger::add);
  }

  static BigInteger totalBonded(SystemState state) {
    return state.preps().stream().map(PRep::bonded).reduce(BigInteger.ZERO, BigInteger::add);
  }

  static BigInteger totalPower(SystemState state) {
    return state.preps().stream().map(state::power).reduce(BigInteger.ZERO, BigInteger::add);
  }

  static BigInteger totalStake(SystemState state) {
    return state.holdings().values().stream()
        .map(Holding::stake)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
