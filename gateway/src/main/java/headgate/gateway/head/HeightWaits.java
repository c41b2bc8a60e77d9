package headgate.gateway.head;

import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Calls of one loop that wait until the serving height has reached what they need.
 *
 * <p>How many wait is bounded, and how long: a block interval at most, after which nobody may say
 * when the block comes.
 */
public final class HeightWaits {
  /** Calls that may wait at once on one loop. */
  public static final int WAITING_MAX = 1_024;

  private final Loop loop;
  private final Supplier<HeadView> head;
  private final Duration longest;
  private final Set<HeightWaits> crowd;
  private final Set<Wait> waiting = new LinkedHashSet<>();
  private volatile int held;

  /** Nobody waits yet; each will for a block interval at most. */
  public HeightWaits(Loop loop, Supplier<HeadView> head, Duration longest) {
    this(loop, head, longest, new LinkedHashSet<>());
  }

  /**
   * The same among others.
   *
   * @param crowd has those in it of which somebody waits, and who are to be told of new views
   */
  public HeightWaits(Loop loop, Supplier<HeadView> head, Duration longest, Set<HeightWaits> crowd) {
    this.crowd = crowd;
    this.loop = loop;
    this.head = head;
    this.longest = longest;
  }

  /** Told how a wait ended, once, on the loop. */
  @FunctionalInterface
  public interface Waiting {
    /** The height was reached, or it was not in time. */
    void ended(boolean reached);
  }

  /** A call that waits. */
  @FunctionalInterface
  public interface HeldCall {
    /** One that does not. */
    HeldCall NONE = () -> false;

    /** Calls the wait off, and says whether it was still on; nothing is told then. */
    boolean callOff();
  }

  /**
   * Waits for a height, which the serving height has not reached; to be called on the loop.
   *
   * @return the call, to be called off
   */
  public HeldCall await(long height, Waiting call) {
    if (waiting.size() >= WAITING_MAX) {
      call.ended(false);
      return HeldCall.NONE;
    }
    var wait = new Wait(height, call);
    waiting.add(wait);
    counted();
    wait.late = loop.schedule(longest, () -> wait.end(false));
    // The head may have moved between the caller's look at it and this.
    wait.look(head.get().servingHeight());
    return wait::leave;
  }

  /** A new view was published; callable from any thread. */
  public void moved() {
    if (held > 0) {
      loop.execute(this::look);
    }
  }

  private void counted() {
    held = waiting.size();
    if (held == 0) {
      crowd.remove(this);
    } else if (held == 1) {
      crowd.add(this);
    }
  }

  /** How many wait; readable from any thread. */
  public int held() {
    return held;
  }

  private void look() {
    var height = head.get().servingHeight();
    for (var wait : new ArrayList<>(waiting)) {
      wait.look(height);
    }
  }

  /** One call that waits. */
  private final class Wait {
    private final long height;
    private final Waiting call;
    private Loop.Timer late = () -> {};

    Wait(long height, Waiting call) {
      this.height = height;
      this.call = call;
    }

    void look(long served) {
      if (height <= served) {
        end(true);
      }
    }

    void end(boolean reached) {
      if (leave()) {
        call.ended(reached);
      }
    }

    boolean leave() {
      var waited = waiting.remove(this);
      late.cancel();
      counted();
      return waited;
    }
  }
}
