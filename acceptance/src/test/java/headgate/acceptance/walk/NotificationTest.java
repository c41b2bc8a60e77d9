package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls without an id, or with the id null, as goloop takes them: no answer, and hardly any act.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationTest {
  private static final String SEND =
      "{\"jsonrpc\":\"2.0\",\"method\":\"icx_sendTransaction\",\"params\":"
          + Calls.SIGNED_TRANSACTION
          + "}";
  private static final String READ = "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"}";

  private final FakeNode node =
      FakeNode.at(100)
          .answers("icx_sendTransaction", "\"" + Calls.TRANSACTION_HASH + "\"")
          .answers("icx_sendTransactionAndWait", "{}")
          .answers("icx_getTotalSupply", "{}");
  private final TestGateway gateway =
      TestNetwork.icon(node).writes(8, Duration.ofMillis(500), 2).serve();

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  private int asked() {
    return node.receivedBesideProbes().size();
  }

  private static void assertEmpty(RawResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Length")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"id\":null,"})
  void aReadWithoutAnIdIsNotExecuted(String id) {
    var before = asked();
    assertEmpty(gateway.post(READ.replace("\"method\"", id + "\"method\"")));
    assertThat(asked()).isEqualTo(before);
  }

  @Test
  void aWaitWithoutAnIdIsNotExecuted() {
    var before = asked();
    assertEmpty(gateway.post(READ.replace("icx_getTotalSupply", "icx_waitTransactionResult")));
    assertThat(asked()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"icx_sendTransaction", "icx_sendTransactionAndWait"})
  void aSendWithoutAnIdIsExecutedUnderAnIdOfOurs(String method) {
    var before = node.received(method).size();
    assertEmpty(gateway.post(SEND.replace("icx_sendTransaction", method)));
    assertThat(node.received(method)).hasSize(before + 1);
    assertThat(node.received(method).getLast().body())
        .matches("\\{\"jsonrpc\":\"2\\.0\",\"id\":[0-9]+,\"method\":.*");
  }

  @Test
  void whatBecomesOfASendWithoutAnIdIsNotTold() {
    node.next("icx_sendTransaction", Reply.error(-31000, "SystemError: E2005:Invalid"));
    assertEmpty(gateway.post(SEND));
    node.next("icx_sendTransaction", Reply.silence().resetAfter(0));
    assertEmpty(gateway.post(SEND));
  }

  @Test
  void anUnknownMethodIsToldEvenWithoutAnId() {
    var answer = gateway.post(READ.replace("icx_getTotalSupply", "icx_none"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":-32601").endsWith("\"id\":null}\n");
  }

  @Test
  void aBatchLeavesThemOut() {
    var answer = gateway.post("[" + READ + "," + Calls.call("1", "icx_getTotalSupply") + "]");
    assertThat(answer.body()).isEqualTo("[{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}]\n");
  }

  @Test
  void aBatchOfNothingElseIsAnsweredByAnEmptyArray() {
    var before = node.received("icx_sendTransaction").size();
    var answer = gateway.post("[" + READ + "," + SEND + "," + READ + "]");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[]\n");
    assertThat(node.received("icx_sendTransaction")).hasSize(before + 1);
  }
}
