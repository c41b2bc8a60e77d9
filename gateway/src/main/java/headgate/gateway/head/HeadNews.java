package headgate.gateway.head;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed for a network's operator from one view to the next, a line each: a node went up or
 * left and why, and the network can answer calls or no longer can.
 *
 * <p>Bounded: each node, and the network itself, may say four things at once and one more each half
 * minute. What is held back is not lost: the next line tells how the node stands then, and how
 * often it changed in between. Belongs to one loop.
 */
public final class HeadNews {
  private final String network;
  private final List<Subject> nodes = new ArrayList<>();
  private final Subject readiness;

  /**
   * One line of news.
   *
   * @param good whether it is as it should be
   * @param text names the network and the node, and holds nothing that a node said but a plain id
   *     of a network
   */
  public record Line(boolean good, String text) {}

  /** News about a network and its nodes, by name, beginning at the given time. */
  public HeadNews(String network, List<String> nodeNames, long nowNanos) {
    this.network = network;
    nodeNames.forEach(name -> nodes.add(new Subject("node " + name, nowNanos)));
    readiness = new Subject("", nowNanos);
  }

  /** What there is to say about a view; most often nothing. */
  public List<Line> of(HeadView view, long nowNanos) {
    var lines = new ArrayList<Line>();
    for (var node = 0; node < nodes.size(); node++) {
      var standing = view.nodes().get(node);
      if (isKnown(standing)) {
        tell(lines, nodes.get(node), nodeWords(standing), nowNanos);
      }
    }
    if (view.ready() || view.nodes().stream().allMatch(HeadNews::isKnown)) {
      tell(lines, readiness, networkWords(view), nowNanos);
    }
    return lines;
  }

  /** Before its first answer or miss, and while others are awaited, there is no news of a node. */
  private static boolean isKnown(NodeStanding standing) {
    return !standing.reason().equals(NodeStanding.UNHEARD)
        && !standing.reason().equals(NodeStanding.AWAITED);
  }

  private static Words nodeWords(NodeStanding standing) {
    var state = standing.state();
    if (state == NodeState.UP) {
      return new Words(state.label(), true, "is up at height " + standing.height());
    }
    var words = state.label() + ": " + standing.reason();
    // Another reason to be down is news; another number of blocks is none.
    return new Words(state == NodeState.DOWN ? words : state.label(), false, "is " + words);
  }

  private static Words networkWords(HeadView view) {
    if (view.ready()) {
      return new Words("ready", true, "ready at height " + view.servingHeight());
    }
    var syncing = view.syncing();
    return syncing == null
        ? new Words("not ready", false, "not ready: no node is up")
        : new Words("syncing", false, "not ready: syncing, at block " + syncing.height());
  }

  private void tell(List<Line> lines, Subject subject, Words words, long nowNanos) {
    var changes = subject.changes(words.key, nowNanos);
    if (changes > 0) {
      var who = subject.name.isEmpty() ? "" : subject.name + ' ';
      var more = changes > 1 ? " (changed " + changes + " times since its last line)" : "";
      lines.add(new Line(words.good, "network " + network + ": " + who + words.text + more));
    }
  }

  /** How something stands: a key that changes when it does, and the words for it. */
  private record Words(String key, boolean good, String text) {}

  /** What is known of one subject, and how much it may still say. */
  private static final class Subject {
    private static final int LINES_AT_ONCE = 4;
    private static final long NANOS_PER_LINE = 30_000_000_000L;

    private final String name;
    private String told = "";
    private String seen = "";
    private int changes;
    private int linesLeft = LINES_AT_ONCE;
    private long countedAtNanos;

    Subject(String name, long nowNanos) {
      this.name = name;
      countedAtNanos = nowNanos;
    }

    /** The changes since the last line, where one is due now; else 0. */
    int changes(String key, long nowNanos) {
      if (!key.equals(seen)) {
        seen = key;
        changes++;
      }
      refill(nowNanos);
      if (key.equals(told) || linesLeft == 0) {
        return 0;
      }
      var since = changes;
      told = key;
      changes = 0;
      linesLeft--;
      return since;
    }

    private void refill(long nowNanos) {
      var earned = (nowNanos - countedAtNanos) / NANOS_PER_LINE;
      if (earned > 0) {
        linesLeft = (int) Math.min(LINES_AT_ONCE, linesLeft + earned);
        countedAtNanos += earned * NANOS_PER_LINE;
      }
    }
  }
}
