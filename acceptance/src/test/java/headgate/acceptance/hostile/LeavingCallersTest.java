package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Callers that end their side, or the whole connection, at every moment of a request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingCallersTest {
  private final FakeNode node = FakeNode.start().answers("icx_getBalance", "\"0x7\"");
  private final TestGateway gateway = TestNetwork.icon(node).uncached().serve();

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  private RawHttp connect() {
    return RawHttp.connect(gateway.port());
  }

  private void assertAllHaveLeft() {
    Quiet.becomes(gateway);
  }

  @Test
  void whoEndsItsSideAfterARequestIsStillAnswered() {
    try (var client = connect()) {
      var answer = client.send(Requests.post(Requests.balance("1"))).halfClose().response();
      assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"0x7\",\"id\":1}\n");
      assertThat(client.untilClosed()).isEmpty();
    }
    assertAllHaveLeft();
  }

  @Test
  void whoEndsItsSideWhileTheNodeThinksIsStillAnswered() throws InterruptedException {
    var asked = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    node.replies("icx_getTotalSupply", _ -> answerOnceTold(asked, told));
    try (var client = connect()) {
      client.send(Requests.post(Requests.call("1", "icx_getTotalSupply", "{}")));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      client.halfClose();
      told.countDown();
      assertThat(client.response().body()).contains("\"result\":\"0x9\"");
      assertThat(client.untilClosed()).isEmpty();
    }
    assertAllHaveLeft();
  }

  private static Reply answerOnceTold(CountDownLatch asked, CountDownLatch told) {
    asked.countDown();
    try {
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Reply.result("\"0x9\"");
  }

  @Test
  void whoEndsItsSideWithinARequestIsLetGo() {
    var request = Requests.post(Requests.balance("1"));
    for (var sent = 0; sent < request.length; sent += 10) {
      try (var client = connect()) {
        assertThat(client.send(Arrays.copyOf(request, sent)).halfClose().untilClosed()).isEmpty();
      }
    }
    assertAllHaveLeft();
  }

  @Test
  void whoEndsItsSideWithinAChunkedBodyIsLetGo() {
    try (var client = connect()) {
      client.send(Requests.head("Transfer-Encoding: chunked") + "\r\n5\r\n[]   \r\n");
      assertThat(client.halfClose().untilClosed()).isEmpty();
    }
    assertAllHaveLeft();
  }

  @Test
  void aResetAtAnyByteOfARequestHurtsNobody() {
    var request = Requests.post(Requests.balance("1"));
    for (var sent = 0; sent <= request.length; sent++) {
      connect().send(Arrays.copyOf(request, sent)).reset();
    }
    assertAllHaveLeft();
    assertThat(gateway.post(Requests.balance("2")).status()).isEqualTo(200);
  }

  @Test
  void whoLeavesBeforeTheAnswerTakesNoPermitAlong() {
    try (var slow = FakeNode.start();
        var served =
            TestNetwork.icon(slow).uncached().reads(2, Duration.ofSeconds(10), 1).serve()) {
      slow.replies("icx_getBalance", _ -> Reply.result("\"0x7\"").after(Duration.ofMillis(5)));
      for (var count = 0; count < 50; count++) {
        RawHttp.connect(served.port()).send(Requests.post(Requests.balance("1"))).reset();
      }
      Eventually.value(
          "a permit is free",
          () -> served.post(Requests.balance("1")).status(),
          status -> status == 200);
      Quiet.becomes(served);
    }
  }

  @Test
  void aPipelineThatIsResetIsForgotten() {
    var many = new StringBuilder();
    for (var id = 0; id < 200; id++) {
      many.append(new String(Requests.post(Requests.balance(id + "")), UTF_8));
    }
    connect().send(many.toString()).reset();
    assertAllHaveLeft();
    assertThat(gateway.post(Requests.balance("2")).status()).isEqualTo(200);
  }
}
