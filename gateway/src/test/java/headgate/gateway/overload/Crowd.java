package headgate.gateway.overload;

import headgate.chain.method.Lane;
import headgate.gateway.address.IpAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Callers before one node, in virtual time: the node answers 500 calls a second as long as it has
 * no more than 32 in hand, and ever fewer beyond; whoever waits longer than a second goes away,
 * which the node does not notice.
 */
final class Crowd {
  private static final long SECOND = 1_000_000_000;
  private static final int SOUND = 32;
  private static final long CALL_NANOS = SECOND / 500;

  private final Overload overload;
  private final boolean defended;
  private final int permits;
  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private final ArrayDeque<Asked> queue = new ArrayDeque<>();
  private final Map<String, Count> counts = new HashMap<>();
  private long now;
  private long order;
  private int inHand;
  private long nodeFree;

  /** How often some callers asked and were answered in time. */
  static final class Count {
    int asked;
    int answered;
    int refused;

    double share() {
      return asked == 0 ? 1 : (double) answered / asked;
    }
  }

  /** Callers who ask at a steady rate. */
  record Callers(String name, IpAddress address, Priority priority, int units, double perSecond) {}

  private record Asked(Callers by, long at) {}

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /**
   * Nobody there yet.
   *
   * @param permits calls that the node gets at once
   */
  Crowd(boolean defended, int permits) {
    this.defended = defended;
    this.permits = permits;
    overload = new Overload(20_000_000, lane -> lane == Lane.READ ? queue.size() : 0, 42, 0);
  }

  /** They ask from one second to another. */
  void ask(Callers callers, int from, int to) {
    var every = (long) (SECOND / callers.perSecond);
    var first = from * SECOND + (callers.address.low() * 7919 & Long.MAX_VALUE) % every;
    ask(callers, first, to * SECOND, every);
  }

  private void ask(Callers callers, long at, long until, long every) {
    if (at < until) {
      schedule(
          at,
          () -> {
            asked(callers);
            ask(callers, at + every, until, every);
          });
    }
  }

  private void asked(Callers callers) {
    var count = count(callers.name);
    count.asked++;
    var demand = new Overload.Demand(Lane.READ, callers.units, false);
    var asker = new Overload.Asker(callers.priority, callers.address);
    if (defended && !overload.admits(asker, demand, now)) {
      count.refused++;
      return;
    }
    queue.add(new Asked(callers, now));
    serve();
  }

  private void serve() {
    while (inHand < permits && !queue.isEmpty()) {
      var next = queue.poll();
      if (now - next.at > SECOND) {
        continue; // Its caller is gone.
      }
      overload.served(Lane.READ, next.by.units, now - next.at);
      inHand++;
      // Each call beyond what it can bear makes all of them dearer.
      var slower = Math.max(1.0, (double) inHand / SOUND);
      nodeFree = Math.max(nodeFree, now) + (long) (next.by.units * CALL_NANOS * slower * slower);
      schedule(
          nodeFree,
          () -> {
            inHand--;
            if (now - next.at <= SECOND) {
              count(next.by.name).answered++;
            }
            serve();
          });
    }
  }

  private void schedule(long at, Runnable what) {
    agenda.add(new Event(at, order++, what));
  }

  /** Lets time pass. */
  void until(int second) {
    while (!agenda.isEmpty() && agenda.peek().at <= second * SECOND) {
      var next = agenda.poll();
      now = next.at;
      next.what.run();
    }
    now = second * SECOND;
  }

  /** What came of some callers' calls since this was asked last. */
  Count count(String name) {
    return counts.computeIfAbsent(name, _ -> new Count());
  }

  /** Counts anew. */
  void forget() {
    counts.clear();
  }

  Overload overload() {
    return overload;
  }

  Rung rung() {
    return overload.rung(now);
  }
}
