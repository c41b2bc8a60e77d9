package headgate.gateway.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadTrackerTest {
  private static final int LAG_MAX = 3;

  private HeadTracker tracker = new HeadTracker(3, LAG_MAX, null);
  private long now = 1_000;
  private HeadView view = new HeadView(0, -1, 0, List.of());

  private void of(int nodes, @Nullable String expectedNetwork) {
    tracker = new HeadTracker(nodes, LAG_MAX, expectedNetwork);
  }

  private void reported(int node, long height, @Nullable String network) {
    view = tracker.reported(node, new HeightProbe.Report(height, network, "icon_dex", 7), ++now);
  }

  private void reported(int node, long height) {
    reported(node, height, "0x1");
  }

  private void missed(int node) {
    tracker.missed(node, ProbeMiss.REFUSED);
    view = tracker.missed(node, ProbeMiss.REFUSED);
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
  void theOnlyUsableNodeOfManyDecidesAlone() {
    allAt(100);
    missed(1);
    missed(2);
    reported(0, 105);

    assertThat(view.servingHeight()).isEqualTo(105);
    assertThat(state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeLeftAloneIsNotBelievedAnyHeight() {
    allAt(100);
    missed(1);
    missed(2);
    reported(0, 1_000_000);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(0)).isEqualTo(NodeState.AHEAD);
    reported(0, 120);
    assertThat(view.servingHeight()).isEqualTo(120);
    assertThat(state(0)).isEqualTo(NodeState.UP);
  }

  @Test
  void aNodeLeftAloneForLongIsBelievedWhatAChainMayHaveComeTo() {
    allAt(100);
    missed(1);
    missed(2);
    now += 60_000_000_000L;
    reported(0, 160);

    assertThat(view.servingHeight()).isEqualTo(160);
  }

  @Test
  void oneMissedProbeIsForgiven() {
    allAt(100);
    view = tracker.missed(1, ProbeMiss.REFUSED);
    assertThat(state(1)).isEqualTo(NodeState.UP);
    view = tracker.missed(1, ProbeMiss.REFUSED);

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
  void itIsConfirmedByEachReportThatReachesItAndByNoOther() {
    allAt(100);
    assertThat(view.confirmedAtNanos()).isEqualTo(now);
    allAt(99);
    var before = view.confirmedAtNanos();
    reported(0, 99);
    assertThat(view.confirmedAtNanos()).isEqualTo(before);
    allAt(100);

    assertThat(view.confirmedAtNanos()).isEqualTo(now);
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
    view = tracker.missed(0, ProbeMiss.TIMEOUT);
    reported(0, 100);

    assertThat(view.nodes().getFirst().reason()).isEqualTo("the serving height is not known yet");
  }

  @Test
  void theExpectedNetworkExcludesEveryOther() {
    of(3, "0x1");
    reported(0, 900, "0x2");
    reported(1, 900, "0x2");
    reported(2, 100, "0x1");

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
    reported(0, 100, "0x1");

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(state(1)).isEqualTo(NodeState.WRONG_NETWORK);
  }

  @Test
  void aNodeOfAnotherNetworkDoesNotTakeOverWhileTheRightOneIsAway() {
    of(2, null);
    reported(0, 100, "0x1");
    reported(1, 900, "0x2");
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
    var confirmed = view.confirmedAtNanos();
    missed(0);
    missed(1);
    missed(2);

    assertThat(view.servingHeight()).isEqualTo(100);
    assertThat(view.confirmedAtNanos()).isEqualTo(confirmed);
    assertThat(view.ready()).isFalse();
  }

  @Test
  void whoComesBackFirstAfterAllWereGoneDecidesUntilASecondIsBack() {
    allAt(100);
    missed(0);
    missed(1);
    missed(2);
    reported(1, 120);
    assertThat(view.servingHeight()).isEqualTo(120);
    assertThat(view.ready()).isTrue();
    reported(0, 119);

    assertThat(view.servingHeight()).isEqualTo(120);
    assertThat(state(0)).isEqualTo(NodeState.UP);
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
  void onlyAnUpNodeHighEnoughServes() {
    var up = new NodeStanding(NodeState.UP, "", 100, 0);

    assertThat(up.serves(100)).isTrue();
    assertThat(up.serves(-1)).isTrue();
    assertThat(up.serves(101)).isFalse();
    assertThat(up.reason()).isEmpty();
    assertThat(new NodeStanding(NodeState.LAGGING, "", 100, 9).serves(-1)).isFalse();
    assertThat(NodeStanding.UNKNOWN.serves(-1)).isFalse();
  }
}
