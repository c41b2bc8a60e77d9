package headgate.devnode.replay;

import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.Holding;
import headgate.devnode.iiss.Issue;
import headgate.devnode.iiss.NetworkParameters;
import headgate.devnode.iiss.NetworkSettings;
import headgate.devnode.iiss.PRep;
import headgate.devnode.iiss.SystemState;
import headgate.devnode.iiss.Term;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of the recorded chain, taken out of what was recorded. */
final class RecordedState {
  /** The term of most recordings begins here. */
  static final long TERM_START = 0x141;

  private static final BigInteger EACH_BLOCK = BigInteger.valueOf(12);

  private RecordedState() {}

  static Genesis genesis() {
    var about = (Json.Members) Recording.json(Recording.FOLDER.resolve("genesis.json"));
    var transaction = (Json.Members) about.required("genesis");
    return Genesis.of(transaction, ((Json.Text) about.required("channel")).value());
  }

  /** The same with another validator and richer accounts: the second node's chain. */
  static Genesis genesis(String validator, Map<String, BigInteger> accounts) {
    var genesis = genesis();
    var parameters = genesis.parameters();
    var other =
        new NetworkParameters(
            parameters.networkId(),
            parameters.channel(),
            parameters.revision(),
            validator,
            parameters.steps());
    return new Genesis(genesis.transaction(), other, accounts, genesis.system());
  }

  /** The P-Reps, stakes and rewards as they were, at the end of the term before. */
  static SystemState system() {
    var preps = preps();
    return new SystemState(
        NetworkSettings.small(),
        new Term(9, TERM_START - 20, 20, true, BigInteger.ZERO),
        preps,
        holdings(preps),
        Issue.each(EACH_BLOCK));
  }

  /** The supply in the last block before the term. */
  static BigInteger supply() {
    var term = (Json.Members) result("icx_call.getPRepTerm");
    return quantity(term, "totalSupply").subtract(EACH_BLOCK);
  }

  private static List<PRep> preps() {
    var shown = (Json.Items) ((Json.Members) result("icx_call.getPReps")).required("preps");
    return shown.items().stream().map(prep -> prep((Json.Members) prep)).toList();
  }

  private static PRep prep(Json.Members shown) {
    var place = new PRep.Place(text(shown, "city"), text(shown, "country"));
    var endpoint =
        new PRep.Endpoint(
            text(shown, "nodeAddress"), text(shown, "p2pEndpoint"), text(shown, "details"));
    var profile =
        new PRep.Profile(
            text(shown, "name"), place, text(shown, "email"), text(shown, "website"), endpoint);
    return new PRep(
        text(shown, "address"),
        profile,
        quantity(shown, "bonded"),
        quantity(shown, "delegated"),
        quantity(shown, "lastHeight").longValue());
  }

  /** Every recorded P-Rep had staked, bonded and delegated for itself alone. */
  private static Map<String, Holding> holdings(List<PRep> preps) {
    var iscore = quantity((Json.Members) result("icx_call.queryIScore"), "iscore");
    var holdings = new HashMap<String, Holding>();
    for (var prep : preps) {
      var delegation = new Holding.Vote(prep.address(), prep.delegated());
      var bond = new Holding.Vote(prep.address(), prep.bonded());
      var stake = prep.delegated().add(prep.bonded());
      holdings.put(prep.address(), new Holding(stake, List.of(delegation), List.of(bond), iscore));
    }
    return holdings;
  }

  /** The result of a recorded answer. */
  static Json result(String recording) {
    var file = Recording.FOLDER.resolve("http").resolve(recording + ".json");
    try {
      var response = LaxReader.first(Recording.read(file).text("response"));
      return ((Json.Members) response).required("result");
    } catch (JsonSyntaxException broken) {
      throw new IllegalStateException(recording, broken);
    }
  }

  private static String text(Json.Members object, String name) {
    return ((Json.Text) object.required(name)).value();
  }

  private static BigInteger quantity(Json.Members object, String name) {
    return Hex.quantity(text(object, name));
  }
}
