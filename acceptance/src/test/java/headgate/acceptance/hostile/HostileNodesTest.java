package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes that answer in ways in which no node should: what is not a whole answer to the very call is
 * never handed out, and what follows an answer is never taken for another.
 */
class HostileNodesTest {
  private static final String METHOD = "icx_getBalance";
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String GOOD = "{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":1}\n";

  @AutoClose private final FakeNode good = FakeNode.at(100).answers(METHOD, "\"0x1\"");
  @AutoClose private final FakeNode bad = FakeNode.at(100);

  private static String ownId(ReceivedRequest request) {
    return request.body().replaceAll("^\\{\"jsonrpc\":\"2\\.0\",\"id\":(\\d+),.*$", "$1");
  }

  /** Text in which a dollar sign stands for the id of the call. */
  private static UnaryOperator<String> text(String text) {
    return id -> text.replace("$", id);
  }

  private static Named<UnaryOperator<String>> body(String what, String body) {
    return Named.of(
        what,
        id -> {
          var said = body.replace("$", id);
          return OK + "Content-Length: " + said.getBytes(ISO_8859_1).length + "\r\n\r\n" + said;
        });
  }

  private static Named<UnaryOperator<String>> bytes(String what, String bytes) {
    return Named.of(what, text(bytes));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
            body("result and error", "{\"jsonrpc\":\"2.0\",\"result\":7,\"error\":{},\"id\":$}"),
            body("neither of both", "{\"jsonrpc\":\"2.0\",\"id\":$}"),
            body("two results", "{\"jsonrpc\":\"2.0\",\"result\":7,\"result\":8,\"id\":$}"),
            body("two ids", "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$,\"id\":5}"),
            body("its id as a string", "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":\"$\"}"),
            body("its id with a fraction", "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$.0}"),
            body("no id", "{\"jsonrpc\":\"2.0\",\"result\":7}"),
            body("the id null", "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":null}"),
            body("a batch", "[{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$}]"),
            body("two answers", "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$}{}"),
            body("an answer and more", "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$}x"),
            body(
                "a byte order mark",
                "\u00ef\u00bb\u00bf{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$}"),
            body("bytes that are no UTF-8", "{\"jsonrpc\":\"2.0\",\"result\":\"\u00ff\",\"id\":$}"),
            body(
                "an error without code",
                "{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"\"},\"id\":$}"),
            body("an error that is text", "{\"jsonrpc\":\"2.0\",\"error\":\"no\",\"id\":$}"),
            body("a depth bomb", "{\"jsonrpc\":\"2.0\",\"result\":" + "[".repeat(100_000)),
            body("nothing", ""),
            body("only a blank", " "))
        .map(Arguments::of);
  }

  static Stream<Arguments> frames() {
    var answer = "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":$}";
    return Stream.of(
            bytes(
                "length and coding",
                OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + answer),
            bytes("two lengths", OK + "Content-Length: 99\r\nContent-Length: 9\r\n\r\n" + answer),
            bytes("a negative length", OK + "Content-Length: -1\r\n\r\n" + answer),
            bytes("another coding", OK + "Transfer-Encoding: gzip\r\n\r\n" + answer),
            bytes("a bad chunk", OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" + answer),
            bytes("a field without a colon", OK + "Nonsense\r\n\r\n" + answer),
            bytes("a status that is none", "HTTP/1.1 abc OK\r\n\r\n" + answer),
            bytes("another protocol", "HTTP/2 200\r\n\r\n" + answer),
            bytes("switching protocols", "HTTP/1.1 101 Switching\r\n\r\n" + answer),
            bytes("no end of interim answers", "HTTP/1.1 100 Continue\r\n\r\n".repeat(40_000)),
            bytes("no end of fields", OK + "X: 1\r\n".repeat(40_000)),
            bytes("an endless line", OK + "X: " + "1".repeat(200_000)),
            bytes("no content", "HTTP/1.1 204 No Content\r\n\r\n"),
            bytes("not modified", "HTTP/1.1 304 Not Modified\r\n\r\n"))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource({"bodies", "frames"})
  void aReadIsAnsweredByAnotherNode(UnaryOperator<String> answer) {
    bad.replies(METHOD, request -> Reply.raw(answer.apply(ownId(request)).getBytes(ISO_8859_1)));
    try (var gateway =
        TestNetwork.icon(bad, good).uncached().reads(64, Duration.ofSeconds(3), 3).serve()) {
      for (var count = 0; bad.received(METHOD).isEmpty() && count < 200; count++) {
        assertThat(gateway.post(Calls.balance(1)).body()).isEqualTo(GOOD);
      }
      assertThat(bad.received(METHOD)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource({"bodies", "frames"})
  void aWriteIsNotSentAgain(UnaryOperator<String> answer) {
    var send = "icx_sendTransaction";
    bad.replies(send, request -> Reply.raw(answer.apply(ownId(request)).getBytes(ISO_8859_1)));
    good.replies(send, request -> Reply.raw(answer.apply(ownId(request)).getBytes(ISO_8859_1)));
    try (var gateway = TestNetwork.icon(bad, good).writes(64, Duration.ofMillis(500), 2).serve()) {
      assertThat(gateway.post(Calls.send()).body()).contains("\"code\":-32094");
      assertThat(bad.received(send).size() + good.received(send).size()).isEqualTo(1);
    }
  }

  @Test
  void aSecondAnswerBehindTheFirstIsNeverHandedOut() {
    bad.replies(METHOD, request -> Reply.raw(split(ownId(request)).getBytes(ISO_8859_1)));
    try (var gateway = TestNetwork.icon(bad).uncached().serve()) {
      for (var count = 0; count < 50; count++) {
        assertThat(gateway.post(Calls.balance(count)).body()).doesNotContain("poison");
      }
    }
  }

  /** The answer to a call, and behind it answers to the calls that come next. */
  private static String split(String id) {
    var answers = new StringBuilder(message("\"0x1\"", id));
    for (var next = 1; next <= 20; next++) {
      answers.append(message("\"poison\"", Long.parseLong(id) + next + ""));
    }
    return answers.toString();
  }

  private static String message(String result, String id) {
    var body = "{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":%s}\n".formatted(result, id);
    return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @Test
  void aLateAnswerIsNotTakenForThatToTheNextCall() {
    bad.next(METHOD, Reply.result("\"late\"").after(Duration.ofMillis(400)));
    bad.answers(METHOD, "\"0x1\"");
    try (var gateway =
        TestNetwork.icon(bad).uncached().reads(64, Duration.ofMillis(200), 1).serve()) {
      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"code\":-32095");
      for (var count = 0; count < 100; count++) {
        assertThat(gateway.post(Calls.balance(1)).body()).isEqualTo(GOOD);
      }
    }
  }

  @Test
  void soundAnswersMayComeInAnyFrame() {
    var sound =
        List.of(
            Reply.result("\"0x1\""),
            Reply.result("\"0x1\"").chunked(),
            Reply.result("\"0x1\"").untilClose(),
            Reply.result("\"0x1\"").dripping(1, Duration.ofNanos(100_000)),
            Reply.result("\"0x1\"").chunked().dripping(3, Duration.ofNanos(100_000)));
    try (var gateway = TestNetwork.icon(bad).uncached().serve()) {
      for (var reply : sound) {
        bad.next(METHOD, reply);
        assertThat(gateway.post(Calls.balance(1)).body()).as(reply.toString()).isEqualTo(GOOD);
      }
      bad.replies(METHOD, request -> withInterim(ownId(request)));
      assertThat(gateway.post(Calls.balance(1)).body()).isEqualTo(GOOD);
    }
  }

  private static Reply withInterim(String id) {
    return Reply.raw(
        ("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + message("\"0x1\"", id))
            .getBytes(ISO_8859_1));
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() {
    bad.replies(METHOD, _ -> endless());
    try (var gateway =
        TestNetwork.icon(bad).uncached().serve(TestLimits.defaults().answerBytesMax(100_000))) {
      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"code\":-32098");
      bad.answers(METHOD, "\"0x1\"");
      assertThat(gateway.post(Calls.balance(1)).body()).isEqualTo(GOOD);
    }
  }

  private static Reply endless() {
    return Reply.status(200, "x".repeat(10_000_000), new Header("X", "1")).untilClose();
  }

  @ParameterizedTest
  @MethodSource("odd")
  void aNodeWhoseHeightCannotBeReadIsNotUsed(String network) {
    bad.answers("icx_getNetworkInfo", network).answers(METHOD, "\"0xbad\"");
    try (var gateway = TestNetwork.icon(bad, good).uncached().serve()) {
      for (var count = 0; count < 20; count++) {
        assertThat(gateway.post(Calls.balance(1)).body()).isEqualTo(GOOD);
      }
      assertThat(gateway.gateway().networks().getFirst().servingHeight()).isEqualTo(100);
    }
  }

  static Stream<String> odd() {
    return Stream.of(
        "null",
        "{}",
        "[]",
        "{\"nid\":\"0x53\",\"latest\":null}",
        "{\"nid\":\"0x53\",\"latest\":\"\"}",
        "{\"nid\":\"0x53\",\"latest\":\"-0x1\"}",
        "{\"nid\":\"0x53\",\"latest\":\"0xffffffffffffffffff\"}",
        "{\"nid\":\"0x53\",\"latest\":-5}",
        "{\"nid\":\"0x53\",\"latest\":1e400}",
        "{\"nid\":\"0x53\",\"latest\":\"0x7fffffffffffffff\"}",
        "{\"latest\":\"0x64\"}",
        "{\"nid\":null,\"latest\":\"0x64\"}",
        "{\"nid\":{},\"latest\":\"0x64\"}");
  }

  @Test
  void aGatewayOfNothingButHostileNodesSaysSo() {
    bad.repliesToAll(Reply.raw("\0\1\2garbage\r\n\r\n".getBytes(ISO_8859_1)));
    try (var gateway =
        TestGateway.of(TestLimits.defaults().config(), TestNetwork.icon(bad).config())) {
      var answer = gateway.post(Calls.balance(1));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":-32093");
    }
  }
}
