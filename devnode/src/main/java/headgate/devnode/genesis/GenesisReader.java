package headgate.devnode.genesis;

import headgate.devnode.iiss.NetworkParameters;
import headgate.devnode.iiss.StepRules;
import headgate.devnode.iiss.SystemState;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads balances and parameters out of a genesis transaction. */
final class GenesisReader {
  private GenesisReader() {}

  static Genesis read(Json.Members transaction, String channel) {
    var chain = members(transaction, "chain");
    var validators = items(chain, "validatorList");
    var parameters =
        new NetworkParameters(
            Hex.quantity(text(transaction, "nid")).longValueExact(),
            channel,
            Hex.quantity(text(chain, "revision")).longValueExact(),
            ((Json.Text) validators.getFirst()).value(),
            steps(members(chain, "fee")));
    return new Genesis(
        (Json.Members) sorted(transaction),
        parameters,
        balances(transaction),
        SystemState.initial());
  }

  private static StepRules steps(Json.Members fee) {
    var costs = new TreeMap<String, BigInteger>();
    for (var cost : members(fee, "stepCosts").members()) {
      costs.put(cost.name(), Hex.quantity(((Json.Text) cost.value()).value()));
    }
    var limits = members(fee, "stepLimit");
    return new StepRules(
        quantity(fee, "stepPrice"), quantity(limits, "invoke"), quantity(limits, "query"), costs);
  }

  private static Map<String, BigInteger> balances(Json.Members transaction) {
    var balances = new HashMap<String, BigInteger>();
    for (var account : items(transaction, "accounts")) {
      var members = (Json.Members) account;
      balances.put(text(members, "address"), quantity(members, "balance"));
    }
    return balances;
  }

  /** The same value with the members of every object in the order of their names. */
  private static Json sorted(Json value) {
    return switch (value) {
      case Json.Members(var members) ->
          new Json.Members(
              members.stream()
                  .sorted(Comparator.comparing(Json.Member::name))
                  .map(member -> new Json.Member(member.name(), sorted(member.value())))
                  .toList());
      case Json.Items(var items) ->
          new Json.Items(items.stream().map(GenesisReader::sorted).toList());
      case Json.Text text -> text;
      case Json.Numeral number -> number;
      case Json.Bool flag -> flag;
      case Json.Null nothing -> nothing;
    };
  }

  private static Json.Members members(Json.Members object, String name) {
    return (Json.Members) object.required(name);
  }

  private static List<Json> items(Json.Members object, String name) {
    return ((Json.Items) object.required(name)).items();
  }

  private static String text(Json.Members object, String name) {
    return ((Json.Text) object.required(name)).value();
  }

  private static BigInteger quantity(Json.Members object, String name) {
    return Hex.quantity(text(object, name));
  }
}
