package headgate.gateway.head;

import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Asks every node of a network for its height, again and again, and publishes what follows.
 *
 * <p>Lives on one loop. A node is asked anew an interval after its last probe began, and never
 * twice at once.
 */
public final class Prober {
  private final Loop loop;
  private final Duration every;
  private final HeightProbe probe;
  private final HeadTracker tracker;
  private final Consumer<HeadView> publish;
  private volatile boolean stopped;

  /** A prober that has not begun. */
  public Prober(
      Loop loop,
      Duration every,
      HeightProbe probe,
      HeadTracker tracker,
      Consumer<HeadView> publish) {
    this.loop = loop;
    this.every = every;
    this.probe = probe;
    this.tracker = tracker;
    this.publish = publish;
  }

  /** Begins with the given number of nodes; to be called on the loop. */
  public void start(int nodes) {
    for (var node = 0; node < nodes; node++) {
      ask(node);
    }
  }

  /** Asks nobody any more, and publishes nothing; callable from any thread. */
  public void stop() {
    stopped = true;
  }

  private void ask(int node) {
    if (stopped) {
      return;
    }
    var began = loop.clock().nanos();
    probe.probe(
        node,
        new HeightProbe.Receiver() {
          @Override
          public void reported(HeightProbe.Report report) {
            var now = loop.clock().nanos();
            tell(tracker.reported(node, report, now));
            askAgain(node, began);
          }

          @Override
          public void missed(ProbeMiss why) {
            tell(tracker.missed(node, why));
            askAgain(node, began);
          }
        });
  }

  private void tell(HeadView view) {
    if (!stopped) {
      publish.accept(view);
    }
  }

  private void askAgain(int node, long began) {
    var spent = loop.clock().nanos() - began;
    loop.schedule(Duration.ofNanos(Math.max(1_000_000, every.toNanos() - spent)), () -> ask(node));
  }
}
