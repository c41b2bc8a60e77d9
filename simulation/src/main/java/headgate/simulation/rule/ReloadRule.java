package headgate.simulation.rule;

import headgate.gateway.reload.ReloadOutcome;
import java.util.HashSet;
import java.util.List;

/** A reload ends, and is taken where nodes serve it and it needs no restart. */
public final class ReloadRule {
  private static final String TAKEN = "a reload to sound nodes is taken";

  private final Landscape landscape;
  private final Verdict verdict;
  private Terms serving;
  private Terms next;
  private boolean possible;

  /** A rule about the gateway that was started with that. */
  public ReloadRule(Landscape landscape, Verdict verdict, Terms first) {
    this.landscape = landscape;
    this.verdict = verdict;
    serving = first;
    next = first;
  }

  /**
   * A reload was ordered.
   *
   * @param without whether it needs no restart; who leaves takes none
   */
  public void ordered(Terms terms, boolean without) {
    next = terms;
    possible = without && !landscape.skies().leaving();
    landscape.editions().ordered(terms);
  }

  /** It ended. */
  public void ended(ReloadOutcome outcome) {
    if (outcome.good()) {
      verdict.hold(possible, "what cannot be reloaded is refused", outcome);
      landscape.editions().applied();
      meet();
      serving = next;
    } else {
      verdict.hold(
          !possible
              || landscape.skies().leaving()
              || !landscape.noExcuse(landscape.agenda().nanos()),
          TAKEN,
          outcome);
      landscape.editions().refused();
    }
  }

  /** Who is met again is not known for what it told before. */
  private void meet() {
    var newcomers = new HashSet<>(next.nodes());
    List.copyOf(serving.nodes()).forEach(newcomers::remove);
    for (var node : landscape.nodes()) {
      var ailment = node.ailment();
      if (newcomers.contains(node.name()) && ailment != null && ailment.changesAnswers()) {
        landscape.skies().lieBegan(node.name(), landscape.agenda().nanos());
      }
    }
  }

  /** What came of an order while another one was under way. */
  public void beside(ReloadOutcome outcome) {
    verdict.hold(!outcome.good(), "two reloads at once are not made", outcome);
  }

  /** The time of the last one is up. */
  public void late(boolean underWay) {
    verdict.hold(!underWay, "a reload ends", next);
  }
}
