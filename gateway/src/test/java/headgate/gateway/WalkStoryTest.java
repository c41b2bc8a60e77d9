package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.health.NodeJudgement;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the walk tells of a call to whoever asked why. */
class WalkStoryTest {
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String SEND = body("1", "icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");

  private final PipelineBench bench = new PipelineBench(3, 3);

  @Test
  void aMissNamesTheNodeThatWasAskedAndWhatWasSaidOfTheOthers() {
    var told = bench.tell(false);
    bench.serve(SUPPLY);

    var story = told.first();
    assertThat(story.path("method").asString()).isEqualTo("icx_getTotalSupply");
    assertThat(story.path("class").asString()).isEqualTo("read");
    assertThat(story.path("plan").asString()).isEqualTo("cached-read");
    assertThat(story.path("servingHeight").asLong()).isEqualTo(100);
    assertThat(story.path("outcome").asString()).isEqualTo("miss");
    assertThat(story.path("cache").asString()).isEqualTo("miss");
    assertThat(story.path("key").path("fingerprint").asString()).matches("[0-9a-f]{1,8}");
    assertThat(story.path("tries")).hasSize(1);
    assertThat(story.path("tries").get(0).path("outcome").asString()).isEqualTo("answered");
    assertThat(story.path("tries").get(0).path("pinned").asBoolean()).isTrue();
    assertThat(story.path("nodes"))
        .extracting(node -> node.path("choice").asString())
        .containsOnly("candidate");
  }

  @Test
  void aHitAsksNobodyAndSaysSo() {
    bench.serve(SUPPLY);
    var told = bench.tell(false);
    bench.serve(SUPPLY);

    var story = told.first();
    assertThat(story.path("outcome").asString()).isEqualTo("hit");
    assertThat(story.path("cache").asString()).isEqualTo("hit");
    assertThat(story.path("tries")).isEmpty();
    assertThat(story.path("nodes"))
        .extracting(node -> node.path("choice").asString())
        .containsOnly("not needed");
  }

  @Test
  void aRefusedCallIsToldWithTheMessageThatItsCallerGets() {
    var told = bench.tell(false);
    bench.serve("[]");

    assertThat(told.first().path("reason").asString()).isEqualTo("malformed");
    assertThat(told.first().path("message").asString()).startsWith("InvalidRequest");
  }

  @Test
  void nodesThatAreAllDownAreNotCalledUnneeded() {
    bench.view = Views.unknown(3);
    var told = bench.tell(false);
    bench.serve(SUPPLY);

    assertThat(told.first().path("message").asString()).isNotEmpty();
    assertThat(told.first().path("nodes"))
        .hasSize(3)
        .extracting(node -> node.path("choice").asString())
        .containsOnly(NodeJudgement.NOT_SERVING.words());
  }

  @Test
  void everyTryIsToldWithWhatBecameOfIt() {
    bench.nodes.forEach(node -> node.once(request -> request.answer(502, "down")));
    var told = bench.tell(false);
    bench.nodes.get(1).once(request -> request.close(Cause.RESET));
    bench.serve(SUPPLY);

    var tries = told.first().path("tries");
    assertThat(tries.size()).isGreaterThan(1);
    assertThat(tries.get(0).path("outcome").asString()).isIn("server_error", "lost_before_answer");
  }

  @Test
  void theHeaderIsThereOnlyForWhomTheStoryIsTold() {
    assertThat(bench.serve(SUPPLY).fields()).doesNotContain("X-Headgate-Debug");
    bench.tell(false);

    assertThat(header(bench.serve(SUPPLY).fields()).path("outcome").asString()).isEqualTo("hit");
  }

