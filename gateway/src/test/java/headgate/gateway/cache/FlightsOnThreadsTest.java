package headgate.gateway.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.CacheConfig;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.SystemClock;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import headgate.gateway.testkit.Calls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flights and the cache behind them, boarded from several real loops at once. */
class FlightsOnThreadsTest {
  private static final int LOOPS = 4;
  private static final int KEYS = 400;
  private static final int CALLERS_OF_EACH_LOOP = 6;
  private static final int CALLERS = LOOPS * KEYS * CALLERS_OF_EACH_LOOP;
  private static final long SEED = 11;
  private static final AnswerText TEXT = AnswerText.local("1");

  private final Clock clock = new SystemClock();
  private final EventLoops loops = EventLoops.start(LOOPS, NettyTransport.NIO, clock);
  private final Flights flights = new Flights();
  private final AnswerCache cache = new AnswerCache(CacheConfig.defaults(), clock, Runnable::run);
  private final AtomicIntegerArray fetches = new AtomicIntegerArray(KEYS);
  private final AtomicInteger calledOff = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(CALLERS);
  private final List<AnswerKey> keys =
      IntStream.range(0, KEYS)
          .mapToObj(
              index -> new AnswerKey(Calls.icon("icx_getBalance", "{\"i\":" + index + "}"), 0, 100))
          .toList();

  @AfterEach
  void stop() {
    loops.close();
  }

  /** What one caller has heard, on its own loop. */
  private final class Caller {
    private final NettyLoop loop;
    private final int key;
    private int told;
    private int left;

    Caller(NettyLoop loop, int key) {
      this.loop = loop;
      this.key = key;
    }

    void ask(boolean leaves) {
      if (cache.find(keys.get(key)) != null) {
        tell();
        return;
      }
      var seat =
          flights.board(
              FlightKey.of(keys.get(key)), loop, (_, _) -> tell(), end -> begin(loop, key, end));
      if (leaves) {
        loop.execute(() -> {
          if (seat.leave()) {
            left++;
            done.countDown();
          }
        });
      }
    }

    private void tell() {
      told += loop.inLoop() ? 1 : 1_000;
      done.countDown();
    }

    boolean endedOnce() {
      return told + left == 1;
    }
  }

  /** Looks once more and fetches, as the walk does. */
  private Runnable begin(Loop loop, int key, Consumer<Reply> end) {
    if (cache.find(keys.get(key)) != null) {
      end.accept(new Reply.Answered(TEXT));
      return () -> {};
    }
    fetches.incrementAndGet(key);
    loop.execute(() -> {
      cache.store(keys.get(key), TEXT, clock.nanos(), true);
      end.accept(new Reply.Answered(TEXT));
    });
    return calledOff::incrementAndGet;
  }

  /** All callers in an order of each loop's own, all loops at once. */
  private List<Caller> crowd(boolean someLeave) throws InterruptedException {
    var callers = new ConcurrentLinkedQueue<Caller>();
    var go = new CountDownLatch(LOOPS);
    var random = new Random(SEED);
    for (var loop : loops.loops()) {
      var order = new ArrayList<Integer>();
      for (var call = 0; call < KEYS * CALLERS_OF_EACH_LOOP; call++) {
        order.add(call % KEYS);
      }
      // Near each other, so that loops meet at the same keys.
      for (var from = 0; from < order.size(); from += 8) {
        Collections.shuffle(order.subList(from, from + 8), random);
      }
      var leaving = new Random(random.nextLong());
      loop.execute(() -> meet(go));
      for (var key : order) {
        var caller = new Caller(loop, key);
        callers.add(caller);
        var leaves = someLeave && leaving.nextBoolean();
        loop.execute(() -> caller.ask(leaves));
      }
    }
    assertThat(done.await(60, SECONDS)).as("everybody's end, seed %d", SEED).isTrue();
    settle();
    return List.copyOf(callers);
  }

  private static void meet(CountDownLatch go) {
    go.countDown();
    try {
      go.await(60, SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the loops have still to do is done, and what they did is seen here. */
  private void settle() throws InterruptedException {
    for (var round = 0; round < 2; round++) {
      var idle = new CountDownLatch(LOOPS);
      loops.loops().forEach(loop -> loop.execute(idle::countDown));
      assertThat(idle.await(60, SECONDS)).isTrue();
    }
  }

  @Test
  void whatManyAskForAtOnceIsFetchedOnceAndEachIsToldOnceOnItsLoop() throws InterruptedException {
    var callers = crowd(false);

    assertThat(callers).hasSize(CALLERS).allMatch(Caller::endedOnce);
    assertThat(IntStream.range(0, KEYS).map(fetches::get)).containsOnly(1);
    assertThat(flights.underWay()).isZero();
    assertThat(calledOff).hasValue(0);
  }

  @Test
  void whoLeavesHearsNothingAndAllOthersAreToldOnce() throws InterruptedException {
    var callers = crowd(true);

    assertThat(callers).hasSize(CALLERS).allMatch(Caller::endedOnce);
    assertThat(callers).anyMatch(caller -> caller.left == 1).anyMatch(caller -> caller.told == 1);
    assertThat(flights.underWay()).isZero();
  }
}
