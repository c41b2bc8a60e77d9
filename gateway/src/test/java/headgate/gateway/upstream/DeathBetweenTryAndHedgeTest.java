package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node dies between a try and its hedge: the read ends exactly once, with an answer as long as
 * there is a node that gives one, and all that the tries held returns.
 */
class DeathBetweenTryAndHedgeTest {
  private static final long SEED = 97;
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Duration USUAL = Duration.ofMillis(10);
  private static final Duration LATER = Duration.ofMillis(40);

  private static final LanesConfig HEDGED =
      new LanesConfig(
          new LaneConfig(8, UpstreamBench.CONNECT, Duration.ofSeconds(8), 4, true, true),
          UpstreamBench.LANES.writes(),
          UpstreamBench.LANES.waits());

  private UpstreamBench bench = bench(2);

  private static UpstreamBench bench(int nodes) {
    var made = new UpstreamBench(nodes, Calls.ICON, HEDGED);
    made.usuallyTakes(READ, USUAL);
    return made;
  }

  /** The read after everybody had the time to answer, or to fail. */
  private List<Reply> ask() {
    var heard = bench.fetch(READ);
    bench.loop.advance(Duration.ofSeconds(9));
    return heard;
  }

  private void answersLater(int node) {
    bench.node(node).always(request -> later(request, node));
  }

  private static void later(ScriptedRequest request, int node) {
    request.in(LATER, () -> request.result("\"of " + node + "\""));
  }

  private void nothingIsLeft() {
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
    assertThat(bench.upstream.terms().tryBudgets().hedges().onTheirWay()).isZero();
    assertThat(bench.upstream.terms().tryBudgets().retries().onTheirWay()).isZero();
    assertThat(bench.budget.used()).isZero();
  }

  /** A dead node takes the connections along that it has. */
  private void dies(int node, Cause cause) {
    bench.node(node).requests().forEach(request -> request.close(cause));
    bench.node(node).refusing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theHedgesNodeDiesAsItIsAskedAndTheFirstOneAnswers(boolean asItConnects) {
    answersLater(0);
    if (asItConnects) {
      bench.node(1).refusing();
    } else {
      bench.node(1).always(_ -> dies(1, Cause.RESET));
    }
    var heard = ask();

    assertThat(UpstreamBench.text(heard)).contains("of 0");
    assertThat(bench.upstream.terms().tryBudgets().status(0).hedges()).isOne();
    nothingIsLeft();
  }

  @Test
  void theFirstTrysNodeDiesOnceTheHedgeIsSentAndThatOneAnswers() {
    bench.node(0).always(_ -> {});
    bench
        .node(1)
        .always(request -> {
          dies(0, Cause.RESET);
          later(request, 1);
        });
    var heard = ask();

    assertThat(UpstreamBench.text(heard)).contains("of 1");
    assertThat(bench.asked()).containsExactly(1, 1);
    nothingIsLeft();
  }

  @Test
  void theFirstTrysNodeDiesInTheMomentOfTheHedge() {
    bench.node(0).always(request -> request.in(USUAL, () -> dies(0, Cause.ENDED)));
    answersLater(1);
    var heard = ask();

    assertThat(UpstreamBench.text(heard)).contains("of 1");
    nothingIsLeft();
  }

  private void bothDieAtOnce() {
    bench.node(0).always(_ -> {});
    bench
        .node(1)
        .always(_ -> {
          dies(0, Cause.RESET);
          dies(1, Cause.RESET);
        });
  }

  @Test
  void bothDieAndTheReadFailsOnce() {
    bothDieAtOnce();
    var heard = ask();

    assertThat(heard).hasSize(1).first().isInstanceOf(Reply.Failed.class);
    nothingIsLeft();
  }

  /** Two that fail alike may be the call's own doing, which is why nobody else is asked then. */
  @Test
  void bothDieInDifferentWaysAndAThirdAnswers() {
    bench = bench(3);
    bench.node(0).always(_ -> {});
    bench
        .node(1)
        .welcoming(connection -> {
          dies(0, Cause.RESET);
          connection.close(Cause.REFUSED);
        });
    answersLater(2);
    var heard = ask();

    assertThat(UpstreamBench.text(heard)).contains("of 2");
    nothingIsLeft();
  }

  @Test
  void wheneverNodesDieEachReadEndsOnceAndNothingIsLeft() {
    for (var run = 0; run < 300; run++) {
      var random = new Random(SEED + run);
      bench = bench(3);
      bench.scripts.forEach(node ->
          node.always(request ->
              request.in(Duration.ofMillis(random.nextInt(30)), () -> request.result("\"x\""))));
      for (var death = 0; death < 2; death++) {
        var victim = random.nextInt(3);
        var at = Duration.ofNanos(random.nextInt(25_000_000));
        var cause = random.nextBoolean() ? Cause.RESET : Cause.ENDED;
        bench.loop.schedule(at, () -> dies(victim, cause));
      }
      var replies = new ArrayList<List<Reply>>();
      for (var call = 0; call < 4; call++) {
        replies.add(bench.begin(READ));
      }
      bench.loop.advance(Duration.ofSeconds(9));

      assertThat(replies).as("seed %d", SEED + run).allMatch(heard -> heard.size() == 1);
      nothingIsLeft();
    }
  }
}
