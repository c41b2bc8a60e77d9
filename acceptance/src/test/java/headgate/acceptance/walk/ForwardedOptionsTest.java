package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one field of a caller that a node may see: goloop's options, as far as they do no harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedOptionsTest {
  private static final String WAIT =
      Calls.call(
          "1", "icx_waitTransactionResult", "{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}");

  private final FakeNode node =
      FakeNode.at(100)
          .answers("icx_waitTransactionResult", "{}")
          .answers("icx_sendTransactionAndWait", "{}")
          .answers("icx_sendTransaction", "\"0x\"")
          .answers("icx_getBalance", "\"0x1\"");
  private final TestGateway gateway = TestNetwork.icon(node).uncached().serve();

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  /** What the node got for a call that came with that field. */
  private ReceivedRequest received(String field, String body) {
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request(TestGateway.PATH, body);
      RawResponse answer = client.send(request.replace("Host:", field + "\r\nHost:")).response();
      assertThat(answer.status()).isEqualTo(200);
    }
    return node.receivedBesideProbes().getLast();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout=5000|timeout=5000",
        "debug=true,timeout=5000|timeout=5000",
        "timeout=5000,debug=true|timeout=5000",
        "x=1,timeout=5000,timeout|timeout="
      })
  void theTimeoutReachesTheNodeOfAWait(String sent, String kept) {
    assertThat(received("Icon-Options: " + sent, WAIT).header("Icon-Options")).isEqualTo(kept);
    assertThat(received("icon-options: " + sent, WAIT).header("Icon-Options")).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debug=true",
        "debug",
        "Timeout=5000",
        "timeout=5 000",
        "timeout=\"5\"",
        "",
        ",",
        "timeout=5;debug=true"
      })
  void everythingElseIsStripped(String options) {
    assertThat(received("Icon-Options: " + options, WAIT).headers())
        .noneMatch(header -> header.name().equalsIgnoreCase("Icon-Options"));
  }

  @Test
  void itReachesTheNodeOfASendThatWaitsToo() {
    var send = Calls.send().replace("icx_sendTransaction", "icx_sendTransactionAndWait");
    assertThat(received("Icon-Options: timeout=1,debug=true", send).header("Icon-Options"))
        .isEqualTo("timeout=1");
  }

  @Test
  void readsAndPlainSendsAreSentWithout() {
    assertThat(received("Icon-Options: timeout=1", Calls.balance(1)).header("Icon-Options"))
        .isEmpty();
    assertThat(received("Icon-Options: timeout=1", Calls.send()).header("Icon-Options")).isEmpty();
  }

  @Test
  void noOtherFieldOfACallerReachesANode() {
    var seen =
        received("Authorization: Bearer x\r\nX-Forwarded-For: 203.0.113.7\r\nCookie: a=b", WAIT);
    assertThat(seen.headers())
        .extracting(header -> header.name())
        .containsExactly("Host", "Content-Type", "Content-Length");
  }
}
