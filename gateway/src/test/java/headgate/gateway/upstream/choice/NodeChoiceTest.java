package headgate.gateway.upstream.choice;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.Node;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {
  private static final long SEED = 11;
  private static final MethodProfile READ = Calls.icon("icx_getTotalSupply", "").method();
  private static final LaneConfig LANE =
      new LaneConfig(4, Duration.ofSeconds(1), Duration.ofSeconds(8), 4);
  private static final LanesConfig LANES = new LanesConfig(LANE, LANE, LANE);
  private static final long NOW = 1_000;
  private static final long MILLI = 1_000_000;

  private final List<Node> nodes = new ArrayList<>();

  private NodeChoice choiceOf(int count) {
    for (var index = 0; index < count; index++) {
      var config = NodeConfig.of("n" + index, URI.create("http://n" + index));
      nodes.add(new Node(index, config, LANES));
    }
    return new NodeChoice(
        nodes, Fallbacks.none(), RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
  }

  private static Wanted wanted(HeadView view, long needed, long tried) {
    return new Wanted(view, needed, READ, tried, -1);
  }

  /** Takes and gives back at once. */
  private @Nullable Integer drawn(NodeChoice choice, HeadView view, long needed, long tried) {
    var node = choice.take(wanted(view, needed, tried), NOW);
    if (node == null) {
      return null;
    }
    node.permits(Lane.READ).giveBack();
    return node.index();
  }

  private int[] draws(NodeChoice choice, HeadView view, int times) {
    var counts = new int[nodes.size()];
    for (var draw = 0; draw < times; draw++) {
      var index = drawn(choice, view, 100, 0);
      if (index != null) {
        counts[index]++;
      }
    }
    return counts;
  }

  @Test
  void equalNodesGetEqualShares() {
    var counts = draws(choiceOf(4), Views.up(4, 100), 4_000);

    assertThat(counts)
        .as("seed %d", SEED)
        .hasSize(4)
        .satisfies(all -> {
          for (var count : all) {
            assertThat(count).isBetween(850, 1_150);
          }
        });
  }

  @Test
  void ofTwoTheFasterIsAlwaysTaken() {
    var choice = choiceOf(2);
    nodes.get(0).health().latency().sample(10 * MILLI, NOW);
    nodes.get(1).health().latency().sample(9 * MILLI, NOW);

    assertThat(draws(choice, Views.up(2, 100), 100)).containsExactly(0, 100);
  }

  @Test
  void ofManyTheSlowestIsNeverTakenAndTheFastestNotAlways() {
    var choice = choiceOf(3);
    nodes.forEach(node -> node.health().latency().sample((1 + node.index()) * MILLI, NOW));
    var counts = draws(choice, Views.up(3, 100), 3_000);

    assertThat(counts[2]).isZero();
    assertThat(counts[1]).as("seed %d", SEED).isBetween(850, 1_150);
  }

  @Test
  void workInFlightWeighsAsMuchAsLatency() {
    var choice = choiceOf(2);
    nodes.get(0).health().latency().sample(10 * MILLI, NOW);
    nodes.get(1).health().latency().sample(25 * MILLI, NOW);
    nodes.get(0).permits(Lane.READ).tryTake();
    assertThat(drawn(choice, Views.up(2, 100), 100, 0)).isZero();
    nodes.get(0).permits(Lane.READ).tryTake();

    assertThat(drawn(choice, Views.up(2, 100), 100, 0)).isOne();
  }

  @Test
  void aNodeWithoutAFreePermitGivesWay() {
    var choice = choiceOf(2);
    nodes.get(1).health().latency().sample(900 * MILLI, NOW);
    while (nodes.get(0).permits(Lane.READ).tryTake()) {
      assertThat(nodes.get(0).inFlight()).isPositive();
    }

    assertThat(drawn(choice, Views.up(2, 100), 100, 0)).isOne();
    while (nodes.get(1).permits(Lane.READ).tryTake()) {
      assertThat(nodes.get(1).inFlight()).isPositive();
    }
    assertThat(drawn(choice, Views.up(2, 100), 100, 0)).isNull();
    assertThat(choice.left(wanted(Views.up(2, 100), 100, 0), 0)).isEqualTo(NodeChoice.Left.BUSY);
    assertThat(nodes.get(0).inFlight()).isEqualTo(4);
  }

  @Test
  void whatWasTriedTakesNoPart() {
    var choice = choiceOf(3);

    assertThat(drawn(choice, Views.up(3, 100), 100, 0b011)).isEqualTo(2);
    assertThat(drawn(choice, Views.up(3, 100), 100, 0b111)).isNull();
    assertThat(choice.left(wanted(Views.up(3, 100), 100, 0b111), 0))
        .isEqualTo(NodeChoice.Left.NONE);
  }

  @Test
  void onlyNodesThatAreUpAndHighEnoughTakePart() {
    var choice = choiceOf(5);
    var view =
        Views.view(
            100,
            List.of(
                new NodeStanding(NodeState.DOWN, "", 100, 0),
                new NodeStanding(NodeState.LAGGING, "", 100, 0),
                new NodeStanding(NodeState.AHEAD, "", 110, -10),
                new NodeStanding(NodeState.WRONG_NETWORK, "", 100, 0),
                new NodeStanding(NodeState.UP, "", 99, 1)));

    assertThat(drawn(choice, view, 100, 0)).isNull();
    assertThat(drawn(choice, view, 99, 0)).isEqualTo(4);
    assertThat(drawn(choice, view, -1, 0)).isEqualTo(4);
  }

  @Test
  void theSixtyFourthNodeHasABitOfItsOwn() {
    var choice = choiceOf(64);

    assertThat(drawn(choice, Views.up(64, 100), 100, ~(1L << 63))).isEqualTo(63);
    assertThat(drawn(choice, Views.up(64, 100), 100, ~1L)).isZero();
  }
}
