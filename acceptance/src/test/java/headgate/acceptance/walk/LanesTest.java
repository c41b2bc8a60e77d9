package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Reads, writes and waits go to a node in lanes of their own, each with its own cap. */
class LanesTest {
  private static final String WAIT =
      Calls.call(
          "1", "icx_waitTransactionResult", "{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}");

  @AutoClose
  private final FakeNode node =
      FakeNode.at(100)
          .answers("icx_getBalance", "\"0x1\"")
          .answers("icx_sendTransaction", "\"" + Calls.TRANSACTION_HASH + "\"");

  private final List<RawHttp> callers = new ArrayList<>();

  @AfterEach
  void leave() {
    callers.forEach(RawHttp::close);
  }

  @Test
  void waitsThatFillTheirLaneLeaveReadsAndWritesAlone() {
    node.replies("icx_waitTransactionResult", _ -> Reply.silence());
    try (var gateway = start(2)) {
      fill(gateway, WAIT, 2);

      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
      assertThat(gateway.post(Calls.send()).status()).isEqualTo(200);
    }
  }

  @Test
  void readsThatFillTheirLaneLeaveWritesAlone() {
    node.replies("icx_getBalance", _ -> Reply.silence());
    try (var gateway = start(2)) {
      fill(gateway, Calls.balance(1), 2);

      assertThat(gateway.post(Calls.send()).status()).isEqualTo(200);
    }
  }

  @Test
  void whatExceedsALanesCapWaitsItsTurnInsteadOfReachingTheNode() {
    var gate = new CountDownLatch(1);
    node.replies("icx_waitTransactionResult", _ -> behind(gate));
    try (var gateway = start(2, Duration.ofSeconds(60))) {
      fill(gateway, WAIT, 2);
      call(gateway, WAIT);
      gateway.post(Calls.balance(1));

      assertThat(node.received("icx_waitTransactionResult")).hasSize(2);

      gate.countDown();

      assertThat(callers).allMatch(caller -> caller.response().status() == 200).hasSize(3);
      assertThat(node.received("icx_waitTransactionResult")).hasSize(3);
    }
  }

  @Test
  void aLaneIsFreeAgainWhenItsCallsHaveEnded() {
    node.replies("icx_getBalance", _ -> Reply.silence());
    try (var gateway = start(1)) {
      fill(gateway, Calls.balance(1), 1);
      node.answers("icx_getBalance", "\"0x1\"");

      Eventually.holds(
          "a read is let through again", () -> gateway.post(Calls.balance(2)).status() == 200);
      assertThat(callers.getFirst().response().body()).contains("\"code\":-32095");
    }
  }

  @Test
  void lanesShareNoConnection() {
    try (var gateway = start(2)) {
      gateway.post(Calls.balance(1));
      gateway.post(Calls.send());
      gateway.post(Calls.balance(2));

      assertThat(node.received("icx_getBalance"))
          .noneMatch(read -> read.connection() == connectionOf("icx_sendTransaction"));
    }
  }

  private int connectionOf(String method) {
    return node.received(method).getFirst().connection();
  }

  private TestGateway start(int inFlightMax) {
    return start(inFlightMax, Duration.ofSeconds(2));
  }

  private TestGateway start(int inFlightMax, Duration deadline) {
    return TestNetwork.icon(node).uncached().lanes(inFlightMax, deadline, 1).serve();
  }

  /** Sends calls that get no answer and waits until the node has them all. */
  private void fill(TestGateway gateway, String body, int calls) {
    var before = node.receivedBesideProbes().size();
    for (var call = 0; call < calls; call++) {
      call(gateway, body);
    }
    Eventually.holds(
        "the node has every call", () -> node.receivedBesideProbes().size() == before + calls);
  }

  private void call(TestGateway gateway, String body) {
    callers.add(RawHttp.connect(gateway.port()).send(RawHttp.request(TestGateway.PATH, body)));
  }

  /** A node's thread may wait; that is what it is for. */
  private static Reply behind(CountDownLatch gate) {
    try {
      gate.await();
      return Reply.result("{}");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
