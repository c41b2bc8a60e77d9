package headgate.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FakeNodeTest {
  private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"icx_call\"}";

  @AutoClose private final FakeNode node = FakeNode.at(0x2a);

  @Test
  void answersProbesFromItsHeightAndNetwork() {
    node.network(0x1);

    assertThat(ask("icx_getNetworkInfo").body())
        .contains("\"nid\":\"0x1\"")
        .contains("\"latest\":\"0x2a\"");
    assertThat(ask("eth_blockNumber").body()).contains("\"result\":\"0x2a\"");
    assertThat(node.height(0x2b).uri()).hasPort(node.port());
    assertThat(ask("eth_blockNumber").body()).contains("\"result\":\"0x2b\"");
    assertThat(node.receivedBesideProbes()).isEmpty();
  }

  @Test
  void answersInTheNodesOwnWordsWithTheCallersId() {
    node.answers("icx_call", "\"0x1\"");

    var answer = post();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json; charset=UTF-8");
    assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":7}\n");
  }

  @Test
  void errorsTravelWithStatus400() {
    node.next("icx_call", Reply.error(-31004, "NotFound", "\"0x0\""));

    var answer = post();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("{\"code\":-31004,\"message\":\"NotFound\",\"data\":\"0x0\"},\"id\":7}");
    assertThat(post().body()).contains("-32601");
  }

  @Test
  void recordsRequestsToTheByte() {
    post();

    assertThat(node.received("icx_call"))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.body()).isEqualTo(CALL);
          assertThat(request.verb()).isEqualTo("POST");
          assertThat(request.target()).isEqualTo("/api/v3");
          assertThat(request.header("HOST")).isEqualTo("localhost");
          assertThat(request.connection()).isEqualTo(1);
        });
  }

  @Test
  void keepsAConnectionForSeveralRequests() {
    try (var client = RawHttp.connect(node.port())) {
      client.send(request()).response();
      client.send(request()).response();
    }

    assertThat(node.connectionsAccepted()).isEqualTo(1);
    assertThat(node.received()).hasSize(2);
  }

  @Test
  void framesTheBodyAsItIsTold() {
    var result = "\"" + "x".repeat(200) + "\"";
    node.next("icx_call", Reply.result(result).chunked(), Reply.result(result).untilClose());

    var chunked = post();
    var untilClose = post();

    assertThat(chunked.header("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(untilClose.header("Content-Length")).isEmpty();
    assertThat(chunked.body()).isEqualTo(untilClose.body()).contains(result);
  }

  @Test
  void cutsAnAnswerByAResetOrAnEnd() {
    node.next("icx_call", Reply.result("1").resetAfter(20), Reply.result("1").closeAfter(20));

    assertThatThrownBy(this::post).hasRootCauseInstanceOf(SocketException.class);
    assertThatThrownBy(this::post).hasRootCauseInstanceOf(EOFException.class);
  }

  @Test
  void comesToAStandInTheMiddle() {
    node.next("icx_call", Reply.result("1").stallAfter(20));

    try (var client = RawHttp.connect(node.port()).within(Duration.ofMillis(100))) {
      client.send(request());

      assertThatThrownBy(client::response).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
    Eventually.holds("the stalled connection is let go", () -> node.connectionsOpen() == 0);
  }

  @Test
  void takesItsTimeAndSpeaksInPieces() {
    node.next(
        "icx_call",
        Reply.result("1").after(Duration.ofMillis(60)).dripping(16, Duration.ofMillis(1)));

    var before = System.nanoTime();

    assertThat(post().body()).contains("\"result\":1");
    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(60).toNanos());
  }

  @Test
  void answersWithAnotherIdOrNoHttpAtAll() {
    node.next("icx_call", Reply.result("1").withId("\"other\""), Reply.raw(new byte[] {'?', '\n'}));

    assertThat(post().body()).contains("\"id\":\"other\"");
    try (var client = RawHttp.connect(node.port())) {
      assertThat(client.send(request()).halfClose().untilClosed()).isEqualTo("?\n");
    }
  }

  @Test
  void closesConnectionsThatAreIdle() {
    try (var client = RawHttp.connect(node.port())) {
      client.send(request()).response();
      Eventually.holds(
          "the idle connection is closed",
          () -> node.closesIdleConnections().connectionsOpen() == 0);

      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void diesAndComesBackOnItsPort() {
    node.dies();
    assertThatThrownBy(this::post).hasRootCauseInstanceOf(SocketException.class);

    node.comesBack();

    assertThat(post().status()).isEqualTo(400);
  }

  private RawResponse ask(String method) {
    return RawHttp.post(
        node.port(), "/api/v3", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}");
  }

  private RawResponse post() {
    return RawHttp.post(node.port(), "/api/v3", CALL);
  }

  private static String request() {
    return RawHttp.request("/api/v3", CALL);
  }
}
