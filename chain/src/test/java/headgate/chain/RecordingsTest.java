package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.error.ErrorTable;
import headgate.chain.method.FieldPath;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.Quantities;
import headgate.chain.surface.PathMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the profile of ICON against what a real node did. */
class RecordingsTest {

  private static final Path RECORDINGS = Path.of("..", "conformance", "icon", "http");
  private static final JsonMapper JSON = new JsonMapper();
  private static final ChainProfile ICON = ChainProfiles.builtIn("icon");

  record Exchange(String name, String path, int status, String body, JsonNode request) {

    JsonNode answer() {
      return tree(body);
    }

    Optional<MethodProfile> method() {
      return ICON.methods().named(request.path("method").asString(""));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Exchange> exchanges() throws IOException {
    var found = new ArrayList<Exchange>();
    try (Stream<Path> files = Files.list(RECORDINGS)) {
      for (var file : files.sorted().toList()) {
        var recorded = JSON.readTree(Files.readString(file));
        found.add(
            new Exchange(
                recorded.path("name").asString(),
                recorded.path("path").asString(),
                recorded.path("status").asInt(),
                recorded.path("response").asString(""),
                tree(recorded.path("request").asString(""))));
      }
    }
    return found;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException notJson) {
      return JSON.missingNode();
    }
  }

  static List<Exchange> errors() throws IOException {
    return exchanges().stream().filter(exchange -> exchange.answer().has("error")).toList();
  }

  static List<Exchange> results() throws IOException {
    return exchanges().stream()
        .filter(exchange -> exchange.answer().has("result") && exchange.request().isObject())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyErrorOfANodeHasAName(Exchange exchange) {
    var error = exchange.answer().path("error");
    var kind = ICON.errors().match(error.path("code").asInt(), error.path("message").asString());
    assertThat(kind).isNotEqualTo(ErrorTable.OTHER);
  }

  @ParameterizedTest
  @MethodSource("results")
  void everyMethodThatANodeAnsweredIsKnownAtItsPath(Exchange exchange) {
    if (exchange.path().startsWith("/api/rosetta")) {
      assertThat(exchange.method()).isEmpty();
      assertThat(ICON.paths().match(exchange.path())).isInstanceOf(PathMatch.Unknown.class);
      return;
    }
    // A key in another case names the method only where keys are folded.
    if (exchange.request().has("method")) {
      var method = exchange.method().orElseThrow();
      assertThat(ICON.paths().match(exchange.path()))
          .isInstanceOfSatisfying(
              PathMatch.Rpc.class, match -> assertThat(match.api().name()).isEqualTo(method.api()));
    }
  }

  @ParameterizedTest
  @MethodSource("results")
  void anAnswerShowsItsHeightWhereTheProfileSays(Exchange exchange) {
    exchange
        .method()
        .map(MethodProfile::answerHeight)
        .ifPresent(height -> {
          var shown = at(exchange.answer().path("result"), height.path());
          assertThat(Quantities.parse(shown.asString())).isNotNegative();
        });
  }

  @Test
  void theHeadIsFoundInAnAnswerOfANode() throws IOException {
    var result = result("icx_getNetworkInfo");
    var head = ICON.head();
    assertThat(Quantities.parse(at(result, head.height()).asString())).isEqualTo(0x142);
    assertThat(at(result, FieldPath.parse("nid")).asString()).isEqualTo("0x53");
    assertThat(head.network()).isEqualTo(FieldPath.parse("nid"));
    assertThat(head.channel()).isEqualTo(FieldPath.parse("channel"));
    assertThat(head.earliest()).isEqualTo(FieldPath.parse("earliest"));
    assertThat(result.propertyNames()).contains("nid", "channel", "earliest");
  }

  @Test
  void aBlockIsFoundInAnAnswerOfANode() throws IOException {
    var result = result("icx_getBlockByHeight.old");
    var block = ICON.head().block();
    assertThat(Quantities.parse(at(result, block.height()).asString())).isEqualTo(10);
    assertThat(at(result, block.hash()).asString()).hasSize(64);
    assertThat(at(result, block.previous()).asString()).hasSize(64);
    assertThat(block.timeUnit().instant(at(result, block.time()).asLong()))
        .isBetween("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z");
  }

  @Test
  void whatSwitchedOffNodesSaidMeansThatTheyAreUnavailable() throws IOException {
    var said =
        exchanges().stream()
            .filter(exchange -> exchange.name().matches("node2\\.(chain_stopped|rpc_disabled)"))
            .toList();
    assertThat(said).hasSize(2);
    assertThat(said).allMatch(exchange -> ICON.isUnavailable(exchange.status(), exchange.body()));
  }

  private static JsonNode result(String name) throws IOException {
    return exchanges().stream()
        .filter(exchange -> exchange.name().equals(name))
        .findFirst()
        .orElseThrow()
        .answer()
        .path("result");
  }

  private static JsonNode at(JsonNode value, FieldPath path) {
    var inner = value;
    for (var name : path.names()) {
      inner = inner.path(name);
    }
    return inner;
  }
}
