package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.TlsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong at a node, a caller learns nothing of the node or of the gateway. */
class NothingLeaksTest {
  private static final String KEY = "s3cret-key";
  private static final String BASE = "/hidden-base";
  private static final String PANIC =
      "panic: runtime error at /goloop/server/v3/api.go:77 of 10.1.2.3:7100";
  private static final Set<String> FIELDS =
      Set.of(
          "Content-Type",
          "Vary",
          "Date",
          "Content-Length",
          "Connection",
          "Retry-After",
          "X-Headgate-Head",
          "X-Headgate-Cache");

  @AutoClose private final FakeNode node = FakeNode.at(100);

  static Stream<Arguments> failures() {
    var inside = new Header("X-Inside", PANIC);
    return Stream.of(
            Named.of("status 500", Reply.status(500, PANIC, inside)),
            Named.of("status 403", Reply.status(403, PANIC, inside)),
            Named.of("status 429", Reply.status(429, PANIC, new Header("Retry-After", "77"))),
            Named.of("a redirect", Reply.status(307, PANIC, new Header("Location", "http://x.y/"))),
            Named.of("a page", Reply.status(200, "<html>" + PANIC + "</html>", inside)),
            Named.of("no channel", Reply.status(404, "No channel", inside)),
            Named.of("another id", Reply.result("\"" + PANIC + "\"").withId("9")),
            Named.of("no HTTP", Reply.raw(PANIC.getBytes(UTF_8))),
            Named.of("half an answer", Reply.result("\"" + PANIC + "\"").closeAfter(150)),
            Named.of("a reset", Reply.silence().resetAfter(0)),
            Named.of("no answer", Reply.silence()))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailedReadOrWriteTellsNothing(Reply failure) {
    node.replies("icx_getBalance", _ -> failure);
    node.replies("icx_sendTransaction", _ -> failure);
    try (var gateway = serve()) {
      assertTellsNothing(gateway, Calls.balance(1));
      assertTellsNothing(gateway, Calls.send());
      assertTellsNothing(gateway, "[" + Calls.balance(1) + "," + Calls.send() + "]");
    }
  }

  @Test
  void aNodeThatIsGoneTellsNothing() {
    try (var gateway = serve()) {
      node.dies();
      assertTellsNothing(gateway, Calls.balance(1));
      assertTellsNothing(gateway, Calls.send());
    }
  }

  @Test
  void aGoodAnswerHasNoFieldOfTheNodes() {
    node.replies(
        "icx_getBalance",
        request ->
            Reply.status(
                200,
                "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":%s}"
                    .formatted(request.body().replaceAll("^.*?\"id\":(\\d+),.*$", "$1")),
                new Header("Server", "goloop"),
                new Header("Set-Cookie", "a=b"),
                new Header("X-Inside", PANIC)));
    try (var gateway = serve()) {
      assertTellsNothing(gateway, Calls.balance(1));
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  private TestGateway serve() {
    var config =
        new NodeConfig(
            "hidden-name",
            URI.create(node.uri() + BASE),
            TlsConfig.defaults(),
            Map.of("X-Api-Key", Secret.of(KEY)));
    return TestNetwork.icon()
        .node(config)
        .reads(8, Duration.ofMillis(500), 2)
        .writes(8, Duration.ofMillis(500), 2)
        .serve();
  }

  private void assertTellsNothing(TestGateway gateway, String call) {
    var answer = RawHttp.post(gateway.port(), TestGateway.PATH, call);
    assertThat(answer.headers()).extracting(Header::name).isSubsetOf(FIELDS);
    var all = answer.headers() + answer.body();
    Leaks.assertNone(all, node);
    for (var inside : List.of(KEY, BASE, "hidden", "goloop", "panic", "10.1.2.3", "x.y", "77")) {
      // A length or a time may hold any two digits.
      var where = inside.equals("77") ? answer.header("Retry-After") : all;
      assertThat(where).doesNotContain(inside);
    }
  }

  @Test
  void theNodesSecretReachesItWithEveryRequestAndNoOtherNode() {
    node.answers("icx_getBalance", "\"0x1\"");
    try (var other = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
        var gateway =
            TestNetwork.icon(other)
                .node(
                    new NodeConfig(
                        "keyed",
                        URI.create(node.uri() + BASE + "/"),
                        TlsConfig.defaults(),
                        Map.of("X-Api-Key", Secret.of(KEY))))
                .uncached()
                .serve()) {
      for (var count = 0; count < 40; count++) {
        gateway.post(Calls.balance(1));
      }
      assertThat(node.received())
          .isNotEmpty()
          .allMatch(request -> request.header("X-Api-Key").equals(KEY))
          .allMatch(request -> request.target().startsWith(BASE + "/api/v3"));
      assertThat(other.received())
          .isNotEmpty()
          .allMatch(request -> request.header("X-Api-Key").isEmpty())
          .noneMatch(request -> request.toString().contains(KEY));
    }
  }

  @Test
  void aRedirectIsNeverFollowed() {
    try (var elsewhere = FakeNode.at(100).answers("icx_getBalance", "\"0xelsewhere\"");
        var gateway = TestNetwork.icon(node).serve()) {
      for (var status : new int[] {301, 302, 303, 307, 308}) {
        var away =
            Reply.status(status, "", new Header("Location", elsewhere.uri() + TestGateway.PATH));
        node.replies("icx_getBalance", _ -> away);
        assertThat(gateway.post(Calls.balance(1)).body()).contains("\"code\":-32098");
      }
      assertThat(elsewhere.received()).isEmpty();
      assertThat(elsewhere.connectionsAccepted()).isZero();
    }
  }
}
