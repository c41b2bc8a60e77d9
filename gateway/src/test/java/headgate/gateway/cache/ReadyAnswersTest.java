package headgate.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.HeadView;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadyAnswersTest {
  private static final String BALANCE = "icx_getBalance";
  private static final String PARAMS = "{\"address\":\"hx1\"}";

  private final ManualClock clock = new ManualClock();
  private final AnswerCache shared = new AnswerCache(CacheConfig.defaults(), clock, Runnable::run);
  private final LoopCache onLoop = new LoopCache(shared);

  /** Has a call find its answer, as the walk does. */
  private void hit(Call call, AnswerKey key, String answer, boolean lasting) {
    onLoop.store(key, AnswerText.local(answer), clock.nanos(), lasting);
    if (onLoop.lookUp(key) instanceof Lookup.Fresh fresh) {
      onLoop.remember(call, fresh);
    }
  }

  private void hit(String method, String params, long generation, long height) {
    var call = Calls.icon(method, params);
    hit(call, new AnswerKey(call, generation, height), "1", true);
  }

  private @Nullable AnswerText ready(String method, String params, HeadView view) {
    var bytes = params.getBytes(UTF_8);
    var index = Calls.ICON.methods().named(method).orElseThrow().index();
    return onLoop.ready(index, bytes, bytes.length == 0 ? -1 : 0, bytes.length, view);
  }

  private static HeadView view(long generation, long height) {
    return new HeadView(generation, height, 0, List.of());
  }

  @Test
  void theSameWordsAtTheSameHeightAreReady() {
    hit(BALANCE, PARAMS, 0, 100);

    assertThat(ready(BALANCE, PARAMS, view(0, 100))).isNotNull();
  }

  @Test
  void noOtherHeightIs() {
    hit(BALANCE, PARAMS, 0, 100);

    assertThat(ready(BALANCE, PARAMS, view(0, 101))).isNull();
    assertThat(ready(BALANCE, PARAMS, view(0, 99))).isNull();
  }

  @Test
  void noOtherGenerationIs() {
    hit(BALANCE, PARAMS, 0, AnswerKey.EVERY_HEIGHT);

    assertThat(ready(BALANCE, PARAMS, view(1, 100))).isNull();
  }

  @Test
  void whatHoldsAtEveryHeightIsReadyAtAll() {
    hit(BALANCE, PARAMS, 0, AnswerKey.EVERY_HEIGHT);

    assertThat(ready(BALANCE, PARAMS, view(0, 100))).isNotNull();
    assertThat(ready(BALANCE, PARAMS, view(0, 5_000))).isNotNull();
  }

  @Test
  void otherWordsAreNotReadyHoweverAlike() {
    hit(BALANCE, PARAMS, 0, 100);

    assertThat(ready(BALANCE, PARAMS.replace("hx1", "hx2"), view(0, 100))).isNull();
    assertThat(ready(BALANCE, PARAMS.replace(":", ": "), view(0, 100))).isNull();
    assertThat(ready(BALANCE, "", view(0, 100))).isNull();
    assertThat(ready("icx_getTransactionByHash", PARAMS, view(0, 100))).isNull();
  }

  @Test
  void whatOnlyFollowsTheHeadIsReadyForASecond() {
    var call = Calls.icon(BALANCE, PARAMS);
    hit(call, new AnswerKey(call, 0, 100), "1", false);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ready(BALANCE, PARAMS, view(0, 100))).isNotNull();
    clock.advance(Duration.ofNanos(1));

    assertThat(ready(BALANCE, PARAMS, view(0, 100))).isNull();
  }

  @Test
  void aMethodWhoseParamsDoNotMatterIsReadyInTheWordsThatWereJudgedOnly() {
    hit("icx_getTotalSupply", "{}", 0, 100);

    assertThat(ready("icx_getTotalSupply", "{}", view(0, 100))).isNotNull();
    assertThat(ready("icx_getTotalSupply", "{\"height\":1,\"Height\":2}", view(0, 100))).isNull();
  }

  @Test
  void aNewAnswerTakesTheOldOnesPlace() {
    var call = Calls.icon(BALANCE, PARAMS);
    hit(call, new AnswerKey(call, 0, 100), "1", true);
    hit(call, new AnswerKey(call, 0, 101), "2", true);

    assertThat(ready(BALANCE, PARAMS, view(0, 101)))
        .isNotNull()
        .extracting(answer -> new String(answer.text(), UTF_8))
        .asString()
        .contains("\"result\":2");
  }

  @Test
  void whatTheSecondLevelHasLetGoOfIsReadyStill() {
    hit(BALANCE, PARAMS, 0, 100);
    shared.startGeneration(1);

    assertThat(shared.size()).isZero();
    assertThat(ready(BALANCE, PARAMS, view(0, 100))).isNotNull();
  }

  @Test
  void aLargeAnswerIsNotKept() {
    var call = Calls.icon(BALANCE, PARAMS);
    var large = "\"" + "x".repeat(ReadyAnswers.ENTRY_BYTES_MAX) + "\"";
    hit(call, new AnswerKey(call, 0, 100), large, true);

    assertThat(ready(BALANCE, PARAMS, view(0, 100))).isNull();
  }

  @Test
  void aLoopHoldsNoMoreThanItsTableHasPlacesFor() {
    var asked = 10 * ReadyAnswers.PLACES;
    for (var index = 0; index < asked; index++) {
      hit(BALANCE, "{\"i\":" + index + "}", 0, 100);
      assertThat(ready(BALANCE, "{\"i\":" + index + "}", view(0, 100))).isNotNull();
    }

    assertThat(readyOf(asked)).isBetween(ReadyAnswers.PLACES / 2, ReadyAnswers.PLACES);
  }

  /**
   * Where words go depends on a secret of the process: in one run of twelve some five of these
   * share four places, and one is lost. With one place each, thirty would be.
   */
  @Test
  void aFewHundredHardlyPushEachOtherOut() {
    var asked = ReadyAnswers.PLACES / 8;
    for (var index = 0; index < asked; index++) {
      hit(BALANCE, "{\"i\":" + index + "}", 0, 100);
    }

    assertThat(readyOf(asked)).isBetween(asked - 8, asked);
  }

  @Test
  void norMoreBytesThanItMay() {
    var text = "\"" + "x".repeat(7_000) + "\"";
    for (var index = 0; index < ReadyAnswers.PLACES; index++) {
      var call = Calls.icon(BALANCE, "{\"i\":" + index + "}");
      hit(call, new AnswerKey(call, 0, 100), text, true);
    }

    assertThat(readyOf(ReadyAnswers.PLACES)).isBetween(1, ReadyAnswers.BYTES_MAX / 7_000);
  }

  private int readyOf(int asked) {
    var found = 0;
    for (var index = 0; index < asked; index++) {
      found += ready(BALANCE, "{\"i\":" + index + "}", view(0, 100)) == null ? 0 : 1;
    }
    return found;
  }
}
