package headgate.gateway.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.netty.SystemClock;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.seam.Clock;
import headgate.gateway.testkit.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Answers that are kept from several threads while generations begin. */
class AnswerCacheOnThreadsTest {
  private static final int KEEPERS = 3;
  private static final int CALLS = 16;
  private static final long GENERATIONS = 300;

  private final Clock clock = new SystemClock();
  private final AnswerCache cache = new AnswerCache(CacheConfig.defaults(), clock, Runnable::run);
  private final AtomicLong generation = new AtomicLong();
  private final Semaphore rounds = new Semaphore(0);
  private final AtomicBoolean over = new AtomicBoolean();

  private final List<Call> calls =
      IntStream.range(0, CALLS)
          .mapToObj(call -> Calls.icon("icx_getBalance", "{\"i\":" + call + "}"))
          .toList();

  private AnswerKey key(int call, long ofGeneration) {
    return new AnswerKey(calls.get(call), ofGeneration, AnswerKey.EVERY_HEIGHT);
  }

  private static AnswerText text(long generation) {
    return AnswerText.local(Long.toString(generation));
  }

  /** Keeps what was fetched in the generation that it has read before. */
  private void keep() {
    while (!over.get()) {
      var now = generation.get();
      for (var call = 0; call < CALLS; call++) {
        cache.store(key(call, now), text(now), clock.nanos(), true);
      }
      rounds.release();
    }
  }

  @Test
  void nothingOfAnOldGenerationIsLeftHoweverLateItIsKept() throws InterruptedException {
    List<Thread> keepers = new ArrayList<>();
    for (var keeper = 0; keeper < KEEPERS; keeper++) {
      keepers.add(Thread.ofPlatform().start(this::keep));
    }
    try {
      beginGenerations();
    } finally {
      over.set(true);
    }
    for (var keeper : keepers) {
      keeper.join();
    }

    assertThat(LongStream.range(0, GENERATIONS))
        .allMatch(old -> IntStream.range(0, CALLS).allMatch(call -> absent(call, old)));
    assertThat(cache.size()).isLessThanOrEqualTo(CALLS);
  }

  private void beginGenerations() throws InterruptedException {
    for (var next = 1L; next <= GENERATIONS; next++) {
      rounds.drainPermits();
      cache.startGeneration(next);
      generation.set(next);
      // Enough of them for each keeper to have gone on in the new one, mostly.
      assertThat(rounds.tryAcquire(2 * KEEPERS, 60, SECONDS)).isTrue();
    }
  }

  private boolean absent(int call, long ofGeneration) {
    return cache.find(key(call, ofGeneration)) == null;
  }
}
