package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeadNews;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadNewsTest {
  private static final long HALF_MINUTE = Duration.ofSeconds(30).toNanos();

  private final ManualClock clock = new ManualClock();
  private final HeadTracker tracker = new HeadTracker(HeadTrackerTest.terms(2, "0x1"), clock);
  private final HeadNews news = new HeadNews("main", List.of("a", "b"), 0);
  private final List<String> good = new ArrayList<>();
  private final List<String> bad = new ArrayList<>();
  private long now;

  private void tell(HeadView view) {
    for (var line : news.of(view, now)) {
      (line.good() ? good : bad).add(line.text());
    }
  }

  private void reported(int node, long height, String network) {
    var block = new Block(height, "h" + height, "", clock.wallTime().toEpochMilli());
    var report = new HeightProbe.Report(height, network, null, -1);
    tracker.reported(node, report, block, clock.nanos());
    tell(tracker.view());
  }

  private void missed(int node, ProbeMiss why) {
    tracker.missed(node, why);
    tell(tracker.view());
  }

  private void bothUp() {
    reported(0, 100, "0x1");
    reported(1, 100, "0x1");
  }

  @Test
  void aStartTellsOfEachNodeAndOfTheNetworkOnce() {
    bothUp();
    bothUp();

    assertThat(bad).isEmpty();
    assertThat(good)
        .containsExactly(
            "network main: node a is up at height 100",
            "network main: node b is up at height 100",
            "network main: ready at height 100");
  }

  @Test
  void aNodeThatIsRefusedFromTheStartIsToldWithItsReason() {
    missed(0, ProbeMiss.REFUSED);
    missed(1, ProbeMiss.NOT_SERVED);

    assertThat(good).isEmpty();
    assertThat(bad)
        .containsExactly(
            "network main: node a is down: " + ProbeMiss.REFUSED.words(),
            "network main: node b is down: " + ProbeMiss.NOT_SERVED.words(),
            "network main: not ready: no node is up");
  }

  @Test
  void oneLostProbeIsNoNewsAndTheSecondIs() {
    bothUp();
    missed(1, ProbeMiss.TIMEOUT);
    assertThat(bad).isEmpty();
    missed(1, ProbeMiss.TIMEOUT);
    missed(1, ProbeMiss.TIMEOUT);

    assertThat(bad).containsExactly("network main: node b is down: " + ProbeMiss.TIMEOUT.words());
  }

  @Test
  void anotherReasonIsNews() {
    missed(0, ProbeMiss.TIMEOUT);
    missed(0, ProbeMiss.TLS);

    assertThat(bad).hasSize(2);
    assertThat(bad.getLast()).endsWith(ProbeMiss.TLS.words());
  }

  @Test
  void laggingIsToldOnceHoweverTheLagMoves() {
    bothUp();
    tell(new HeadView(0, 110, 0, List.of(at(110, 0), at(100, 10))));
    tell(new HeadView(0, 111, 0, List.of(at(111, 0), at(100, 11))));

    assertThat(bad).containsExactly("network main: node b is lagging: 10 blocks behind");
  }

  private static NodeStanding at(long height, long lag) {
    var state = lag > 3 ? NodeState.LAGGING : NodeState.UP;
    var reason = lag > 3 ? lag + " blocks behind" : "";
    return new NodeStanding(state, "0x1", height, lag, reason, null, -1);
  }

  @Test
  void anotherNetworkIsToldByItsPlainIdOnly() {
    reported(0, 100, "0x2");
    reported(1, 100, "evil\u001b[2J line");

    assertThat(bad)
        .containsExactly(
            "network main: node a is wrong-network: reports another network: 0x2",
            "network main: node b is wrong-network: reports another network or none",
            "network main: not ready: no node is up");
  }

  @Test
  void aNodeThatComesAndGoesIsToldOfFourTimesAndThenTwiceAMinute() {
    bothUp();
    good.clear();
    for (var round = 0; round < 100; round++) {
      missed(1, ProbeMiss.TIMEOUT);
      missed(1, ProbeMiss.TIMEOUT);
      reported(1, 100, "0x1");
    }
    assertThat(bad).hasSize(2);
    assertThat(good).hasSize(1);
    missed(1, ProbeMiss.TIMEOUT);
    missed(1, ProbeMiss.TIMEOUT);
    now = HALF_MINUTE;
    reported(1, 100, "0x1");
    assertThat(good).hasSize(2);
    assertThat(good.getLast()).contains("is up", "(changed 199 times since its last line)");
    missed(1, ProbeMiss.TIMEOUT);
    missed(1, ProbeMiss.TIMEOUT);
    assertThat(bad).hasSize(2);
    now += HALF_MINUTE;
    missed(1, ProbeMiss.TIMEOUT);

    assertThat(bad).hasSize(3);
  }
}
