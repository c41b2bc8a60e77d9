package headgate.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.seam.Clock;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualClock;
import headgate.jsonrpc.RpcError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final long SIZE_MAX = 1 << 20;
  private static final int ENTRY_MAX = 10_000;
  private static final Duration TTL = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock();
  private final AnswerCache cache = cache(true, TTL);
  private final LoopCache onLoop = new LoopCache(cache);

  private AnswerCache cache(boolean enabled, Duration ttl) {
    return new AnswerCache(
        new CacheConfig(enabled, SIZE_MAX, ttl, ENTRY_MAX), clock, Runnable::run);
  }

  private static AnswerKey key(String params, long height) {
    return new AnswerKey(Calls.icon("icx_getBalance", params), 0, height);
  }

  private static AnswerKey head(long height) {
    return key("", height);
  }

  private static AnswerKey ever() {
    return key("", AnswerKey.EVERY_HEIGHT);
  }

  private static AnswerText text(String json) {
    return AnswerText.local(json);
  }

  /** Keeps an answer that was not asked for at a height. */
  private void store(AnswerKey key, AnswerText text, long beganNanos) {
    onLoop.store(key, text, beganNanos, key.everyHeight());
  }

  @Test
  void whatWasStoredIsFound() {
    var text = text("1");
    store(head(100), text, clock.nanos());

    assertThat(onLoop.lookUp(head(100)))
        .isInstanceOfSatisfying(
            Lookup.Fresh.class,
            fresh -> assertThat(fresh.text()).usingRecursiveComparison().isEqualTo(text));
    assertThat(onLoop.lookUp(key("{}", 100))).isEqualTo(new Lookup.Miss());
  }

  @Test
  void anAnswerThatFollowsTheHeadServesForASecondAtMost() {
    store(head(100), text("1"), clock.nanos());
    clock.advance(TTL);
    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    clock.advance(Duration.ofNanos(1));

    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void theSecondIsCountedFromTheStartOfTheFetch() {
    var began = clock.nanos();
    clock.advance(Duration.ofMillis(700));
    store(head(100), text("1"), began);
    clock.advance(Duration.ofMillis(300));
    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    clock.advance(Duration.ofMillis(1));

    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void anAnswerThatTookLongerThanASecondIsNotKept() {
    var began = clock.nanos();
    clock.advance(Duration.ofMillis(1_001));
    store(head(100), text("1"), began);

    assertThat(cache.size()).isZero();
  }

  @Test
  void anOldAnswerNeverTakesTheNewersPlaceInTime() {
    store(head(100), text("1"), clock.nanos());
    clock.advance(Duration.ofMillis(1_500));
    store(head(100), text("2"), clock.nanos());
    clock.advance(Duration.ofMillis(500));

    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
  }

  @Test
  void theNextHeightNeverSeesTheLastOnesAnswer() {
    store(head(100), text("1"), clock.nanos());

    assertThat(onLoop.lookUp(head(101))).isInstanceOf(Lookup.Miss.class);
    assertThat(onLoop.lookUp(ever())).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void whatHoldsAtEveryHeightDoesNotAge() {
    var began = clock.nanos();
    clock.advance(Duration.ofSeconds(9));
    store(ever(), text("1"), began);
    clock.advance(Duration.ofDays(3));

    assertThat(onLoop.lookUp(ever())).isInstanceOf(Lookup.Fresh.class);
  }

  @Test
  void errorsAreNeverKept() {
    store(head(100), AnswerText.of(new RpcError(-32602, "no"), 400), clock.nanos());
    store(ever(), text("1").asError(-31004, 400), clock.nanos());

    assertThat(cache.size()).isZero();
  }

  @Test
  void anEntryMayBeAsLargeAsTheBoundAndNoLarger() {
    var shell = text("\"\"").text().length;
    var most = text("\"" + "x".repeat(ENTRY_MAX - shell) + "\"");
    var more = text("\"" + "x".repeat(ENTRY_MAX - shell + 1) + "\"");
    store(head(100), most, clock.nanos());
    store(head(101), more, clock.nanos());

    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    assertThat(onLoop.lookUp(head(101))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void allTogetherStayWithinTheBound() {
    var text = text("\"" + "x".repeat(9_000) + "\"");
    for (var index = 0; index < 1_000; index++) {
      store(key("{\"i\":" + index + "}", AnswerKey.EVERY_HEIGHT), text, clock.nanos());
    }

    assertThat(cache.bytes()).isPositive().isLessThanOrEqualTo(SIZE_MAX);
    assertThat(cache.size()).isBetween(50L, SIZE_MAX / 9_000);
  }

  @Test
  void thoseOfOneHeightStayWithinItToo() {
    var text = text("\"" + "x".repeat(3_000) + "\"");
    for (var index = 0; index < 3_000; index++) {
      store(key("{\"i\":" + index + "}", 100), text, clock.nanos());
    }

    assertThat(cache.bytes()).isBetween(SIZE_MAX / 2, SIZE_MAX);
    assertThat(cache.size()).isBetween(200L, SIZE_MAX / 3_000);
  }

  @Test
  void withTheNextHeightTheLastOnesAnswersAreLetGoOf() {
    for (var index = 0; index < 20; index++) {
      store(key("{\"i\":" + index + "}", 100), text("1"), clock.nanos());
    }
    store(ever(), text("1"), clock.nanos());
    assertThat(cache.size()).isEqualTo(21);
    var before = cache.bytes();

    store(head(101), text("1"), clock.nanos());

    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.bytes()).isLessThan(before / 2);
    assertThat(onLoop.lookUp(ever())).isInstanceOf(Lookup.Fresh.class);
  }

  @Test
  void whatIsKeptLateAtAHeightThatHasPassedIsFoundAtThatOneAlone() {
    store(head(101), text("1"), clock.nanos());
    store(head(100), text("2"), clock.nanos());

    assertThat(onLoop.lookUp(head(100)))
        .isInstanceOfSatisfying(
            Lookup.Fresh.class, fresh -> assertThat(fresh.text().text()).contains('2'));
    assertThat(onLoop.lookUp(head(101)))
        .isInstanceOfSatisfying(
            Lookup.Fresh.class, fresh -> assertThat(fresh.text().text()).contains('1'));
  }

  @Test
  void whatFindsNoRoomAtItsHeightIsKeptAllTheSame() {
    var text = text("\"" + "x".repeat(3_000) + "\"");
    for (var index = 0; index < 300; index++) {
      store(key("{\"i\":" + index + "}", 100), text, clock.nanos());
    }

    for (var index = 0; index < 300; index++) {
      assertThat(onLoop.lookUp(key("{\"i\":" + index + "}", 100))).isInstanceOf(Lookup.Fresh.class);
    }
  }

  @Test
  void whatIsLargeIsFoundBesideWhatIsSmall() {
    var large = text("\"" + "x".repeat(HeadAnswers.ANSWER_BYTES_MAX) + "\"");
    store(head(100), large, clock.nanos());
    store(key("{}", 100), text("1"), clock.nanos());

    assertThat(cache.size()).isEqualTo(2);
    assertThat(onLoop.lookUp(key("{}", 100))).isInstanceOf(Lookup.Fresh.class);
    assertThat(onLoop.lookUp(head(100)))
        .isInstanceOfSatisfying(
            Lookup.Fresh.class, fresh -> assertThat(fresh.text()).isSameAs(large));
  }

  @Test
  void aNewerAnswerIsFoundWhereverItFoundRoom() {
    var large = text("\"" + "x".repeat(HeadAnswers.ANSWER_BYTES_MAX) + "\"");
    for (var newest : List.of(text("1"), large, text("2"), large, text("3"))) {
      store(head(100), newest, clock.nanos());
      clock.advance(TTL.plusNanos(1));
      assertThat(onLoop.lookUp(head(100))).isNotInstanceOf(Lookup.Fresh.class);
      store(head(100), newest, clock.nanos());
      assertThat(onLoop.lookUp(head(100)))
          .isInstanceOfSatisfying(
              Lookup.Fresh.class,
              fresh -> assertThat(fresh.text().text()).isEqualTo(newest.text()));
    }
  }

  @Test
  void anAnswerThatIsKeptTwiceCountsOnce() {
    for (var time = 0; time < 100; time++) {
      store(head(100), text("1"), clock.nanos());
    }

    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.bytes()).isLessThan(1_000);
  }

  @Test
  void aNewGenerationBeginsAtAnyHeight() {
    store(head(100), text("1"), clock.nanos());
    cache.startGeneration(1);
    var call = Calls.icon("icx_getBalance", "");
    var lower = new AnswerKey(call, 1, 7);
    store(lower, text("2"), clock.nanos());
    store(head(100), text("late"), clock.nanos());

    assertThat(cache.size()).isEqualTo(1);
    assertThat(onLoop.lookUp(lower)).isInstanceOf(Lookup.Fresh.class);
    assertThat(onLoop.lookUp(new AnswerKey(call, 1, 100))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void paramsCountTowardsTheBoundToo() {
    for (var index = 0; index < 1_000; index++) {
      var params = "{\"i\":" + index + ",\"x\":\"" + "y".repeat(9_000) + "\"}";
      store(key(params, AnswerKey.EVERY_HEIGHT), text("1"), clock.nanos());
    }

    assertThat(cache.size()).isLessThanOrEqualTo(SIZE_MAX / 9_000);
  }

  @Test
  void switchedOffItKeepsNothing() {
    var off = cache(false, TTL);
    new LoopCache(off).store(ever(), text("1"), clock.nanos(), true);

    assertThat(new LoopCache(off).lookUp(ever())).isInstanceOf(Lookup.Miss.class);
    assertThat(off.size()).isZero();
  }

  @Test
  void whatWasAskedForAtAHeightServesAsLongAsTheHeightStands() {
    onLoop.store(head(100), text("1"), clock.nanos(), true);
    clock.advance(Duration.ofMinutes(10));

    assertThat(onLoop.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    assertThat(onLoop.lookUp(head(101))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void everyLoopFindsWhatOneHasStored() {
    store(head(100), text("1"), clock.nanos());

    assertThat(new LoopCache(cache).lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
  }

  @Test
  void aLoopsOwnOldAnswerNeverHidesANewerOne() {
    store(head(100), text("1"), clock.nanos());
    onLoop.lookUp(head(100));
    clock.advance(Duration.ofMillis(1_500));
    var newer = text("2");
    new LoopCache(cache).store(head(100), newer, clock.nanos(), false);

    assertThat(onLoop.lookUp(head(100)))
        .isInstanceOfSatisfying(
            Lookup.Fresh.class,
            fresh -> assertThat(fresh.text()).usingRecursiveComparison().isEqualTo(newer));
  }

  @Test
  void whatIsJustBeingKeptAsANewGenerationBeginsIsNotLeftBehind() {
    var begins = new AtomicReference<Runnable>(() -> {});
    var lookedAt =
        new Clock() {
          @Override
          public long nanos() {
            begins.get().run();
            return clock.nanos();
          }

          @Override
          public Instant wallTime() {
            return clock.wallTime();
          }
        };
    var late = new AnswerCache(CacheConfig.defaults(), lookedAt, Runnable::run);
    begins.set(() -> late.startGeneration(1));
    new LoopCache(late).store(head(100), text("1"), clock.nanos(), true);
    begins.set(() -> {});

    assertThat(late.find(head(100))).isNull();
    assertThat(late.size()).isZero();
  }

  @Test
  void aNewGenerationFindsNothingOfTheOld() {
    store(ever(), text("1"), clock.nanos());
    onLoop.lookUp(ever());
    cache.startGeneration(1);
    store(ever(), text("late"), clock.nanos());

    assertThat(cache.size()).isZero();
    var anew = new AnswerKey(Calls.icon("icx_getBalance", ""), 1, AnswerKey.EVERY_HEIGHT);
    assertThat(onLoop.lookUp(anew)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void anEntryDoesNotKeepTheRequestInMemory() {
    var key = key("{\"a\":1}", 100);

    assertThat(key.detached()).isEqualTo(key).isNotSameAs(key);
    var own = key.detached();
    assertThat(own.detached()).isSameAs(own);
  }
}
