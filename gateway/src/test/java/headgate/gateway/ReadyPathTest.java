package headgate.gateway;

import static headgate.gateway.testkit.Calls.body;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.client.Client;
import headgate.gateway.head.ChainPace;
import headgate.gateway.head.HeadView;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.answer.ReadySink;
import headgate.gateway.testkit.RecordedAnswer;
import headgate.gateway.testkit.Views;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without the walk is what the walk would answer, and all else is left to it. */
class ReadyPathTest {
  private static final Door.Rpc V3 = new Door.Rpc(0, "v3", "/api/v3");
  private static final String SUPPLY = body("1", "icx_getTotalSupply", "");
  private static final String BALANCE = body("\"a-7\"", "icx_getBalance", "{\"address\":\"hx1\"}");
  private static final String SETTLED =
      body("2.50", "icx_getBalance", "{\"address\":\"hx1\",\"height\":\"0x1\"}");

  private final PipelineBench bench = new PipelineBench(2, 5);

  /** A response as it is put together. */
  private static final class Composed implements ReadySink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String fields = "";
    private int length = -1;

    @Override
    public void begin(byte[] headerLines, int announced) {
      assertThat(length).as("begun once").isNegative();
      fields = new String(headerLines, UTF_8);
      length = announced;
    }

    @Override
    public void chunk(byte[] chunk, int from, int to) {
      assertThat(length).as("begun").isNotNegative();
      bytes.write(chunk, from, to - from);
    }

    String body() {
      assertThat(bytes.size()).isEqualTo(length);
      return bytes.toString(UTF_8);
    }
  }

  private boolean answers(String body, Composed into) {
    return answers(V3, body, into);
  }

  private boolean answers(Door.Rpc door, String body, Composed into) {
    var padded = ("head" + body + "rest").getBytes(UTF_8);
    return bench.ready.answer(Client.OPERATOR, door, padded, 4, padded.length - 4, into);
  }

  /** Serves a request twice, as a miss and as a hit; returns what the walk says of the hit. */
  private RecordedAnswer warm(String body) {
    bench.serve(body);
    return bench.serve(body);
  }

  static List<String> sound() {
    return List.of(
        SUPPLY,
        BALANCE,
        SETTLED,
        "[" + SUPPLY + "]",
        "[" + SUPPLY + "," + BALANCE + "," + SETTLED + "," + SUPPLY + "]",
        " [ " + SUPPLY + " , " + BALANCE + " ] \n");
  }

  @ParameterizedTest
  @MethodSource("sound")
  void aHitIsAnsweredByteForByteAsTheWalkDoes(String body) {
    var walked = warm(body);
    var composed = new Composed();

    assertThat(answers(body, composed)).isTrue();
    assertThat(composed.body()).isEqualTo(walked.body());
    assertThat(composed.fields).isEqualTo(walked.fields());
  }

  @Test
  void theIdIsTheCallersOwn() {
    warm(SUPPLY);
    var composed = new Composed();

    assertThat(answers(SUPPLY.replace("\"id\":1", "\"id\":\"other\""), composed)).isTrue();
    assertThat(composed.body()).contains("\"other\"");
  }

  @Test
  void theOrderOfTheEnvelopeDoesNotMatter() {
    warm(BALANCE);

    assertThat(
            answers(
                "{\"params\":{\"address\":\"hx1\"},\"method\":\"icx_getBalance\",\"id\":3,\"jsonrpc\":\"2.0\"}",
                new Composed()))
        .isTrue();
  }

  @Test
  void eachCallIsCountedAsAHit() {
    warm(SUPPLY);
    warm(BALANCE);
    answers("[" + SUPPLY + "," + BALANCE + "," + SUPPLY + "]", new Composed());

    assertThat(bench.counts()).containsEntry("icx_getTotalSupply hit", 3L);
    assertThat(bench.counts()).containsEntry("icx_getBalance hit", 2L);
  }

  @Test
  void noNodeIsAsked() {
    warm(SUPPLY);
    var asked = bench.asked();
    answers(SUPPLY, new Composed());

    assertThat(bench.asked()).isEqualTo(asked);
  }

  private void leavesToTheWalk(String body) {
    var counted = bench.counted();
    var composed = new Composed();

    assertThat(answers(body, composed)).isFalse();
    assertThat(composed.length).as("begun").isNegative();
    assertThat(bench.counted()).isEqualTo(counted);
  }

  @Test
  void whatWasNeverAskedTakesTheWalk() {
    leavesToTheWalk(SUPPLY);
  }

  @Test
  void soDoesWhatWasMissedOnce() {
    bench.serve(SUPPLY);
    leavesToTheWalk(SUPPLY);
  }

  @Test
  void soDoesABatchOfWhichOneCallIsNotReady() {
    warm(SUPPLY);
    leavesToTheWalk("[" + SUPPLY + "," + BALANCE + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "nonsense",
        "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\",\"id\":null}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\",\"id\":1,\"id\":2}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\",\"id\":1} x",
        "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\",\"id\":1,\"params\":7}",
        "{\"jsonrpc\":\"1.0\",\"method\":\"icx_getTotalSupply\",\"id\":1}"
      })
  void soDoesWhateverIsOddOrWantsNoAnswer(String body) {
    warm(SUPPLY);
    leavesToTheWalk(body);
  }

  @Test
  void soDoesACallOfAnotherApi() {
    warm(SUPPLY);

    assertThat(answers(new Door.Rpc(0, "v3d", "/api/v3d"), SUPPLY, new Composed())).isFalse();
  }

  @Test
  void soDoesEverythingAtTheNextHeightButWhatHoldsAtAll() {
    warm(SUPPLY);
    warm(SETTLED);
    bench.view = new HeadView(0, 101, bench.loop.clock().nanos(), Views.up(2, 101).nodes());

    leavesToTheWalk(SUPPLY);
    assertThat(answers(SETTLED, new Composed())).isTrue();
  }

  @Test
  void soDoesEverythingOnceTheHeightIsNotConfirmed() {
    warm(SETTLED);
    var view = bench.view;
    bench.view = new HeadView(0, 100, bench.loop.clock().nanos(), view.nodes());
    bench.loop.advance(Duration.ofNanos(HeadView.CONFIRMED_NANOS_MAX));
    assertThat(answers(SETTLED, new Composed())).isTrue();
    bench.loop.advance(Duration.ofNanos(1));

    leavesToTheWalk(SETTLED);
  }

  @Test
  void soDoesEverythingOfAnotherGeneration() {
    warm(SETTLED);
    var view = bench.view;
    bench.view =
        new HeadView(
            view.generation() + 1, view.servingHeight(), view.confirmedAtNanos(), view.nodes());

    leavesToTheWalk(SETTLED);
  }

  @Test
  void soDoesEverythingOfAChainThatStandsStill() {
    warm(SUPPLY);
    var view = bench.view;
    bench.view =
        new HeadView(
            view.generation(),
            view.servingHeight(),
            view.confirmedAtNanos(),
            view.nodes(),
            new ChainPace(1, true, null));

    leavesToTheWalk(SUPPLY);
  }

  @Test
  void whatWasAskedWithAHeaderIsReadyForWhoeverAsksWithoutOne() {
    bench.serve(SUPPLY);
    bench.serve(SUPPLY, Map.of("X-Headgate-Min-Height", "1"));

    assertThat(answers(SUPPLY, new Composed())).isTrue();
  }
}
