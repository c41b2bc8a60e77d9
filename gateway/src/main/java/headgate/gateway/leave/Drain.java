package headgate.gateway.leave;

import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * A gateway's leave from its callers, step by step, on one loop: the leave is announced; after the
 * notice nobody is taken any more, whoever is between two requests goes and streams are closed;
 * what is on its way is finished; at the last call what is still left is answered with an error; at
 * the deadline it is over, whoever is left.
 */
public final class Drain {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** The gateway as far as a drain has to do with it; all on the drain's loop. */
  interface House {
    /** From now on it is not ready, and each answer is the last of its connection. */
    void announce();

    /** Accepts nobody any more. */
    void closeDoor();

    /** Closes streams. */
    void endStreams();

    /** Closes the connections that are between two requests. */
    void endIdle();

    /** Has what is on its way answered now. */
    void lastCall();

    /** Open connections. */
    int connections();

    /** Calls that nodes work on, whether or not their callers are there. */
    int calls();
  }

  /** When the door closes: with the notice's end, or at once where somebody else stands in it. */
  public enum Door {
    /** Nobody else takes callers: they are taken until the notice is over. */
    OPEN,
    /** Another process takes them from now on. */
    HANDED_OVER
  }

  private final Loop loop;
  private final DrainConfig terms;
  private final House house;
  private final IntConsumer ended;
  private final Loop.Timer[] timers = new Loop.Timer[3];
  private boolean called;
  private boolean over;

  /**
   * A drain that has not begun.
   *
   * @param ended told once, on the loop, how many connections are left
   */
  Drain(Loop loop, DrainConfig terms, House house, IntConsumer ended) {
    this.loop = loop;
    this.terms = terms;
    this.house = house;
    this.ended = ended;
  }

  /** Begins, on the loop. */
  void begin(Door door) {
    house.announce();
    if (door == Door.HANDED_OVER) {
      house.closeDoor();
    }
    timers[0] = loop.schedule(terms.notice(), this::leave);
    timers[1] = loop.schedule(terms.lastCall(), this::lastCall);
    timers[2] = loop.schedule(terms.deadline(), this::end);
  }

  private void leave() {
    house.closeDoor();
    look();
  }

  /** Whoever was between two requests may have become a stream since the last look. */
  private void look() {
    house.endStreams();
    house.endIdle();
    if (house.connections() == 0 && (called || house.calls() == 0)) {
      end();
    } else if (!over) {
      timers[0] = loop.schedule(LOOK_EVERY, this::look);
    }
  }

  private void lastCall() {
    called = true;
    house.lastCall();
  }

  private void end() {
    if (!over) {
      over = true;
      for (var timer : timers) {
        timer.cancel();
      }
      ended.accept(house.connections());
    }
  }
}
