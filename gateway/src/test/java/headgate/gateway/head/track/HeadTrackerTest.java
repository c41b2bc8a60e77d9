package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadTrackerTest {
  static final int LAG_MAX = 3;
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();
  private HeadTracker tracker = new HeadTracker(terms(3, null), clock);
  private HeadView view = tracker.view();

  static HeadTerms terms(int nodes, @Nullable String expectedNetwork) {
    return new HeadTerms(
        "main",
        IntStream.range(0, nodes).mapToObj(node -> "n" + node).toList(),
        2,
        LAG_MAX,
        expectedNetwork,
        INTERVAL,
        Duration.ofMillis(500),
        false);
  }

  private void of(int nodes, @Nullable String expectedNetwork) {
    tracker = new HeadTracker(terms(nodes, expectedNetwork), clock);
  }

  /** A node answers, a moment later, and shows a block that is new. */
  private void reported(int node, long height, @Nullable String network) {
    clock.advance(Duration.ofMillis(1));
    var block = new Block(height, "hash" + height, "hash" + (height - 1), now());
    tracker.reported(
        node, new HeightProbe.Report(height, network, "icon_dex", 7), block, clock.nanos());
    view = tracker.view();
  }

  private long now() {
    return clock.wallTime().toEpochMilli();
  }

  private void reported(int node, long height) {
    reported(node, height, "0x1");
  }

  /** A node without a second one on its network suffices at the start after three intervals. */
  private void alone(int node, long height) {
    reported(node, height);
    clock.advance(INTERVAL.multipliedBy(3));
    reported(node, height);
  }

  private void missed(int node) {
    tracker.missed(node, ProbeMiss.REFUSED);
    tracker.missed(node, ProbeMiss.REFUSED);
    view = tracker.view();
  }

  private NodeState state(int node) {
    return view.nodes().get(node).state();
  }

  private long lag(int node) {
    return view.nodes().get(node).lag();
  }

  private void allAt(long height) {
    reported(0, height);
    reported(1, height);
    reported(2, height);
  }

  @Test
  void oneConfiguredNodeDecidesAlone() {
    of(1, null);
    reported(0, 100);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.UP);
    assertThat(view.ready()).isTrue();
  }

  @Test
  void nothingIsServedUntilEveryNodeWasHeardOrMissed() {
    reported(0, 100);
    reported(1, 100);
    assertThat(view.servingHeight()).isEqualTo(-1);
    assertThat(view.ready()).isFalse();
    assertThat(state(0)).isEqualTo(NodeState.DOWN);
    missed(2);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(view.ready()).isTrue();
  }

  @Test
  void twoNodesHaveToHaveReachedTheServingHeight() {
    reported(0, 102);
    reported(1, 101);
    reported(2, 100);

    assertThat(view.servingHeight()).isEqualTo(101);
    assertThat(view.nodes()).extracting(NodeStanding::lag).containsExactly(-1L, 0L, 1L);
  }

  @Test
  void aLoneHigherReportMovesNothingWhileASecondNodeAnswers() {
    allAt(100);
    reported(0, 1_000_000);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.AHEAD);
    assertThat(lag(0)).isEqualTo(-999_900);
  }

  @Test
  void oneMissedProbeIsForgiven() {
    allAt(100);
    tracker.missed(1, ProbeMiss.REFUSED);
    view = tracker.view();
    assertThat(state(1)).isEqualTo(NodeState.UP);
    tracker.missed(1, ProbeMiss.REFUSED);
    view = tracker.view();

    assertThat(state(1)).isEqualTo(NodeState.DOWN);
  }

  @Test
  void theServingHeightNeverFalls() {
    allAt(100);
    allAt(90);
    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.LAGGING);
    assertThat(view.ready()).isFalse();
    allAt(101);

    assertThat(view.servingHeight()).isEqualTo(101);
    assertThat(view.ready()).isTrue();
  }

  @Test
  void itIsConfirmedAsOfTheReportThatCompletesTheQuorumAndByNoLowerOne() {
    var before = Duration.ofMillis(1).toNanos();
    allAt(100);
    assertThat(view.confirmedAtNanos()).isEqualTo(clock.nanos() - before);
    allAt(99);
    var confirmed = view.confirmedAtNanos();
    reported(0, 99);
    assertThat(view.confirmedAtNanos()).isEqualTo(confirmed);
    allAt(100);

    assertThat(view.confirmedAtNanos()).isEqualTo(clock.nanos() - before);
  }

  @Test
  void lagMayBeAsLargeAsAllowedAndNoLarger() {
    reported(0, 100);
    reported(1, 100);
    reported(2, 97);
    assertThat(state(2)).isEqualTo(NodeState.UP);
    assertThat(lag(2)).isEqualTo(3);
    reported(2, 96);

    assertThat(state(2)).isEqualTo(NodeState.LAGGING);
    assertThat(lag(2)).isEqualTo(4);
    assertThat(view.nodes().get(2).reason()).isEqualTo("4 blocks behind the serving height");
  }

  @Test
  void leadMayBeAsLargeAsAllowedAndNoLarger() {
    allAt(100);
    reported(2, 103);
    assertThat(state(2)).isEqualTo(NodeState.UP);
    assertThat(lag(2)).isEqualTo(-3);
    reported(2, 104);

    assertThat(state(2)).isEqualTo(NodeState.AHEAD);
    assertThat(view.nodes().get(2).reason()).isEqualTo("4 blocks ahead of every other node");
  }

  @Test
  void aNodeAheadIsUpAgainOnceTheOthersFollow() {
    allAt(100);
    reported(2, 110);
    reported(0, 110);

    assertThat(view.servingHeight()).isEqualTo(110);
    assertThat(state(2)).isEqualTo(NodeState.UP);
    assertThat(state(1)).isEqualTo(NodeState.LAGGING);
  }

  @Test
  void aNodeThatMissedItsProbeIsDownWithItsLastHeight() {
    allAt(100);
    missed(1);

    assertThat(state(1)).isEqualTo(NodeState.DOWN);
    assertThat(view.nodes().get(1).height()).isEqualTo(100);
    assertThat(view.nodes().get(1).reason()).isEqualTo(ProbeMiss.REFUSED.words());
    reported(1, 100);
    assertThat(state(1)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeThatComesBackOnAnotherNetworkRaisesTheGenerationOnce() {
    of(3, "0x1");
    allAt(100);
    missed(2);
    assertThat(state(2)).isEqualTo(NodeState.DOWN);
    reported(2, 100, "0x2");
    assertThat(state(2)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(view.generation()).isEqualTo(1);
    missed(2);
    reported(2, 100, "0x2");
    assertThat(view.generation()).isEqualTo(1);
    reported(2, 100, "0x1");
    reported(2, 100, "0x2");

    assertThat(view.generation()).isEqualTo(2);
  }

  @Test
  void aNodeThatWasNeverUpGaveNothingToForget() {
    of(3, "0x1");
    reported(2, 100, "0x2");
    reported(0, 100);
    reported(1, 100);
    missed(2);
    reported(2, 100, "0x2");

    assertThat(view.generation()).isZero();
  }

  @Test
  void aNodeThatNeverAnsweredSaysSo() {
    reported(0, 100);
    reported(1, 100);
    missed(2);

    assertThat(view.nodes().get(2)).isNotEqualTo(NodeStanding.UNKNOWN);
    assertThat(view.nodes().get(2).height()).isEqualTo(-1);
    assertThat(view.nodes().get(2).reason()).isEqualTo(ProbeMiss.REFUSED.words());
    assertThat(NodeStanding.UNKNOWN.reason()).isEqualTo("has not answered a probe yet");
  }

  @Test
  void aNodeThatAnswersBeforeAllWereHeardIsNotSaidToMiss() {
    tracker.missed(0, ProbeMiss.TIMEOUT);
    reported(0, 100);

    assertThat(view.nodes().getFirst().reason()).isEqualTo("the serving height is not known yet");
  }

  @Test
  void theExpectedNetworkExcludesEveryOther() {
    of(3, "0x1");
    reported(0, 900, "0x2");
    reported(1, 900, "0x2");
    alone(2, 100);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(state(2)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNetworksIdIsTheSameInEitherCase() {
    of(1, "0xAb");
    reported(0, 100, "0XaB");

    assertThat(state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeThatTellsNoNetworkIsNotTheExpectedOne() {
    of(1, "0x1");
    reported(0, 100, null);

    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(view.servingHeight()).isEqualTo(-1);
  }

  @Test
  void wrongNetworkIsSaidAlsoWhereNothingIsServed() {
    of(1, "0x1");
    reported(0, 100, "0x2");

    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
    assertThat(view.nodes().getFirst().reason()).isEqualTo("reports another network: 0x2");
  }

  @Test
  void withoutAnExpectedNetworkTheMostFrequentOneCounts() {
    reported(0, 900, "0x2");
    reported(1, 100, "0x1");
    reported(2, 100, "0x1");

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.WRONG_NETWORK);
  }

  @Test
  void onATieTheNodeConfiguredFirstCounts() {
    of(2, null);
    reported(1, 900, "0x2");
    alone(0, 100);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(1)).isEqualTo(NodeState.WRONG_NETWORK);
  }

  @Test
  void aNodeOfAnotherNetworkDoesNotTakeOverWhileTheRightOneIsAway() {
    of(2, null);
    reported(1, 900, "0x2");
    alone(0, 100);
    missed(0);
    reported(1, 901, "0x2");

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(1)).isEqualTo(NodeState.WRONG_NETWORK);
    reported(0, 101, "0x1");
    assertThat(state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void nodesThatTellNoNetworkAgreeAmongThemselves() {
    of(2, null);
    reported(0, 100, null);
    reported(1, 100, null);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void whenAllAreGoneTheHeightStaysAndNobodyIsUp() {
    allAt(100);
    var last = clock.nanos();
    missed(0);
    missed(1);
    missed(2);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(view.confirmedAtNanos()).isLessThanOrEqualTo(last);
    assertThat(view.ready()).isFalse();
  }

  @Test
  void nodesThatComeBackLowerAreLagging() {
    allAt(100);
    missed(0);
    missed(1);
    missed(2);
    reported(0, 50);
    reported(1, 50);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.LAGGING);
    assertThat(lag(0)).isEqualTo(50);
  }

  @Test
  void anOperatorsWordIsUsedUpByTenIntervalsWithoutADifferenceNotByTimeAlone() {
    allAt(100);
    tracker.quarantine(0, 100);
    tracker.quarantine(2, 100);
    tracker.resume(0);
    clock.advance(INTERVAL.multipliedBy(30));
    allAt(101);
    tracker.resume(2);
    assertThat(tracker.nodes().getFirst().vouched()).isTrue();
    clock.advance(INTERVAL.multipliedBy(11));
    allAt(102);

    assertThat(tracker.nodes().getFirst().vouched()).isFalse();
  }
}
