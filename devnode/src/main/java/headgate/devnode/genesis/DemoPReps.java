package headgate.devnode.genesis;

import headgate.devnode.crypto.Wallet;
import headgate.devnode.iiss.Holding;
import headgate.devnode.iiss.Issue;
import headgate.devnode.iiss.NetworkSettings;
import headgate.devnode.iiss.PRep;
import headgate.devnode.iiss.SystemState;
import headgate.devnode.iiss.Term;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Five validators with stakes of their own: what a demo network elects from its first block on. */
final class DemoPReps {
  private static final int COUNT = 5;

  private DemoPReps() {}

  static SystemState system() {
    var preps = IntStream.range(0, COUNT).mapToObj(DemoPReps::prep).toList();
    var holdings = new HashMap<String, Holding>();
    preps.forEach(prep -> holdings.put(prep.address(), holding(prep)));
    var settings = NetworkSettings.small();
    var term = new Term(1, 1, settings.termPeriod(), true, BigInteger.ZERO);
    return new SystemState(settings, term, preps, holdings, Issue.NONE);
  }

  private static PRep prep(int index) {
    var name = "prep" + index;
    var page = "https://" + name + ".example.com/";
    var endpoint =
        new PRep.Endpoint(
            Wallet.ofSeed("node " + index).address(),
            "127.0.0." + (index + 1) + ":7100",
            page + "details.json");
    var profile =
        new PRep.Profile(
            name, new PRep.Place("Seoul", "KOR"), name + "@example.com", page, endpoint);
    var bonded = Wallet.ICX.multiply(BigInteger.valueOf(100_000L - 1_000L * index));
    var delegated = bonded.multiply(BigInteger.valueOf(9));
    var address = Wallet.ofSeed(name).address();
    return new PRep(address, profile, bonded, delegated, index == 0 ? 1 : 0);
  }

  private static Holding holding(PRep prep) {
    var delegation = new Holding.Vote(prep.address(), prep.delegated());
    var bond = new Holding.Vote(prep.address(), prep.bonded());
    var stake = prep.bonded().add(prep.delegated());
    return new Holding(stake, List.of(delegation), List.of(bond), BigInteger.ZERO);
  }
}
