package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.answer.AnswerStart;
import org.junit.jupiter.api.Test;

/** Whole requests in, answers out, one after the other. */
class RpcConnectionTest {
  private final ConnectionBench bench = new ConnectionBench();

  @Test
  void aWholeRequestBecomesAnExchange() {
    bench.send(post("Icon-Options: timeout=5\r\n", "{}"));

    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.body(0)).isEqualTo("{}");
    assertThat(bench.exchanges.getFirst().door()).isEqualTo(new Door.Rpc(0, "v3", "/api/v3"));
    assertThat(bench.exchanges.getFirst().header("icon-options")).isEqualTo("timeout=5");
    assertThat(bench.exchanges.getFirst().header("absent")).isNull();
    assertThat(bench.exchanges.getFirst().client().address()).isEqualTo(IpAddress.LOOPBACK);
  }

  @Test
  void theAnswerHasTheHeadThatGoloopSends() {
    bench.send(post("{}"));
    bench.answer(0, "{\"a\":1}\n");

    assertThat(bench.received().split("\r\n", -1))
        .containsExactly(
            "HTTP/1.1 200 OK",
            "Content-Type: application/json; charset=UTF-8",
            "Vary: Origin",
            "Date: Thu, 01 Jan 2026 00:00:00 GMT",
            "Content-Length: 8",
            "",
            "{\"a\":1}\n");
    assertThat(bench.open()).isTrue();
  }

  @Test
  void anEmptyAnswerHasNoContentType() {
    bench.send(post("{}"));
    bench.answer(0, "");

    assertThat(bench.received()).contains("Content-Length: 0\r\n").doesNotContain("Content-Type");
  }

  @Test
  void aChunkedBodyIsPutTogether() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{\"");
    bench.send("\r\n3;x\r\na\":\r\n2\r\n1}\r\n0\r\nTrailer: x\r\n\r\n");

    assertThat(bench.body(0)).isEqualTo("{\"a\":1}");
  }

  @Test
  void bytesThatComeOneByOneAreTheSameRequest() {
    var request = post("{\"a\":1}");
    for (var at = 0; at < request.length(); at++) {
      assertThat(bench.exchanges).isEmpty();
      bench.send(request.substring(at, at + 1));
    }

    assertThat(bench.body(0)).isEqualTo("{\"a\":1}");
  }

  @Test
  void requestsOnOneConnectionAreServedOneAtATimeInOrder() {
    bench.send(post("1") + post("2") + post("3"));
    assertThat(bench.exchanges).hasSize(1);
    assertThat(bench.channel.config().isAutoRead()).isFalse();
    bench.answer(0, "one");
    assertThat(bench.exchanges).hasSize(2);
    bench.answer(1, "two");
    bench.answer(2, "three");

    assertThat(bench.body(2)).isEqualTo("3");
    assertThat(bench.received()).containsSubsequence("one", "two", "three");
    assertThat(bench.channel.config().isAutoRead()).isTrue();
    assertThat(bench.open()).isTrue();
  }

  @Test
  void aPipelinedRequestThatIsHalfThereIsReadOnAfterTheAnswer() {
    bench.send(post("1") + post("23").substring(0, post("23").length() - 1));
    bench.answer(0, "one");
    assertThat(bench.channel.config().isAutoRead()).isTrue();
    bench.send("3");

    assertThat(bench.body(1)).isEqualTo("23");
  }

  @Test
  void manyPipelinedRequestsAnsweredAtOnceDoNotPileUp() {
    bench.send(post("x").repeat(500));
    for (var index = 0; index < 500; index++) {
      bench.answer(index, "y");
    }

    assertThat(bench.received().split("HTTP/1.1 200 OK", -1)).hasSize(501);
  }

  @Test
  void aSecondAnswerToOneExchangeIsDropped() {
    bench.send(post("1"));
    bench.answer(0, "one");
    bench.answer(0, "again");
    bench.send(post("2"));
    bench.answer(0, "again");
    bench.answer(1, "two");

    assertThat(bench.received()).containsSubsequence("one", "two").doesNotContain("again");
  }

  @Test
  void anAnswerThatBeginsTwiceBreaksTheConnection() {
    bench.send(post("1"));
    var sink = bench.exchanges.getFirst().sink();
    sink.begin(new AnswerStart(200, 100, 0, ""));
    sink.chunk(new byte[10], 0, 10);
    sink.begin(new AnswerStart(500, 3, 0, ""));
    sink.chunk(new byte[3], 0, 3);
    sink.end();

    assertThat(bench.open()).isFalse();
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void anAbortedAnswerBreaksTheConnection() {
    bench.send(post("1"));
    var sink = bench.exchanges.getFirst().sink();
    sink.begin(new AnswerStart(200, 100, 0, ""));
    sink.chunk(new byte[10], 0, 10);
    sink.abort();

    assertThat(bench.open()).isFalse();
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void anUpgradeIsGivenAway() {
    bench.send("GET /stream HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n");

    assertThat(bench.upgrades).containsExactly("block");
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void aStreamTakesNoPost() {
    bench.send("POST /stream HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

    assertThat(bench.upgrades).isEmpty();
    assertThat(bench.received()).startsWith("HTTP/1.1 404 ");
  }
}
