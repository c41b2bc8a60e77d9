package headgate.gateway.head;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProberTest {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final ManualLoop loop = new ManualLoop();
  private final List<String> asked = new ArrayList<>();
  private final Map<Integer, HeightProbe.Receiver> unanswered = new HashMap<>();
  private final List<HeadView> published = new ArrayList<>();
  private final Prober prober =
      new Prober(loop, EVERY, this::probe, new HeadTracker(2, 3, null), published::add);

  private void probe(int node, HeightProbe.Receiver receiver) {
    assertThat(unanswered).as("asked twice at once").doesNotContainKey(node);
    asked.add(node + "@" + loop.elapsed().toMillis());
    unanswered.put(node, receiver);
  }

  private HeightProbe.Receiver answering(int node) {
    var receiver = unanswered.remove(node);
    if (receiver == null) {
      throw new AssertionError("node " + node + " was not asked");
    }
    return receiver;
  }

  private void report(int node, long height) {
    answering(node).reported(new HeightProbe.Report(height, "0x1", null, -1));
  }

  @Test
  void everyNodeIsAskedAtOnceWhenItStarts() {
    prober.start(2);

    assertThat(asked).containsExactly("0@0", "1@0");
    assertThat(published).isEmpty();
  }

  @Test
  void eachReportIsPublished() {
    prober.start(2);
    report(0, 100);
    assertThat(published).hasSize(1);
    assertThat(published.getLast().ready()).isFalse();
    report(1, 100);

    assertThat(published).hasSize(2);
    assertThat(published.getLast().servingHeight()).isEqualTo(100);
    assertThat(published.getLast().confirmedAtNanos()).isEqualTo(loop.clock().nanos());
  }

  @Test
  void aNodeIsAskedAnIntervalAfterItsLastProbeBegan() {
    prober.start(2);
    loop.advance(Duration.ofMillis(120));
    report(0, 100);
    loop.advance(Duration.ofMillis(379));
    assertThat(asked).hasSize(2);
    loop.advance(Duration.ofMillis(1));

    assertThat(asked).containsExactly("0@0", "1@0", "0@500");
  }

  @Test
  void aSlowNodeIsNotAskedAgainBeforeItsProbeEnds() {
    prober.start(2);
    loop.advance(Duration.ofSeconds(3));
    assertThat(asked).containsExactly("0@0", "1@0");
    answering(1).missed(ProbeMiss.TIMEOUT);
    loop.advance(Duration.ofMillis(1));

    assertThat(asked).containsExactly("0@0", "1@0", "1@3001");
  }

  @Test
  void aMissedProbeIsPublishedAndAskedAgain() {
    prober.start(2);
    report(0, 100);
    answering(1).missed(ProbeMiss.TIMEOUT);
    assertThat(published.getLast().nodes().get(1).state()).isEqualTo(NodeState.DOWN);
    assertThat(published.getLast().servingHeight()).isEqualTo(100);
    loop.advance(EVERY);

    assertThat(asked).containsExactly("0@0", "1@0", "0@500", "1@500");
  }

  @Test
  void onceStoppedNobodyIsAskedAndNothingIsPublished() {
    prober.start(2);
    report(0, 100);
    prober.stop();
    report(1, 100);
    loop.advance(Duration.ofSeconds(10));

    assertThat(asked).hasSize(2);
    assertThat(published).hasSize(1);
    assertThat(loop.timersSet()).isZero();
  }
}
