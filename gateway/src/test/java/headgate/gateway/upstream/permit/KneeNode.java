package headgate.gateway.upstream.permit;

import java.util.PriorityQueue;

/**
 * A node on simulated time with callers who ask it again as soon as they have an answer, as far as
 * its permits let them.
 *
 * <p>Up to its knee calls take their time side by side; whatever comes beyond crawls behind all
 * that came too many before.
 */
final class KneeNode {
  static final long MILLI = 1_000_000;

  /** How long a call of a method takes where there is no crowd. */
  interface Work {
    long nanos(int call);
  }

  private record Answer(long at, int method, long began) {}

  private final Permits permits;
  private final PriorityQueue<Answer> toCome =
      new PriorityQueue<>((one, other) -> Long.signum(one.at - other.at));
  private long now = Long.MAX_VALUE - 50 * MILLI;
  private long crawlsUntil = now;
  private int inHand;
  private int calls;
  int knee = Integer.MAX_VALUE;
  long crawl = 100 * MILLI;
  int callers;
  int methods = 1;
  Work work = _ -> 5 * MILLI;
  int least = Integer.MAX_VALUE;
  int most;

  KneeNode(Permits permits, int callers) {
    this.permits = permits;
    this.callers = callers;
  }

  /** How many calls were answered within that time. */
  int answered(long seconds) {
    var until = now + seconds * 1_000 * MILLI;
    var answered = 0;
    send();
    while (!toCome.isEmpty() && toCome.peek().at - until <= 0) {
      var answer = toCome.remove();
      now = answer.at;
      inHand--;
      answered++;
      permits.giveBack();
      permits.answered(answer.method, answer.began, now);
      least = Math.min(least, permits.limit());
      most = Math.max(most, permits.limit());
      send();
    }
    now = until;
    return answered;
  }

  long now() {
    return now;
  }

  /** Nobody asks it for so long, and what it has in hand is answered. */
  void pause(long seconds) {
    while (!toCome.isEmpty()) {
      toCome.remove();
      inHand--;
      permits.giveBack();
    }
    now += seconds * 1_000 * MILLI;
  }

  private void send() {
    while (inHand < callers && permits.tryTake()) {
      inHand++;
      var call = calls++;
      toCome.add(new Answer(now + takes(call), call % methods, now));
    }
  }

  private long takes(int call) {
    if (inHand <= knee) {
      return work.nanos(call);
    }
    crawlsUntil = (crawlsUntil - now > 0 ? crawlsUntil : now) + crawl;
    return crawlsUntil - now;
  }
}
