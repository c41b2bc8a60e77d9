package headgate.gateway.upstream.choice;

import static headgate.gateway.upstream.health.NodeJudgement.BUSY;
import static headgate.gateway.upstream.health.NodeJudgement.CANDIDATE;
import static headgate.gateway.upstream.health.NodeJudgement.COOLING;
import static headgate.gateway.upstream.health.NodeJudgement.NOT_IN_LANE;
import static headgate.gateway.upstream.health.NodeJudgement.NOT_OFFERED;
import static headgate.gateway.upstream.health.NodeJudgement.NOT_OLD;
import static headgate.gateway.upstream.health.NodeJudgement.NOT_SERVING;
import static headgate.gateway.upstream.health.NodeJudgement.OVER_CAP;
import static headgate.gateway.upstream.health.NodeJudgement.PASSED_OVER;
import static headgate.gateway.upstream.health.NodeJudgement.PRUNED;
import static headgate.gateway.upstream.health.NodeJudgement.RETURNING;
import static headgate.gateway.upstream.health.NodeJudgement.SPARED;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.health.NodeJudgement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a node is what the choice goes by. */
class NodeJudgementTest {
  private static final MethodProfile READ = Calls.icon("icx_getTotalSupply", "").method();
  private static final LaneConfig LANE =
      new LaneConfig(4, Duration.ofSeconds(1), Duration.ofSeconds(8), 4);
  private static final LanesConfig LANES = new LanesConfig(LANE, LANE, LANE);
  private static final long NOW = 1_000;

  private final List<Node> nodes =
      IntStream.range(0, 5)
          .mapToObj(index ->
              new Node(index, NodeConfig.of("n" + index, URI.create("http://n" + index)), LANES))
          .toList();
  private final NodeChoice choice =
      new NodeChoice(
          nodes, Fallbacks.none(), RandomGeneratorFactory.of("L64X128MixRandom").create(3));

  private Wanted wanted(int preferred) {
    return new Wanted(Views.at(100, 100, 100, 99, 100, 100), 100, READ, 0, preferred);
  }

  @Test
  void eachNodeIsJudgedForItself() {
    while (nodes.get(1).permits(Lane.READ).tryTake()) {
      assertThat(nodes.get(1).permits(Lane.READ).taken()).isPositive();
    }
    nodes.get(3).health().cool(Duration.ofSeconds(5), NOW);
    nodes.get(4).absent().heard(READ.index(), NOW);

    assertThat(choice.judged(wanted(-1), NOW))
        .containsExactly(CANDIDATE, BUSY, NOT_SERVING, COOLING, NOT_OFFERED);
    assertThat(choice.take(wanted(-1), NOW)).isSameAs(nodes.getFirst());
  }

  @Test
  void theOneThatTookTheTransactionComesFirst() {
    assertThat(choice.judged(wanted(3), NOW))
        .containsExactly(PASSED_OVER, PASSED_OVER, NOT_SERVING, CANDIDATE, PASSED_OVER);
    assertThat(choice.take(wanted(3), NOW)).isSameAs(nodes.get(3));
  }

  @Test
  void rolesSayWhyANodeIsSparedOrComesFirst() {
    var apart = new Roles();
    assertThat(apart.judged(NodeState.UP, Wanted.Past.NONE))
        .containsExactly(CANDIDATE, NOT_IN_LANE, SPARED, NOT_OLD);
    assertThat(apart.judged(NodeState.UP, new Wanted.Past(5, false)))
        .containsExactly(PRUNED, NOT_IN_LANE, SPARED, CANDIDATE);
    assertThat(apart.judged(NodeState.DOWN, Wanted.Past.NONE))
        .containsExactly(NOT_SERVING, NOT_IN_LANE, CANDIDATE, NOT_OLD);
    assertThat(apart.judged(NodeState.UP, Wanted.Past.NONE))
        .containsExactly(RETURNING, NOT_IN_LANE, CANDIDATE, NOT_OLD);
    assertThat(apart.fallbacks.tryTake(NOW)).isTrue();
    assertThat(apart.judged(NodeState.UP, Wanted.Past.NONE))
        .containsExactly(CANDIDATE, NOT_IN_LANE, OVER_CAP, NOT_OLD);
  }

  /** A primary from height 50 on, a node for writes alone, a fallback and an archive. */
  private static final class Roles {
    private final List<Node> nodes = new ArrayList<>();
    private final Fallbacks fallbacks;
    private final NodeChoice choice;

    Roles() {
      var duties =
          List.of(
              NodeDuty.EVERYTHING,
              new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.WRITE)),
              NodeDuty.of(NodeRole.FALLBACK),
              NodeDuty.of(NodeRole.ARCHIVE));
      for (var duty : duties) {
        var name = "n" + nodes.size();
        var config = NodeConfig.of(name, URI.create("http://" + name)).with(duty);
        nodes.add(new Node(nodes.size(), config, LANES));
      }
      var terms = new FallbackConfig(1, Duration.ofSeconds(10));
      fallbacks = new Fallbacks("test", terms, duties, (_, _) -> false, NOW);
      choice =
          new NodeChoice(nodes, fallbacks, RandomGeneratorFactory.of("L64X128MixRandom").create(3));
    }

    List<NodeJudgement> judged(NodeState primary, Wanted.Past past) {
      var view =
          Views.view(
              100,
              List.of(
                  new NodeStanding(primary, "", 100, 0, "", null, 50),
                  new NodeStanding(NodeState.UP, "", 100, 0),
                  new NodeStanding(NodeState.UP, "", 100, 0),
                  new NodeStanding(NodeState.UP, "", 100, 0)));
      return choice.judged(new Wanted(view, 100, READ, 0, -1, past, Wanted.Need.PRESSING), NOW);
    }
  }

  @Test
  void besideATryOnItsWayNoFallbackIsAsked() {
    var apart = new Roles();
    var view = Views.at(100, 99, 99, 100, 100);
    var wanted = new Wanted(view, 100, READ, 0, -1, Wanted.Past.NONE, Wanted.Need.SPARE);

    assertThat(apart.choice.take(wanted, NOW)).isNull();
    assertThat(apart.fallbacks.calls()).isZero();
  }
}
