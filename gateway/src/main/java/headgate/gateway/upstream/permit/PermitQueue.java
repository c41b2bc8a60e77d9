package headgate.gateway.upstream.permit;

import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Calls of one loop and lane that wait for a node's permit, first come first served.
 *
 * <p>A node's cap protects the node; a short burst above it should cost its callers a moment, not
 * an error. A permit that this loop gives back is handed on at once; one that another loop gave
 * back is noticed within milliseconds. Nobody waits longer than the call's own deadline. That no
 * node is left is noticed twenty times a second, as asking a full queue is dear.
 */
public final class PermitQueue {
  /** Calls that may wait at once, on one loop and lane; one more is refused. */
  public static final int WAITING_MAX = 1_024;

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  /** Of so many looks one asks everybody, though no permit is free: all nodes may be gone. */
  private static final int LOOKS_FOR_ALL = 10;

  /** A call that waits. */
  public interface Waiting {
    /** Goes on if it can or must: it got a permit, or its end has come. False where it waits on. */
    boolean goOn();

    /** Whether its end has come, whoever has a permit. */
    default boolean overdue() {
      return false;
    }
  }

  private final Loop loop;
  private final AtomicInteger inAll;
  private final BooleanSupplier anyFree;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean looking;
  private int looks;

  /**
   * An empty queue of a loop.
   *
   * @param inAll counts the calls that wait on any loop
   * @param anyFree whether any node has a permit left; where none has, nobody need be asked
   */
  public PermitQueue(Loop loop, AtomicInteger inAll, BooleanSupplier anyFree) {
    this.loop = loop;
    this.inAll = inAll;
    this.anyFree = anyFree;
  }

  /** Whether nobody waits, so that a newcomer overtakes no one. */
  public boolean empty() {
    return waiting.isEmpty();
  }

  /** Waits; false where too many do already. */
  public boolean offer(Waiting call) {
    if (waiting.size() >= WAITING_MAX) {
      return false;
    }
    waiting.add(call);
    inAll.incrementAndGet();
    lookLater();
    return true;
  }

  /** Waits no longer; without effect where it did not. */
  public void leave(Waiting call) {
    if (waiting.remove(call)) {
      inAll.decrementAndGet();
    }
  }

  /** One permit has become free: the first who can use it goes on. */
  public void handOn() {
    if (!waiting.isEmpty() && anyFree.getAsBoolean()) {
      ask(1, false);
    }
  }

  private void lookLater() {
    if (!looking) {
      looking = true;
      loop.schedule(LOOK_EVERY, this::look);
    }
  }

  private void look() {
    looking = false;
    looks++;
    ask(Integer.MAX_VALUE, looks % LOOKS_FOR_ALL == 0);
    if (!waiting.isEmpty()) {
      lookLater();
    }
  }

  /**
   * Asks in order until so many have gone on. Calls differ in the nodes that they may still go to,
   * so one that waits for a stuck node is passed over, and keeps its place.
   *
   * @param everybody also where no permit is free
   */
  private void ask(int goingMax, boolean everybody) {
    var passedOver = new ArrayDeque<Waiting>();
    var gone = 0;
    var worthIt = everybody || anyFree.getAsBoolean();
    for (var left = waiting.size(); left > 0 && gone < goingMax; left--) {
      var next = waiting.poll();
      if (next == null) {
        break;
      }
      if ((worthIt || next.overdue()) && next.goOn()) {
        gone++;
        inAll.decrementAndGet();
        worthIt = everybody || anyFree.getAsBoolean();
      } else {
        passedOver.addFirst(next);
      }
    }
    passedOver.forEach(waiting::addFirst);
  }
}
