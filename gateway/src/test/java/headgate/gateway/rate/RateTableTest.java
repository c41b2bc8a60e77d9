package headgate.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTableTest {
  private static final long SECOND = 1_000_000_000L;
  private static final IpAddress ONE = IpAddress.parse("203.0.113.7");
  private static final IpAddress OTHER = IpAddress.parse("203.0.113.8");
  private static final Rate TEN = Rate.of(10, 5);

  private final RateTable table = new RateTable(7, 0);

  @Test
  void aBurstIsTakenAtOnceAndThenTheRate() {
    for (var unit = 0; unit < 5; unit++) {
      assertThat(table.take(ONE, TEN, 1, 0)).isZero();
    }
    assertThat(table.take(ONE, TEN, 1, 0)).isEqualTo(SECOND / 10);
    assertThat(table.take(ONE, TEN, 1, SECOND / 10 - 1)).isEqualTo(1);
    assertThat(table.take(ONE, TEN, 1, SECOND / 10)).isZero();
    assertThat(table.take(ONE, TEN, 1, SECOND / 10)).isEqualTo(SECOND / 10);
  }

  @Test
  void whatIsRefusedCostsNothing() {
    table.take(ONE, TEN, 5, 0);
    for (var tries = 0; tries < 1_000; tries++) {
      assertThat(table.take(ONE, TEN, 1, 0)).isPositive();
    }
    assertThat(table.take(ONE, TEN, 1, SECOND / 10)).isZero();
  }

  @Test
  void nobodySavesMoreThanABurst() {
    assertThat(table.take(ONE, TEN, 5, 3_600 * SECOND)).isZero();
    assertThat(table.take(ONE, TEN, 1, 3_600 * SECOND)).isPositive();
  }

  @Test
  void moreThanABurstIsTakenAsOne() {
    assertThat(table.take(ONE, TEN, 1_000_000, 0)).isZero();
    assertThat(table.take(ONE, TEN, 1_000_000, 0)).isEqualTo(SECOND / 2);
  }

  @Test
  void oneClientTakesNothingOfAnother() {
    table.take(ONE, TEN, 5, 0);
    assertThat(table.take(OTHER, TEN, 5, 0)).isZero();
  }

  @Test
  void withoutALimitNothingIsCounted() {
    for (var unit = 0; unit < 1_000; unit++) {
      assertThat(table.take(ONE, Rate.UNLIMITED, 1_000, 0)).isZero();
    }
  }

  @Test
  void theClockMayBeginAnywhere() {
    for (var now : new long[] {Long.MIN_VALUE + 5, -1, Long.MAX_VALUE - 10 * SECOND}) {
      var begun = new RateTable(7, now);
      assertThat(begun.take(ONE, TEN, 5, now)).isZero();
      assertThat(begun.take(ONE, TEN, 1, now)).isEqualTo(SECOND / 10);
    }
  }

  /** Against one bucket for each client. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithABucketOfOnesOwn(long seed) {
    var random = new Random(seed);
    var buckets = new HashMap<IpAddress, Long>();
    var now = 0L;
    for (var step = 0; step < 20_000; step++) {
      now += random.nextInt(3) * SECOND / 100;
      var client = IpAddress.ofIpv4(random.nextInt(20));
      var units = 1 + random.nextInt(3);
      var load = Math.max(0, buckets.getOrDefault(client, 0L) - now);
      var over = load + units * SECOND / 10 - 5 * SECOND / 10;
      assertThat(table.take(client, TEN, units, now)).isEqualTo(Math.max(0, over));
      if (over <= 0) {
        buckets.put(client, now + load + units * SECOND / 10);
      }
    }
  }

  /** Abusers fill thousands of buckets; who is quiet is turned away only where both of its are. */
  @Test
  void aCrowdOfAbusersTurnsAwayFewOthers() {
    var crowd = 4_000;
    for (var abuser = 0; abuser < crowd; abuser++) {
      table.take(IpAddress.ofIpv4(0x0a00_0000 + abuser), TEN, 5, 0);
    }
    var refused = 0;
    for (var quiet = 0; quiet < 10_000; quiet++) {
      if (table.take(IpAddress.ofIpv4(0x2000_0000 + quiet), TEN, 1, 0) > 0) {
        refused++;
      }
    }
    // In one row of 65,536 buckets it would be six in a hundred; in two it is that squared. The
    // quiet ones fill buckets too, by a fifth each.
    assertThat(refused).isLessThan(100);
  }

  @Test
  void underThreadsNoMoreIsGivenThanThereIs() throws InterruptedException, ExecutionException {
    var rate = Rate.of(1_000, 50_000);
    var given = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var running = new ArrayList<Future<?>>();
      for (var thread = 0; thread < 4; thread++) {
        running.add(
            threads.submit(() -> {
              for (var unit = 0; unit < 20_000; unit++) {
                if (table.take(ONE, rate, 1, 0) == 0) {
                  given.incrementAndGet();
                }
              }
            }));
      }
      for (var each : running) {
        each.get();
      }
    }
    // A unit that another thread adds to the fuller bucket in between may come late, so one row
    // may be short of a few; but no client is given less than its due.
    assertThat(given.get()).isBetween(50_000, 50_100);
  }
}
