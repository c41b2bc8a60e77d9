package headgate.gateway.upstream.permit;

import static headgate.gateway.upstream.permit.KneeNode.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the permits of a node follow what it can bear, on simulated time. */
class AdaptiveLimitTest {
  private static final long SEED = 31;
  private static final int CAP = 64;

  private final Permits permits = Permits.adaptive(CAP);
  private final KneeNode node = new KneeNode(permits, 200);

  @ParameterizedTest
  @ValueSource(ints = {9, 12, 20, 33, 50})
  void beyondAKneeTheGoodputStaysNearTheBestWhereAFixedCapCollapses(int knee) {
    var fixed = new KneeNode(Permits.fixed(CAP), 200);
    var best = new KneeNode(Permits.fixed(knee), 200);
    node.knee = knee;
    fixed.knee = knee;
    best.knee = knee;

    // The first minute, in which it has to find out.
    var bestAnswered = best.answered(60);
    assertThat(fixed.answered(60)).isLessThan(bestAnswered / 10);
    assertThat(node.answered(60)).isGreaterThan(bestAnswered * 3 / 5);
    assertThat(node.most).isLessThanOrEqualTo(CAP);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 30})
  void aGatewayWhoseFirstCallsAreSlowFindsTheKneeToo(int knee) {
    var began = node.now();
    var cold = 3_000 * MILLI;
    node.callers = 40;
    node.knee = knee;
    node.work = _ -> 40 * MILLI + Math.max(0, cold - (node.now() - began)) / 5;
    node.answered(10);
    var answered = node.answered(50);

    assertThat(answered).isGreaterThan(knee * 25 * 50 / 2);
    assertThat(permits.limit()).isLessThanOrEqualTo(knee + 2);
  }

  @Test
  void theNextAttemptBeyondAKneeWaitsTwiceAsLong() {
    node.knee = 33;
    node.answered(60);
    var collapsed = 0;
    for (var second = 0; second < 600; second++) {
      collapsed += node.answered(1) < 1_000 ? 1 : 0;
    }

    assertThat(collapsed).as("seconds of ten minutes").isLessThan(30);
  }

  @Test
  void aSoundNodeGetsAsMuchAsItsCapAllows() {
    node.answered(5);

    assertThat(permits.limit()).isEqualTo(CAP);
    assertThat(node.least).isEqualTo(CAP / 8);
  }

  @Test
  void onceTheKneeIsGoneItGrowsBackToItsCap() {
    node.knee = 12;
    node.answered(30);
    assertThat(permits.limit()).isLessThan(20);
    node.knee = Integer.MAX_VALUE;
    node.answered(30);

    assertThat(permits.limit()).isEqualTo(CAP);
  }

  @Test
  void itNeverFallsBelowItsFloorHoweverSlowTheNodeIs() {
    node.answered(5);
    node.knee = 1;
    node.answered(120);

    assertThat(node.least).isEqualTo(CAP / 8);
    assertThat(new AdaptiveLimit(5).floor()).isEqualTo(4);
    assertThat(new AdaptiveLimit(2).floor()).isEqualTo(2);
  }

  @Test
  void aSlowMethodBesideAFastOneIsNoTrouble() {
    node.methods = 2;
    node.work = call -> call % 2 == 0 ? MILLI : 400 * MILLI;
    node.answered(30);

    assertThat(permits.limit()).isEqualTo(CAP);
  }

  @Test
  void aMethodWhoseCallsDifferIsNoTrouble() {
    var random = new Random(SEED);
    node.work = _ -> random.nextInt(3) == 0 ? 200 * MILLI : (1 + random.nextInt(20)) * MILLI;
    node.answered(60);
    var falls = 0;
    for (var second = 0; second < 60; second++) {
      node.answered(1);
      falls += permits.limit() < CAP / 2 ? 1 : 0;
    }

    assertThat(falls).as("seconds below half, seed %d", SEED).isLessThan(6);
  }

  @Test
  void callsThatHaveBecomeDearerAreLearntAnew() {
    node.answered(5);
    node.work = _ -> 150 * MILLI;
    node.answered(30);

    assertThat(node.least).isLessThan(CAP);
    assertThat(permits.limit()).isEqualTo(CAP);
  }

  @Test
  void aPauseChangesNothing() {
    node.knee = 20;
    node.answered(30);
    var before = permits.limit();
    node.pause(3_600);
    node.callers = 3;
    node.answered(10);

    assertThat(permits.limit()).isEqualTo(before);
  }

  @Test
  void slowAnswersOfANodeWithLittleToDoAreNotTheCrowdsDoing() {
    node.answered(5);
    node.callers = 5;
    node.work = _ -> 300 * MILLI;
    node.answered(20);

    assertThat(permits.limit()).isEqualTo(CAP);
  }

  @Test
  void triesThatTimeOutLowerItToo() {
    node.answered(5);
    node.pause(1);
    var at = node.now();
    for (var round = 0; round < 40; round++) {
      while (permits.tryTake()) {
        assertThat(permits.taken()).isPositive();
      }
      for (var left = permits.taken(); left > 0; left--) {
        permits.giveBack();
        permits.overloaded(at, at + 3_000 * MILLI);
      }
      at += 3_000 * MILLI;
    }

    assertThat(permits.limit()).isEqualTo(CAP / 8);
  }

  @Test
  void aFixedNumberStaysWhatItIs() {
    var fixed = Permits.fixed(10);
    var slowNode = new KneeNode(fixed, 50);
    slowNode.knee = 2;
    slowNode.answered(20);

    assertThat(fixed.limit()).isEqualTo(10);
    assertThat(slowNode.least).isEqualTo(10);
  }

  @Test
  void loopsThatEndTriesAtRandomNeitherLoseNorExceedAPermit() throws InterruptedException {
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    var clock = new AtomicLong();
    var loops = new ArrayList<Thread>();
    for (var index = 0; index < 64; index++) {
      var random = new Random(SEED + index);
      loops.add(Thread.ofVirtual().start(() -> tryAtRandom(random, clock, held, most)));
    }
    for (var loop : loops) {
      loop.join();
    }

    assertThat(permits.taken()).as("seed %d", SEED).isZero();
    assertThat(most.get()).as("seed %d", SEED).isBetween(1, CAP);
    assertThat(permits.limit()).as("seed %d", SEED).isBetween(CAP / 8, CAP);
  }

  /** A limit that has just fallen; what began at zero is the crowd. */
  private static AdaptiveLimit fallen() {
    var limit = new AdaptiveLimit(CAP);
    for (var call = 1; call <= 30; call++) {
      limit.answered(0, (call - 1) * 10L * MILLI, call * 10L * MILLI, 12);
    }
    for (var call = 31; call <= 60; call++) {
      limit.overloaded((call - 1) * 10L * MILLI, call * 10L * MILLI, 12);
    }
    assertThat(limit.crowd()).isPositive();
    return limit;
  }

  @Test
  void theCrowdIsWhatIsInHandAsTheLimitFalls() {
    var limit = new AdaptiveLimit(CAP);
    for (var call = 1; call <= 30; call++) {
      limit.answered(0, (call - 1) * 10L * MILLI, call * 10L * MILLI, 12);
    }
    var inFlight = 0;
    for (var call = 31; call <= 60 && limit.crowd() == 0; call++) {
      inFlight = 9 + call % 7;
      limit.overloaded((call - 1) * 10L * MILLI, call * 10L * MILLI, inFlight);
    }

    assertThat(limit.crowd()).isEqualTo(inFlight - 1);
  }

  @Test
  void howeverATryOfTheCrowdEndsItIsCounted() {
    var limit = fallen();
    var crowd = limit.crowd();
    limit.answered(0, 0, 1_000 * MILLI, 12);
    limit.calledOff(0, 0, 1_000 * MILLI, 12);
    limit.calledOff(0, 0, MILLI, 12);
    limit.overloaded(0, 1_000 * MILLI, 12);
    limit.endedOtherwise(0);

    assertThat(limit.crowd()).isEqualTo(crowd - 5);
  }

  @Test
  void loopsThatEndTheCrowdAtTheSameTimeCountItDownToNothing() throws InterruptedException {
    var limits = Stream.generate(AdaptiveLimitTest::fallen).limit(300).toList();
    var arrived = new AtomicInteger();
    var one = Thread.ofPlatform().start(() -> endOld(limits, arrived));
    var other = Thread.ofPlatform().start(() -> endOld(limits, arrived));
    one.join();
    other.join();

    assertThat(limits).extracting(AdaptiveLimit::crowd).containsOnly(0);
  }

  /** Both begin with each limit at the same moment; a latch would wake one after the other. */
  private static void endOld(List<AdaptiveLimit> limits, AtomicInteger arrived) {
    var both = 0;
    for (var limit : limits) {
      both += 2;
      arrived.incrementAndGet();
      while (arrived.get() < both) {
        Thread.onSpinWait();
      }
      for (var left = limit.crowd() + 2; left > 0; left--) {
        limit.endedOtherwise(0);
      }
    }
  }

  private void tryAtRandom(
      Random random, AtomicLong clock, AtomicInteger held, AtomicInteger most) {
    for (var round = 0; round < 2_000; round++) {
      if (permits.tryTake()) {
        most.accumulateAndGet(held.incrementAndGet(), Math::max);
        var began = clock.get();
        var ended = clock.addAndGet(random.nextInt(20) * MILLI);
        held.decrementAndGet();
        permits.giveBack();
        switch (random.nextInt(4)) {
          case 0 -> permits.overloaded(began, ended);
          case 1 -> permits.calledOff(0, began, ended);
          default -> permits.answered(random.nextInt(3), began, ended);
        }
      }
    }
  }
}
