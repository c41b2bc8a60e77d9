package headgate.gateway.upstream;

import static headgate.gateway.upstream.health.NodeJudgement.BUSY;
import static headgate.gateway.upstream.health.NodeJudgement.CANDIDATE;
import static headgate.gateway.upstream.health.NodeJudgement.COOLING;
import static headgate.gateway.upstream.health.NodeJudgement.NOT_OFFERED;
import static headgate.gateway.upstream.health.NodeJudgement.NOT_SERVING;
import static headgate.gateway.upstream.health.NodeJudgement.PASSED_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.chain.method.MethodProfile;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a node is what the choice goes by. */
class NodeJudgementTest {
  private static final MethodProfile READ = Calls.icon("icx_getTotalSupply", "").method();
  private static final long NOW = 1_000;

  private final List<Node> nodes =
      IntStream.range(0, 5)
          .mapToObj(index ->
              new Node(
                  index,
                  NodeConfig.of("n" + index, URI.create("http://n" + index)),
                  UpstreamBench.LANES))
          .toList();
  private final NodeChoice choice =
      new NodeChoice(nodes, RandomGeneratorFactory.of("L64X128MixRandom").create(3));

  private NodeChoice.Wanted wanted(int preferred) {
    return new NodeChoice.Wanted(Views.at(100, 100, 100, 99, 100, 100), 100, READ, 0, preferred);
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
}
