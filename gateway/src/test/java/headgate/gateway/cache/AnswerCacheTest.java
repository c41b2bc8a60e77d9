package headgate.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualClock;
import headgate.jsonrpc.RpcError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final long SIZE_MAX = 1 << 20;
  private static final int ENTRY_MAX = 10_000;
  private static final Duration TTL = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock();
  private final AnswerCache cache = cache(true, TTL);

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

  @Test
  void whatWasStoredIsFound() {
    var text = text("1");
    cache.store(head(100), text, clock.nanos());

    assertThat(cache.lookUp(head(100))).isEqualTo(new Lookup.Fresh(text));
    assertThat(cache.lookUp(key("{}", 100))).isEqualTo(new Lookup.Miss());
  }

  @Test
  void anAnswerThatFollowsTheHeadServesForASecondAtMost() {
    cache.store(head(100), text("1"), clock.nanos());
    clock.advance(TTL);
    assertThat(cache.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    clock.advance(Duration.ofNanos(1));

    assertThat(cache.lookUp(head(100))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void theSecondIsCountedFromTheStartOfTheFetch() {
    var began = clock.nanos();
    clock.advance(Duration.ofMillis(700));
    cache.store(head(100), text("1"), began);
    clock.advance(Duration.ofMillis(300));
    assertThat(cache.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    clock.advance(Duration.ofMillis(1));

    assertThat(cache.lookUp(head(100))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void anAnswerThatTookLongerThanASecondIsNotKept() {
    var began = clock.nanos();
    clock.advance(Duration.ofMillis(1_001));
    cache.store(head(100), text("1"), began);

    assertThat(cache.size()).isZero();
  }

  @Test
  void anOldAnswerNeverTakesTheNewersPlaceInTime() {
    cache.store(head(100), text("1"), clock.nanos());
    clock.advance(Duration.ofMillis(1_500));
    cache.store(head(100), text("2"), clock.nanos());
    clock.advance(Duration.ofMillis(500));

    assertThat(cache.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
  }

  @Test
  void theNextHeightNeverSeesTheLastOnesAnswer() {
    cache.store(head(100), text("1"), clock.nanos());

    assertThat(cache.lookUp(head(101))).isInstanceOf(Lookup.Miss.class);
    assertThat(cache.lookUp(ever())).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void whatHoldsAtEveryHeightDoesNotAge() {
    var began = clock.nanos();
    clock.advance(Duration.ofSeconds(9));
    cache.store(ever(), text("1"), began);
    clock.advance(Duration.ofDays(3));

    assertThat(cache.lookUp(ever())).isInstanceOf(Lookup.Fresh.class);
  }

  @Test
  void errorsAreNeverKept() {
    cache.store(head(100), AnswerText.of(new RpcError(-32602, "no"), 400), clock.nanos());
    cache.store(ever(), text("1").asError(-31004, 400), clock.nanos());

    assertThat(cache.size()).isZero();
  }

  @Test
  void anEntryMayBeAsLargeAsTheBoundAndNoLarger() {
    var shell = text("\"\"").text().length;
    var most = text("\"" + "x".repeat(ENTRY_MAX - shell) + "\"");
    var more = text("\"" + "x".repeat(ENTRY_MAX - shell + 1) + "\"");
    cache.store(head(100), most, clock.nanos());
    cache.store(head(101), more, clock.nanos());

    assertThat(cache.lookUp(head(100))).isInstanceOf(Lookup.Fresh.class);
    assertThat(cache.lookUp(head(101))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void allTogetherStayWithinTheBound() {
    var text = text("\"" + "x".repeat(9_000) + "\"");
    for (var index = 0; index < 1_000; index++) {
      cache.store(key("{\"i\":" + index + "}", AnswerKey.EVERY_HEIGHT), text, clock.nanos());
    }

    assertThat(cache.bytes()).isPositive().isLessThanOrEqualTo(SIZE_MAX);
    assertThat(cache.size()).isBetween(50L, SIZE_MAX / 9_000);
  }

  @Test
  void paramsCountTowardsTheBoundToo() {
    for (var index = 0; index < 1_000; index++) {
      var params = "{\"i\":" + index + ",\"x\":\"" + "y".repeat(9_000) + "\"}";
      cache.store(key(params, AnswerKey.EVERY_HEIGHT), text("1"), clock.nanos());
    }

    assertThat(cache.size()).isLessThanOrEqualTo(SIZE_MAX / 9_000);
  }

  @Test
  void switchedOffItKeepsNothing() {
    var off = cache(false, TTL);
    off.store(ever(), text("1"), clock.nanos());

    assertThat(off.lookUp(ever())).isInstanceOf(Lookup.Miss.class);
    assertThat(off.size()).isZero();
  }
}
