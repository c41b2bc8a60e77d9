package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.ListenConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A crowd on several event loops that asks for the same at the moment at which it expires. */
class SharedFetchTest {
  private static final int CALLERS = 1_000;
  private static final int LOOPS = 4;
  private static final String METHOD = "icx_getTotalSupply";
  private static final String CALL = Calls.call("1", METHOD);

  @AutoClose private final FakeNode node = FakeNode.at(100);
  private final Semaphore turns = new Semaphore(1);
  private final List<RawHttp> callers = new ArrayList<>();

  @AfterEach
  void leave() {
    turns.release(CALLERS);
    callers.forEach(RawHttp::close);
  }

  private static GatewayConfig onLoops(GatewayConfig plain) {
    var listen = plain.listen();
    return new GatewayConfig(
        new ListenConfig(listen.host(), listen.port(), LOOPS, listen.transport()),
        plain.admin(),
        TestLimits.defaults().connections(2 * CALLERS, 2 * CALLERS).config(),
        plain.networks());
  }

  private Reply whenLetGo() {
    turns.acquireUninterruptibly();
    return Reply.result("\"0x1\"");
  }

  private void crowd(TestGateway gateway) {
    for (var count = 0; count < CALLERS; count++) {
      callers.add(RawHttp.connect(gateway.port()));
    }
    callers.forEach(caller -> caller.send(RawHttp.request(TestGateway.PATH, CALL)));
  }

  @Test
  void aThousandCallersOnSeveralLoopsCauseOneFetchForEachHeight() {
    node.replies(METHOD, _ -> whenLetGo());
    try (var gateway = TestNetwork.icon(node).serve(SharedFetchTest::onLoops)) {
      assertThat(gateway.post(CALL).header("X-Headgate-Cache")).isEqualTo("miss");
      assertThat(gateway.post(CALL).header("X-Headgate-Cache")).isEqualTo("hit");
      node.height(101);
      Eventually.holds(
          "the next height is served",
          () -> gateway.gateway().networks().getFirst().servingHeight() == 101);
      crowd(gateway);
      Eventually.holds("the node is asked", () -> node.received(METHOD).size() == 2);
      turns.release(CALLERS);
      var answers = callers.stream().map(RawHttp::response).toList();

      assertThat(answers).allMatch(answer -> answer.body().contains("\"0x1\""));
      assertThat(node.received(METHOD)).hasSize(2);
      assertThat(outcomes(answers, "miss")).isOne();
      assertThat(outcomes(answers, "coalesced")).isPositive();
      assertThat(outcomes(answers, "coalesced") + outcomes(answers, "hit")).isEqualTo(CALLERS - 1L);
    }
  }

  private static long outcomes(List<RawResponse> answers, String outcome) {
    return answers.stream()
        .filter(answer -> answer.header("X-Headgate-Cache").equals(outcome))
        .count();
  }
}
