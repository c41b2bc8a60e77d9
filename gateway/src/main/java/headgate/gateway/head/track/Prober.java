package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks every node of a network for its height, again and again, and with it for the block that the
 * rule wants to see.
 *
 * <p>Lives on one loop. A node is asked anew an interval after its last probe began, or at once
 * where something is to be known now, and never twice at the same time.
 */
final class Prober {
  /** From one probe of a node to its next at the least, whoever wants to know. */
  private static final Duration EVERY_MIN = Duration.ofMillis(20);

  /** Told of each probe when the rule has been told. */
  interface Listener {
    /** A probe of the node that began then is over; the block is there where one was read. */
    void ended(int node, long beganNanos, @Nullable Block block);
  }

  private final Loop loop;
  private final Duration every;
  private final HeightProbe probe;
  private final HeadRule rule;
  private final Listener listener;
  private final List<Turn> turns = new ArrayList<>();
  private volatile boolean stopped;

  /** A prober that has not begun. */
  Prober(Loop loop, Duration every, HeightProbe probe, HeadRule rule, Listener listener) {
    this.loop = loop;
    this.every = every;
    this.probe = probe;
    this.rule = rule;
    this.listener = listener;
  }

  /** Begins with the given number of nodes; to be called on the loop. */
  void start(int nodes) {
    for (var node = 0; node < nodes; node++) {
      turns.add(new Turn(node));
    }
    turns.forEach(Turn::ask);
  }

  /** Asks nobody any more, and tells nothing; callable from any thread. */
  void stop() {
    stopped = true;
  }

  /** Asks a node now; one that is being asked is asked again, as its answer may be old. */
  void askNow(int node) {
    turns.get(node).again();
  }

  /** Asks every node now; one that is being asked is asked again. */
  void askAll() {
    turns.forEach(Turn::again);
  }

  /** One node's probes. */
  private final class Turn implements HeightProbe.Receiver {
    private final int node;
    private boolean asking;
    private boolean hurried;
    private boolean again;
    private long beganNanos;
    private Loop.@Nullable Timer timer;

    Turn(int node) {
      this.node = node;
    }

    void ask() {
      timer = null;
      hurried = false;
      if (!stopped) {
        asking = true;
        beganNanos = loop.clock().nanos();
        step(() -> probe.probe(node, this));
      }
    }

    /** A bug in one step ends the probe, lest the node is never asked again. */
    private void step(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException bug) {
        if (asking) {
          ended(null);
        }
        throw bug;
      }
    }

    void again() {
      again = asking;
      hurry();
    }

    void hurry() {
      if (timer != null && !hurried) {
        hurried = true;
        timer.cancel();
        schedule(EVERY_MIN);
      }
    }

    private void schedule(Duration sinceBegan) {
      var spent = loop.clock().nanos() - beganNanos;
      timer = loop.schedule(Duration.ofNanos(Math.max(0, sinceBegan.toNanos() - spent)), this::ask);
    }

    @Override
    public void reported(Report report) {
      step(() -> {
        var wanted = rule.blockWanted(node, report);
        if (wanted < 0) {
          end(report, null);
        } else {
          probe.block(node, wanted, block -> end(report, block));
        }
      });
    }

    private void end(Report report, @Nullable Block block) {
      step(() -> {
        if (!stopped) {
          rule.reported(node, report, block, beganNanos);
        }
        ended(block);
      });
    }

    @Override
    public void missed(ProbeMiss why) {
      step(() -> {
        if (!stopped) {
          rule.missed(node, why);
        }
        ended(null);
      });
    }

    private void ended(@Nullable Block block) {
      asking = false;
      schedule(again ? EVERY_MIN : every);
      again = false;
      if (!stopped) {
        listener.ended(node, beganNanos, block);
      }
    }
  }
}
