package headgate.devnode.iiss;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the system contract at one height. */
public record SystemState(
    NetworkSettings settings,
    Term term,
    List<PRep> preps,
    Map<String, Holding> holdings,
    Issue issue) {
  public SystemState {
    preps = List.copyOf(preps);
    holdings = Map.copyOf(holdings);
  }

  /** A network without P-Reps, whose supply never grows. */
  public static SystemState initial() {
    var settings = NetworkSettings.small();
    return new SystemState(
        settings, Term.first(settings.termPeriod()), List.of(), Map.of(), Issue.NONE);
  }

  /** The P-Reps, the most powerful first. */
  public List<PRep> ranked() {
    return preps.stream().sorted(Comparator.comparing(this::power).reversed()).toList();
  }

  BigInteger power(PRep prep) {
    return prep.power(settings.bondRequirement());
  }

  /** 0 for main P-Reps, 1 for sub P-Reps, 2 for all others. */
  int grade(int rank) {
    if (rank < settings.mainPReps()) {
      return 0;
    }
    return rank < settings.mainPReps() + settings.subPReps() ? 1 : 2;
  }

  Optional<PRep> prep(String address) {
    return preps.stream().filter(prep -> prep.address().equals(address)).findFirst();
  }

  public Holding holding(String address) {
    return holdings.getOrDefault(address, Holding.NONE);
  }

  /** The same with one holding changed. */
  public SystemState with(String address, Holding holding) {
    var changed = new HashMap<>(holdings);
    changed.put(address, holding);
    return new SystemState(settings, term, preps, changed, issue);
  }

  public SystemState with(Issue changed) {
    return new SystemState(settings, term, preps, holdings, changed);
  }

  /** The state at the next height: a new term begins where the old one has ended. */
  public SystemState at(long height, BigInteger supply) {
    if (height <= term.endHeight()) {
      return this;
    }
    var next = term.next(!preps.isEmpty(), supply);
    return new SystemState(settings, next, preps, holdings, issue);
  }
}
