package headgate.acceptance.pair;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a caller meets whose call is in flight on a gateway that is killed, behind HAProxy as it
 * comes.
 */
@EnabledIf(
    value = "installed",
    disabledReason = "haproxy is not installed (./verify --install installs it)")
class KilledGatewayTest {
  private static final int READ = 1;
  private static final int OF_BATCH = 2;

  @AutoClose private final FakeNode one = node();
  @AutoClose private final FakeNode two = node();
  @AutoClose private final Pair pair;
  private volatile boolean held = true;

  KilledGatewayTest(@TempDir Path home) throws IOException {
    pair = Pair.start(home, "source", List.of(one.uri(), two.uri()));
  }

  @SuppressWarnings("UnusedMethod") // JUnit calls it by its name
  static boolean installed() {
    return Balancer.installed();
  }

  /** It takes calls and answers none of them while they are held. */
  private FakeNode node() {
    return FakeNode.at(100)
        .replies("icx_getBalance", _ -> held ? Reply.silence() : Reply.result("\"0x7\""))
        .replies(
            "icx_sendTransaction",
            _ -> held ? Reply.silence() : Reply.result("\"" + Calls.TRANSACTION_HASH + "\""));
  }

  @AfterEach
  void letGo() {
    held = false;
  }

  private RawHttp sent(String body) {
    return RawHttp.connect(pair.balancer().port()).send(RawHttp.request(TestGateway.PATH, body));
  }

  private long received(String text) {
    return Stream.of(one, two)
        .flatMap(node -> node.received().stream())
        .map(ReceivedRequest::body)
        .filter(body -> body.contains(text))
        .count();
  }

  private static String batch() {
    return "[" + Calls.balance(OF_BATCH) + "]";
  }

  private void onlyOneTakesRequests() {
    pair.balancer().order("set server gateways/gateway2 state maint");
    pair.balancer().becomes("gateway2", "MAINT");
  }

  private void bothDo() {
    pair.balancer().order("set server gateways/gateway2 state ready");
    pair.balancer().becomes("gateway2", "UP");
  }

  private static void isLost(RawResponse answer) {
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("\"code\":-32094").endsWith("\"id\":null}");
  }

  @Test
  void aPlainReadIsAnsweredByTheOtherAndNothingElseIsSentAgain() throws Exception {
    onlyOneTakesRequests();
    try (var read = sent(Calls.balance(READ));
        var write = sent(Calls.send());
        var batch = sent(batch())) {
      Eventually.holds(
          "all three are in flight",
          () ->
              received(Calls.address(READ)) > 0
                  && received("icx_sendTransaction") > 0
                  && received(Calls.address(OF_BATCH)) > 0);
      bothDo();
      held = false;
      pair.killOne();

      assertThat(read.response().body()).contains("\"result\":\"0x7\"");
      isLost(write.response());
      isLost(batch.response());
    }
    assertThat(received("icx_sendTransaction")).isEqualTo(1);
    assertThat(received(Calls.address(OF_BATCH))).isEqualTo(1);
    everybodyIsServed();
    pair.bringOneBack();
    theOneThatCameBackIsUsed();
  }

  private void everybodyIsServed() {
    for (var turn = 0; turn < 20; turn++) {
      try (var read = sent(Calls.balance(READ));
          var write = sent(Calls.send());
          var batch = sent(batch())) {
        assertThat(read.response().status()).isEqualTo(200);
        assertThat(write.response().status()).isEqualTo(200);
        assertThat(batch.response().status()).isEqualTo(200);
      }
    }
  }

  private void theOneThatCameBackIsUsed() {
    onlyOneTakesRequests();
    try (var read = sent(Calls.balance(READ))) {
      assertThat(read.response().body()).contains("\"result\":\"0x7\"");
    }
  }
}
