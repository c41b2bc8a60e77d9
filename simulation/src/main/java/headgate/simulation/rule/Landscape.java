package headgate.simulation.rule;

import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import headgate.simulation.node.SimulatedNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The world as it is, which the gateway only hears of.
 *
 * @param nodes all there are; those that are configured are primaries for everything
 * @param editions which configurations have served, and when
 * @param gentle whether at most one node is ill at any time, of three at least
 * @param copies whether a transaction may go to several nodes, or again
 */
public record Landscape(
    Agenda agenda,
    Chain chain,
    List<SimulatedNode> nodes,
    Skies skies,
    Editions editions,
    boolean gentle,
    boolean copies) {
  /** So long after it got well a node has to be used again, and what ails one to be noticed. */
  private static final Duration SETTLING = Duration.ofSeconds(25);

  /** Copies the list. */
  public Landscape {
    nodes = List.copyOf(nodes);
  }

  /** Whether the gateway has had two good nodes for so long that nothing excuses it. */
  boolean noExcuse(long sentNanos) {
    var since = sentNanos - SETTLING.toNanos();
    return gentle
        && !skies.closing()
        && skies.calmSinceNanos() <= since
        && editions.since(since).stream().allMatch(terms -> isServable(terms, since));
  }

  /** Whether nothing has ailed any node that is configured, for so long. */
  boolean allWell(long sentNanos) {
    var since = sentNanos - SETTLING.toNanos();
    return editions.since(since).stream()
        .flatMap(this::configured)
        .allMatch(node -> node.wellSinceNanos() <= since);
  }

  private boolean isServable(Terms terms, long since) {
    return configured(terms).filter(node -> node.wellSinceNanos() <= since).count() >= 2;
  }

  private Stream<SimulatedNode> configured(Terms terms) {
    return nodes.stream().filter(node -> terms.nodes().contains(node.name()));
  }

  /** Whether nothing excuses that a node is not used. */
  boolean isSound(String node) {
    var since = agenda.nanos() - SETTLING.toNanos();
    return gentle
        && skies.calmSinceNanos() <= since
        && editions.since(since).stream().allMatch(terms -> terms.nodes().contains(node))
        && nodes.stream().anyMatch(one -> one.name().equals(node) && one.wellSinceNanos() <= since);
  }

  /**
   * Whether a sound node may be in quarantine: where it and a liar are the first that have a block,
   * neither is believed until the others have it too.
   */
  boolean mayBeDoubted() {
    return skies.lieIsYoung(agenda.nanos(), SETTLING);
  }

  /** Whether an answer may be one of another chain: a node is there that nobody has found out. */
  boolean mayBeForeign(long sentNanos) {
    return !gentle || skies.mayTellLies(sentNanos, SETTLING);
  }

  /**
   * Whether a node has had for so long what no node is ahead of now. One that is behind is waited
   * for, but not for long.
   */
  boolean keptUp(SimulatedNode node, long sinceNanos) {
    var newest = nodes.stream().mapToLong(SimulatedNode::height).max().orElse(-1L);
    return node.heightAt(sinceNanos) >= newest;
  }

  /** The height that two nodes have had for so long that it has to be served. */
  long knownHeight(long nanos) {
    return editions.since(nanos).stream()
        .mapToLong(terms -> knownHeight(terms, nanos))
        .min()
        .orElse(-1L);
  }

  private long knownHeight(Terms terms, long nanos) {
    return configured(terms)
        .filter(node -> node.wellSinceNanos() <= nanos - SETTLING.toNanos())
        .map(node -> node.heightAt(nanos))
        .sorted(Comparator.reverseOrder())
        .skip(1)
        .findFirst()
        .orElse(-1L);
  }
}