  @Test
  void callsOfABatchAreToldInAFewWordsEach() {
    bench.tell(false);
    var header = header(bench.serve("[" + SUPPLY + "," + body("2", "icx_no", "") + ",7]").fields());

    assertThat(header.path("items")).hasSize(3);
    assertThat(header.path("items").get(0).path("method").asString())
        .isEqualTo("icx_getTotalSupply");
    assertThat(header.path("items").get(0).path("tries").get(0).asString())
        .matches("n[0-2] answered [0-9.]+");
    assertThat(header.path("items").get(1).path("reason").asString()).isEqualTo("method_not_found");
    assertThat(header.path("items").get(2).path("reason").asString()).isEqualTo("malformed");
  }

  @Test
  void theHeaderIsBoundedAndCountsWhatIsLeftOut() {
    bench.tell(false);
    var calls =
        IntStream.range(0, 90)
            .mapToObj(each -> body("" + each, "icx_getBalance", "{\"address\":\"" + each + "\"}"))
            .collect(Collectors.joining(",", "[", "]"));
    var fields = bench.serve(calls).fields();
    var header = header(fields);

    assertThat(fields).hasSizeLessThan(3_500);
    assertThat(header.path("items").size() + header.path("leftOut").asInt()).isEqualTo(90);
    assertThat(header.path("items").size()).isPositive();
  }

  @Test
  void whatIsRefusedIsToldByItsReasonAndNotByItsWords() {
    bench.tell(false);
    var fields = bench.serve(body("\"evil\"", "icx_evil\\r\\nX-Evil: 1", "")).fields();

    assertThat(fields).doesNotContain("vil").contains("method_not_found");
    assertThat(fields.lines().filter(line -> line.startsWith("X-Headgate-Debug"))).hasSize(1);
  }

  // ---- plans

  @Test
  void aPlanIsTheWalkUpToTheNodesAndAsksNone() {
    var told = bench.tell(true);
    var answer = bench.serve(SUPPLY);

    assertThat(answer.complete()).isTrue();
    assertThat(bench.asked()).isZero();
    assertThat(bench.counts()).isEmpty();
    assertThat(bench.permitsTaken()).isZero();
    var story = told.first();
    assertThat(story.path("plan").asString()).isEqualTo("cached-read");
    assertThat(story.path("cache").asString()).isEqualTo("miss");
    assertThat(story.has("outcome")).isFalse();
    assertThat(story.path("nodes"))
        .extracting(node -> node.path("choice").asString())
        .containsOnly("candidate");
  }

  @Test
  void aPlannedWriteIsNotSent() {
    var told = bench.tell(true);
    bench.serve(SEND);

    assertThat(bench.asked()).isZero();
    assertThat(told.first().path("plan").asString()).isEqualTo("write");
  }

  @Test
  void aPlanForAKeptAnswerIsAHitThatNobodyCounts() {
    bench.serve(SUPPLY);
    var told = bench.tell(true);
    bench.serve(SUPPLY);

    assertThat(told.first().path("cache").asString()).isEqualTo("hit");
    assertThat(bench.counted()).isOne();
  }

  @Test
  void aReadWithoutAnIdHasNoPlanAndIsNotCalledRefused() {
    var told = bench.tell(true);
    bench.serve("{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"}");

    assertThat(told.first().path("plan").asString()).isEqualTo("none");
    assertThat(told.first().path("rule").asString()).contains("without an id");
    assertThat(bench.asked()).isZero();
  }

  @Test
  void aPlanWhereNoNodeIsUpSaysOfEachWhy() {
    bench.view = Views.unknown(3);
    var told = bench.tell(true);
    bench.serve(SUPPLY);
    bench.loop.advance(Duration.ofSeconds(1));

    var story = told.first();
    assertThat(story.path("nodes")).allMatch(node -> !node.path("reason").asString().isEmpty());
    assertThat(bench.counts()).isEmpty();
  }

  private static JsonNode header(String fields) {
    var line =
        fields
            .lines()
            .filter(each -> each.startsWith("X-Headgate-Debug: "))
            .findFirst()
            .orElseThrow();
    return JsonMapper.shared().readTree(line.substring(line.indexOf('{')));
  }
}
