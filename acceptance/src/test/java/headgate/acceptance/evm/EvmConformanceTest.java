package headgate.acceptance.evm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays every script of {@code conformance/evm} to a gateway in front of a scripted node. */
class EvmConformanceTest {
  private static final Duration WRITE_DEADLINE = Duration.ofMillis(500);
  private static final Path SCRIPTS = Path.of("..", "conformance", "evm");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern OWN_ID =
      Pattern.compile("\\{\"jsonrpc\":\"2\\.0\",\"id\":([0-9]{1,10}),");

  static List<String> scripts() {
    try (var files = Files.list(SCRIPTS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereAreScripts() {
    assertThat(scripts()).hasSizeGreaterThanOrEqualTo(12).allMatch(name -> name.endsWith(".json"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isAnsweredAsWritten(String name) {
    var script = JSON.readTree(SCRIPTS.resolve(name).toFile());
    var chainId = Long.decode(script.path("chainId").asString());
    try (var node = FakeNode.at(Long.decode(script.path("height").asString())).network(chainId);
        var gateway = TestNetwork.of("evm", node).writes(8, WRITE_DEADLINE, 2).serve()) {
      var steps = script.path("steps");
      for (var index = 0; index < steps.size(); index++) {
        new Step(steps.get(index), name + ", step " + (index + 1)).play(gateway, node);
      }
    }
  }

  private record Step(JsonNode script, String what) {
    void play(TestGateway gateway, FakeNode node) {
      if (script.has("height")) {
        move(gateway, node, Long.decode(script.path("height").asString()));
      } else {
        call(gateway, node);
      }
    }

    private static void move(TestGateway gateway, FakeNode node, long height) {
      node.height(height);
      Eventually.value(
          "the new height is seen",
          () -> gateway.gateway().networks().getFirst().servingHeight(),
          seen -> seen == height);
    }

    private void call(TestGateway gateway, FakeNode node) {
      var exchange = script.path("node");
      if (!exchange.isNull()) {
        node.replies(method(exchange), request -> answer(exchange.path("answers"), request));
      }
      var before = node.receivedBesideProbes().size();
      var response = RawHttp.post(gateway.port(), "/", script.path("request").asString());
      assertThat(response.body()).as(what).isEqualTo(text("response", "body"));
      assertThat(response.status())
          .as(what)
          .isEqualTo(script.path("response").path("status").asInt());
      var all = node.receivedBesideProbes();
      assertReceived(exchange, all.subList(before, all.size()));
    }

    private void assertReceived(JsonNode exchange, List<ReceivedRequest> received) {
      if (exchange.isNull()) {
        assertThat(received).as(what).isEmpty();
        return;
      }
      // After a lost write its transaction is asked for by its hash.
      var method = method(exchange);
      var calls = received.stream().filter(each -> each.method().equals(method)).toList();
      assertThat(calls).as(what).hasSize(1);
      var request = calls.getFirst();
      assertThat(request.verb() + " " + request.target()).isEqualTo("POST /");
      assertThat(request.bodyBytes())
          .as("%s: %s", what, request)
          .isEqualTo(text("node", "receives").replace("$id", ownId(request)).getBytes(UTF_8));
    }

    private String text(String part, String field) {
      return script.path(part).path(field).asString();
    }

    private static String method(JsonNode exchange) {
      var received = exchange.path("receives").asString().replace("$id", "0");
      return JSON.readTree(received).path("method").asString();
    }

    /**
     * No answer at all is written as null: the node takes the request and breaks the connection.
     */
    private static Reply answer(JsonNode answers, ReceivedRequest request) {
      return answers.isNull()
          ? Reply.silence().resetAfter(0)
          : Reply.status(
              answers.path("status").asInt(),
              answers.path("body").asString().replace("$id", ownId(request)));
    }

    private static String ownId(ReceivedRequest request) {
      var id = OWN_ID.matcher(request.body());
      assertThat(id.lookingAt()).as("begins as ours: %s", request).isTrue();
      return id.group(1);
    }
  }
}
