package headgate.gateway.overload;

import headgate.chain.method.Lane;
import headgate.gateway.address.IpAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says of each call of a network that needs a node whether it may be fetched, and on which rung the
 * network stands; shared by all loops, told the time by each call.
 */
public final class Overload {
  /** How long the order of customers who ask for as much stays as it is. */
  static final Duration MARKS_LAST = Duration.ofHours(1);

  private static final int MARKS = LaneControl.PLACES / Usage.OCTAVES;

  private final Map<Lane, LaneControl> lanes = new EnumMap<>(Lane.class);
  private final Usage usage;
  private final Ladder ladder = new Ladder();
  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicLongArray shed = new AtomicLongArray(Priority.COUNT);
  private volatile Rung rung = Rung.NORMAL;
  private volatile long looked;
  private volatile boolean active;

  /** Who asks for something. */
  public record Asker(Priority priority, IpAddress customer) {}

  /** What is asked for. */
  public record Demand(Lane lane, int units, boolean immutable) {}

  /**
   * Nothing is refused yet.
   *
   * @param targetNanos the longest standing wait that is no overload; 0 for never refusing anything
   * @param waiting how many calls of a lane wait for a node now
   * @param seed what strangers must not know
   */
  public Overload(long targetNanos, ToIntFunction<Lane> waiting, long seed, long nowNanos) {
    for (var lane : Lane.values()) {
      lanes.put(lane, new LaneControl(targetNanos, () -> waiting.applyAsInt(lane), nowNanos));
    }
    usage = new Usage(seed, nowNanos);
    active = targetNanos > 0;
    looked = nowNanos;
  }

  /** Sets the longest standing wait that is no overload; 0 for never refusing anything. */
  public void target(long nanos) {
    active = nanos > 0;
    for (var lane : lanes.values()) {
      lane.target(nanos);
      if (nanos == 0) {
        lane.forget();
      }
    }
  }

  /** Whether anything is ever refused. */
  boolean active() {
    return active;
  }

  /** Whether a call may be fetched now. */
  public boolean admits(Asker asker, Demand demand, long nowNanos) {
    look(nowNanos);
    var level = level(asker, demand.units, nowNanos);
    var passes = of(demand.lane).passes(level, demand.units);
    if (passes && rung.serves(asker.priority, demand.immutable)) {
      return true;
    }
    shed.getAndIncrement(asker.priority.place());
    return false;
  }

  private int level(Asker asker, int units, long nowNanos) {
    var octave = usage.add(asker.customer, units, nowNanos);
    var mark = Math.floorMod(usage.mark(asker.customer, nowNanos / MARKS_LAST.toNanos()), MARKS);
    return asker.priority.place() * LaneControl.PLACES + octave * MARKS + mark;
  }

  /** A node was found for a call of so many units, after it had waited so long. */
  public void served(Lane lane, int units, long waitedNanos) {
    of(lane).served(units, waitedNanos);
  }

  private LaneControl of(Lane lane) {
    var control = lanes.get(lane);
    if (control == null) {
      throw new IllegalStateException("a lane without control");
    }
    return control;
  }

  private void look(long nowNanos) {
    if (nowNanos - looked >= LaneControl.INTERVAL_NANOS && looking.tryLock()) {
      try {
        looked = nowNanos;
        for (var lane : lanes.values()) {
          lane.look(nowNanos);
        }
        if (ladder.asks(wanted(), nowNanos)) {
          rung = ladder.rung();
        }
      } finally {
        looking.unlock();
      }
    }
  }

  /** The rung that the strain asks for. */
  private Rung wanted() {
    var read = of(Lane.READ);
    if (of(Lane.WRITE).starved()) {
      return Rung.VALIDATORS;
    }
    if (read.starved()) {
      return Rung.IMMUTABLE;
    }
    var line = read.line();
    if (line != null && line.compareTo(Priority.READ) <= 0) {
      return Rung.CACHED;
    }
    return lanes.values().stream().anyMatch(lane -> lane.line() != null)
        ? Rung.NO_BULK
        : Rung.NORMAL;
  }

  /** The rung that is stood on now. */
  public Rung rung(long nowNanos) {
    look(nowNanos);
    return rung;
  }

  /** The least priority that a lane still serves, null where all pass. */
  public @Nullable Priority line(Lane lane) {
    return of(lane).line();
  }

  /** How long the last calls of a lane waited for a node at least, in nanoseconds. */
  public long delayNanos(Lane lane) {
    return of(lane).delayNanos();
  }

  /** Calls of a priority that were refused since the start. */
  public long shed(Priority priority) {
    return shed.get(priority.place());
  }
}
