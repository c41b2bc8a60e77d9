package headgate.gateway.head.track;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The heights at which nodes were seen to differ, until their blocks were compared.
 *
 * <p>A difference may be seen once only, as a chain that stands still brings no other block. So it
 * waits its turn, and comes again a few times where a node did not say its block. Bounded: what
 * comes on top is left out, since the ones that wait find out who makes differences up.
 */
final class Disputes {
  /** So many heights wait. */
  static final int HEIGHTS_MAX = 16;

  /** So often the nodes are asked for one height, as long as one of them says nothing. */
  static final int ROUNDS_MAX = 3;

  private final long againNanos;
  private final Map<Long, Dispute> heights = new LinkedHashMap<>();

  /** What is known of one height; one that is closed is kept a while, lest it is asked again. */
  private record Dispute(boolean open, int rounds, long askedAtNanos) {}

  /** No height yet; one height is asked for again after so long at the earliest. */
  Disputes(long againNanos) {
    this.againNanos = againNanos;
  }

  /** Two blocks of a height were seen. */
  void add(long height, long nowNanos) {
    heights.values().removeIf(known -> !known.open && isDue(known, nowNanos));
    var known = heights.get(height);
    if (known == null && waiting() < HEIGHTS_MAX) {
      heights.put(height, new Dispute(true, 0, nowNanos));
    } else if (known != null && !known.open) {
      heights.put(height, new Dispute(true, 1, known.askedAtNanos));
    }
  }

  /** The height to ask for now, the one that waits longest, or -1. */
  long next(long nowNanos) {
    for (var each : heights.entrySet()) {
      if (each.getValue().open && isDue(each.getValue(), nowNanos)) {
        return each.getKey();
      }
    }
    return -1;
  }

  private boolean isDue(Dispute known, long nowNanos) {
    return known.rounds == 0 || nowNanos - known.askedAtNanos >= againNanos;
  }

  /** The nodes are asked for it; others come first from now on. */
  void asked(long height, long nowNanos) {
    var known = heights.remove(height);
    var before = known == null ? 0 : known.rounds;
    heights.put(height, new Dispute(true, before + 1, nowNanos));
  }

  /** They were asked for it, and have all said their blocks or not. */
  void answered(long height, boolean all) {
    heights.computeIfPresent(
        height,
        (_, known) ->
            all || known.rounds >= ROUNDS_MAX
                ? new Dispute(false, known.rounds, known.askedAtNanos)
                : known);
  }

  /** Whether the nodes will be asked for it again before anything is concluded from silence. */
  boolean isOpen(long height) {
    var known = heights.get(height);
    return known != null && known.open;
  }

  void forget() {
    heights.clear();
  }

  /** How many heights wait. */
  int waiting() {
    return (int) heights.values().stream().filter(Dispute::open).count();
  }
}
