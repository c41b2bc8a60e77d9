package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A batch is its items: each goes its own way, and all come back in the caller's order. */
class BatchTest {
  private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":%d}";

  @AutoClose private final FakeNode node = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode other = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");

  private static String balance(int id) {
    return Calls.call(id + "", "icx_getBalance", "{\"address\":\"" + Calls.address(id) + "\"}");
  }

  private static String batch(int calls) {
    return IntStream.range(0, calls)
        .mapToObj(BatchTest::balance)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String answers(int calls) {
    return IntStream.range(0, calls)
        .mapToObj(id -> ANSWER.formatted("\"0x1\"", id))
        .collect(Collectors.joining(",", "[", "]\n"));
  }

  @Test
  void itsItemsReachTheNodesOneByOne() {
    try (var gateway = TestNetwork.icon(node).uncached().serve()) {
      assertThat(gateway.post(batch(20)).body()).isEqualTo(answers(20));
      assertThat(node.received("icx_getBalance"))
          .hasSize(20)
          .allMatch(request -> request.body().startsWith("{"));
    }
  }

  @Test
  void atMostEightOfItsItemsAreWithTheNodesAtOnce() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var turns = new Semaphore(0);
    node.replies(
        "icx_getBalance",
        _ -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          turns.acquireUninterruptibly();
          inside.decrementAndGet();
          return Reply.result("\"0x1\"");
        });
    try (var gateway = TestNetwork.icon(node).uncached().serve();
        var client = RawHttp.connect(gateway.port())) {
      client.send(RawHttp.request(TestGateway.PATH, batch(40)));
      Eventually.holds("eight are inside", () -> inside.get() == 8);
      assertThat(node.received("icx_getBalance")).hasSize(8);
      turns.release(40);
      assertThat(client.response().body()).isEqualTo(answers(40));
      assertThat(most).hasValue(8);
    }
  }

  @Test
  void aSlowItemHoldsBackNeitherTheOthersNorTheirOrder() {
    var first = new Semaphore(0);
    node.replies(
        "icx_getTotalSupply",
        _ -> {
          first.acquireUninterruptibly();
          return Reply.result("\"0x9\"");
        });
    var slowFirst = "[" + Calls.call("99", "icx_getTotalSupply") + "," + batch(30).substring(1);
    try (var gateway = TestNetwork.icon(node).uncached().serve();
        var client = RawHttp.connect(gateway.port())) {
      client.send(RawHttp.request(TestGateway.PATH, slowFirst));
      Eventually.holds("all others are asked", () -> node.received("icx_getBalance").size() == 30);
      first.release();
      assertThat(client.response().body())
          .isEqualTo("[" + ANSWER.formatted("\"0x9\"", 99) + "," + answers(30).substring(1));
    }
  }

  @Test
  void anItemWhoseNodeFailsIsTriedElsewhereAlone() {
    node.replies("icx_getBalance", _ -> Reply.silence().resetAfter(0));
    try (var gateway = TestNetwork.icon(node, other).uncached().serve()) {
      assertThat(gateway.post(batch(50)).body()).isEqualTo(answers(50));
      assertThat(other.received("icx_getBalance")).hasSize(50);
    }
  }

  @Test
  void itsStatusIs200WhateverItsItemsCameTo() {
    node.answersError("icx_getBalance", -32602, "InvalidParams");
    node.replies("icx_sendTransaction", _ -> Reply.silence().resetAfter(0));
    try (var gateway = TestNetwork.icon(node).writes(64, Duration.ofMillis(700), 2).serve()) {
      var answer =
          gateway.post(
              "[%s,%s,%s,%s]"
                  .formatted(Calls.balance(1), Calls.send(), Calls.call("2", "icx_none"), "true"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .startsWith("[{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,")
          .containsSubsequence("-32602", "\"code\":-32094", Calls.TRANSACTION_HASH, "\"id\":1}")
          .containsSubsequence(
              "\"code\":-32601", "\"id\":2}", "\"code\":-32600", "\"id\":null}]\n");
    }
  }

  @Test
  void equalIdsAreTheCallersAffair() {
    try (var gateway = TestNetwork.icon(node).serve()) {
      var twice = gateway.post("[" + balance(1) + "," + balance(1) + "]").body();
      var one = ANSWER.formatted("\"0x1\"", 1);
      assertThat(twice).isEqualTo("[" + one + "," + one + "]\n");
    }
  }

  @Test
  void itsAnswersAreBoundedTogether() {
    var large = "\"" + "x".repeat(40_000) + "\"";
    node.answers("icx_getBalance", large);
    try (var gateway =
        TestNetwork.icon(node).uncached().serve(TestLimits.defaults().answerBytesMax(100_000))) {
      var answer = gateway.post(batch(4));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasSizeLessThan(110_000);
      assertThat(answer.body().split("\"code\":-32097", -1)).hasSize(3);
      assertThat(answer.body().split("xxx\",\"id\":", -1)).hasSize(3);
    }
  }

  @Test
  void anAnswerOverTheLimitIsRefusedAlone() {
    node.answers("icx_getBalance", "\"" + "x".repeat(40_000) + "\"");
    try (var gateway =
        TestNetwork.icon(node).uncached().serve(TestLimits.defaults().answerBytesMax(20_000))) {
      var answer = gateway.post(balance(1));
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("\"code\":-32098").endsWith("\"id\":1}\n");
      assertThat(gateway.post(Calls.call("2", "icx_getNetworkInfo")).status()).isEqualTo(200);
    }
  }

  @Test
  void itsDeadlineIsThatOfEachItem() {
    node.replies("icx_getTotalSupply", _ -> Reply.silence());
    try (var gateway =
        TestNetwork.icon(node).uncached().reads(64, Duration.ofMillis(300), 1).serve()) {
      var answer =
          gateway.post("[" + Calls.call("9", "icx_getTotalSupply") + "," + balance(1) + "]");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .containsSubsequence("\"code\":-32095", "\"id\":9}", "\"result\":\"0x1\"", "\"id\":1}");
    }
  }
}
