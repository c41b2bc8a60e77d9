package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One node's failure is nobody's error: a read whose node fails is answered by another one. */
class FailoverTest {
  private static final int READS_MAX = 200;

  @AutoClose private final FakeNode good = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode bad = FakeNode.at(100);

  static Stream<Arguments> failures() {
    var answer = Reply.result("\"0xbad\"");
    return Stream.of(
            Named.of("reset before the answer", answer.resetAfter(0)),
            Named.of("reset within the head", answer.resetAfter(20)),
            Named.of("reset within the body", answer.resetAfter(120)),
            Named.of("closed before the answer", answer.closeAfter(0)),
            Named.of("closed within the body", answer.closeAfter(120)),
            Named.of("closed within a chunk", answer.chunked().closeAfter(140)),
            Named.of("silent", Reply.silence()),
            Named.of("stalled within the body", answer.stallAfter(120)),
            Named.of("another id", answer.withId("1000000")),
            Named.of("an id of another type", answer.withId("\"1\"")),
            Named.of("no JSON", Reply.status(200, "<html>welcome</html>")),
            Named.of("JSON cut short", Reply.status(200, "{\"jsonrpc\":\"2.0\",\"result\":")),
            Named.of("no HTTP", Reply.raw("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII))),
            Named.of("status 500", Reply.status(500, "Internal Server Error")),
            Named.of("status 502", Reply.status(502, "<html>Bad Gateway</html>")),
            Named.of("status 429", Reply.status(429, "", new Header("Retry-After", "1"))),
            Named.of("a redirect", Reply.status(302, "", new Header("Location", "/elsewhere"))),
            Named.of("no channel", Reply.status(404, "No channel")),
            Named.of("an internal error", Reply.error(-32603, "InternalError")),
            Named.of("a stopped chain", Reply.error(-32000, "Stopped")),
            Named.of("a block it lacks", Reply.error(-31004, "NotFound: E1005:no block for 100")))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aReadWhoseNodeFailsIsAnsweredByAnother(Reply failure) {
    bad.replies("icx_getBalance", _ -> failure);
    try (var gateway = TestNetwork.icon(bad, good).lanes(64, Duration.ofSeconds(3), 3).serve()) {
      for (var read = 0; bad.received("icx_getBalance").isEmpty() && read < READS_MAX; read++) {
        var answer = gateway.post(Calls.balance(read));

        assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":1}\n");
      }
      assertThat(bad.received("icx_getBalance")).isNotEmpty();
    }
  }

  @Test
  void aNodeThatDiesTakesNoReadWithIt() {
    bad.answers("icx_getBalance", "\"0x1\"");
    try (var gateway = TestNetwork.icon(bad, good).rareProbes().serve()) {
      for (var read = 0; read < 100; read++) {
        if (read == 20) {
          bad.dies();
        }
        assertThat(gateway.post(Calls.balance(read)).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void keptConnectionsThatANodeHasClosedCostNoRead() {
    bad.answers("icx_getBalance", "\"0x1\"");
    try (var gateway = TestNetwork.icon(bad, good).serve()) {
      for (var read = 0; read < 100; read++) {
        bad.closesIdleConnections();
        good.closesIdleConnections();
        assertThat(gateway.post(Calls.balance(read)).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void whenEveryNodeFailsTheCallerHearsOfItWithItsOwnId() {
    bad.replies("icx_getBalance", _ -> Reply.status(500, "secret trace"));
    good.replies("icx_getBalance", _ -> Reply.status(500, "secret trace"));
    try (var gateway = TestNetwork.icon(bad, good).serve()) {
      var answer = gateway.post(Calls.call("\"mine\"", "icx_getBalance", "{\"address\":\"hx\"}"));

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body())
          .contains("\"code\":-32098")
          .contains("\"id\":\"mine\"")
          .doesNotContain("secret");
    }
  }

  @Test
  void anErrorThatTwoNodesAgreeOnIsTheAnswer() {
    bad.answersError("icx_getBalance", -32603, "InternalError: of the node");
    good.answersError("icx_getBalance", -32603, "InternalError: of the node");
    try (var gateway = TestNetwork.icon(bad, good).serve()) {
      var answer = gateway.post(Calls.balance(1));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32603,\"message\":\"InternalError: of the"
                  + " node\"},\"id\":1}\n");
    }
  }

  @Test
  void aCallersMistakeIsAskedOfOneNodeOnly() {
    bad.answersError("icx_getBalance", -32602, "InvalidParams");
    good.answersError("icx_getBalance", -32602, "InvalidParams");
    try (var gateway = TestNetwork.icon(bad, good).serve()) {
      gateway.post(Calls.balance(1));

      // That one is asked twice: the height that was filled in might have been the mistake.
      var asked = Stream.of(bad, good).map(node -> node.received("icx_getBalance").size()).sorted();
      assertThat(asked).containsExactly(0, 2);
    }
  }

  @Test
  void theNodeWithLessWorkAndLatencyIsPreferred() {
    // So slow that a pause of a busy machine does not make the other one seem slower.
    bad.replies("icx_getBalance", _ -> Reply.result("\"0x1\"").after(Duration.ofMillis(500)));
    try (var gateway = TestNetwork.icon(bad, good).serve()) {
      for (var read = 0; read < 60; read++) {
        gateway.post(Calls.balance(read));
      }

      assertThat(good.received("icx_getBalance").size())
          .isGreaterThan(3 * bad.received("icx_getBalance").size());
    }
  }
}
