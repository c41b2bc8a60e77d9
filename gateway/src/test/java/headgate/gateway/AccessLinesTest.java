package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.observe.access.WrittenLines;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the walk tells the access log. */
class AccessLinesTest {
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");

  private final PipelineBench bench = new PipelineBench(2, 3);
  private final WrittenLines written = new WrittenLines(bench.loop.clock());

  @BeforeEach
  void log() {
    bench.access = written.loop();
  }

  @Test
  void aMissAndAHitAreALineEach() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(40), () -> request.result("\"0x1\""))));
    bench.serve(SUPPLY);
    bench.loop.advance(Duration.ofMillis(40));
    bench.serve(SUPPLY);

    var lines = written.lines();
    assertThat(words(lines, "outcome")).containsExactly("miss", "hit");
    assertThat(words(lines, "method")).containsOnly("icx_getTotalSupply");
    assertThat(words(lines, "client")).containsOnly("127.0.0.1");
    assertThat(lines.getFirst().path("millis").asDouble()).isEqualTo(40);
    assertThat(lines.getLast().path("millis").asDouble()).isZero();
    assertThat(lines.getFirst().path("height").asLong()).isEqualTo(100);
    assertThat(lines.getFirst().path("status").asInt()).isEqualTo(200);
  }

  @Test
  void callersWhoShareAFetchHaveALineEach() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofMillis(40), () -> request.result("\"0x1\""))));
    bench.serve(SUPPLY);
    bench.serve(SUPPLY);
    bench.loop.advance(Duration.ofMillis(40));

    assertThat(words(written.lines(), "outcome")).containsExactly("miss", "coalesced");
  }

  @Test
  void eachCallOfABatchHasALineWithItsPlace() {
    bench.serve("[" + SUPPLY + "," + body("2", "icx_absent", "") + ",7]");

    var lines = written.lines();
    assertThat(lines).hasSize(3);
    assertThat(lines)
        .filteredOn(line -> line.path("item").asInt() == 1)
        .allMatch(line -> line.path("method").asString().equals("other"))
        .allMatch(line -> line.path("reason").asString().equals("method_not_found"))
        .hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.path("item").asInt() == 2)
        .allMatch(line -> line.path("reason").asString().equals("malformed"))
        .hasSize(1);
    assertThat(lines)
        .extracting(line -> line.path("id").asString())
        .containsOnly(lines.getFirst().path("id").asString());
  }

  @Test
  void aRefusedBodyHasALineWithoutAMethod() {
    bench.serve("{");

    var line = written.lines().getFirst();
    assertThat(line.has("method")).isFalse();
    assertThat(line.path("outcome").asString()).isEqualTo("refused");
    assertThat(line.path("code").asInt()).isEqualTo(-32700);
    assertThat(line.path("status").asInt()).isEqualTo(400);
  }

  @Test
  void aFailureIsNamedByItsReason() {
    bench.view = Views.unknown(2);
    bench.serve(SUPPLY);

    var line = written.lines().getFirst();
    assertThat(line.path("outcome").asString()).isEqualTo("failed");
    assertThat(line.path("reason").asString()).isEqualTo("no_node");
    assertThat(line.path("status").asInt()).isEqualTo(503);
    assertThat(line.has("height")).isFalse();
  }

  @Test
  void whoLeavesHasALineWithoutAStatus() {
    bench.nodes.forEach(node ->
        node.always(request -> request.in(Duration.ofSeconds(1), () -> request.result("\"0x1\""))));
    bench.begin(SUPPLY, Map.of()).leave();

    var line = written.lines().getFirst();
    assertThat(line.path("outcome").asString()).isEqualTo("abandoned");
    assertThat(line.has("status")).isFalse();
    assertThat(line.path("node").asString()).isIn("n0", "n1");
    assertThat(line.path("tries").asInt()).isOne();
  }

  @Test
  void malformedItemsOfABatchAreOneLine() {
    bench.serve("[7,8," + SUPPLY + ",9]");

    var lines = written.lines();
    assertThat(words(lines, "reason")).containsExactlyInAnyOrder("", "malformed");
    assertThat(lines).anyMatch(line -> line.path("alike").asInt() == 3);
  }

  @Test
  void theResponseNamesTheRequest() {
    var answer = bench.serve(SUPPLY);

    assertThat(answer.fields())
        .contains("X-Headgate-Request-Id: " + written.lines().getFirst().path("id").asString());
  }

  @Test
  void aNodesErrorKeepsItsCode() {
    bench.nodes.forEach(node -> node.always(request -> request.error(-30032, "Reverted(0)")));
    bench.serve(SUPPLY);

    var line = written.lines().getFirst();
    assertThat(line.path("outcome").asString()).isEqualTo("node_error");
    assertThat(line.path("code").asInt()).isEqualTo(-30032);
  }

  @Test
  void theNodeThatAnsweredIsNamedAndHowOftenNodesWereAsked() {
    bench.nodes.getFirst().always(request -> request.close(Cause.RESET));
    for (var each = 0; each < 20; each++) {
      bench.serve(body("1", "icx_getBalance", "{\"address\":\"%d\"}".formatted(each)));
    }

    assertThat(written.lines())
        .allMatch(line -> line.path("node").asString().equals("n1"))
        .anyMatch(line -> line.path("tries").asInt() == 2)
        .hasSize(20);
    bench.serve(SUPPLY);
    bench.serve(SUPPLY);
    assertThat(written.lines().getLast().has("node")).isFalse();
  }

  private static List<String> words(List<JsonNode> lines, String key) {
    return lines.stream().map(line -> line.path(key).asString()).toList();
  }
}
