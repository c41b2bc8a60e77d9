package headgate.devnode.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import headgate.devnode.clock.DevClock;
import headgate.devnode.clock.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final List<String> BALANCE = List.of("icx_getBalance");
  private static final FaultRule GARBAGE = FaultRule.always(new Fault.Garbage());

  @Test
  void chanceIsTheSameForTheSameSeed() {
    var first = struck(new Faults(new Target(), 42));
    assertThat(struck(new Faults(new Target(), 42))).isEqualTo(first);
    assertThat(struck(new Faults(new Target(), 43))).isNotEqualTo(first);
    assertThat(first.stream().filter(hit -> hit).count()).isBetween(200L, 400L);
  }

  private static List<Boolean> struck(Faults faults) {
    faults.add(GARBAGE.probability(0.3));
    return IntStream.range(0, 1_000).mapToObj(_ -> faults.draw(BALANCE).isPresent()).toList();
  }

  @Test
  void aRuleIsSpentAfterItsTimesAndTheNextOneActs() {
    var faults = new Faults(new Target(), 1);
    faults.add(GARBAGE.times(2));
    faults.add(FaultRule.always(new Fault.WrongId()));
    assertThat(faults.draw(BALANCE)).contains(new Fault.Garbage());
    assertThat(faults.draw(BALANCE)).contains(new Fault.Garbage());
    assertThat(faults.draw(BALANCE)).contains(new Fault.WrongId());
  }

  @Test
  void aRuleForAMethodStrikesABatchThatHoldsIt() {
    var faults = new Faults(new Target(), 1);
    faults.add(GARBAGE.on("icx_call"));
    assertThat(faults.draw(BALANCE)).isEmpty();
    assertThat(faults.draw(List.of("icx_getBalance", "icx_call"))).isPresent();
  }

  @Test
  void clearingEndsEverything() {
    var target = new Target();
    var faults = new Faults(target, 1);
    faults.add(GARBAGE);
    faults.lag(3);
    faults.lie(4);
    faults.freezeAt(5);
    faults.wrongNetwork(6);
    faults.gossip(false);
    faults.prune(7);
    faults.forkFrom(8);
    faults.catchUp(9, 10);
    faults.heightParam(false);
    faults.knee(new Knee(1, Duration.ZERO, Duration.ZERO));
    assertThat(faults.view()).isEqualTo(new View(3, 5, 7, 8, new CatchUp(9, 0, 10)));
    assertThat(faults.conduct()).isEqualTo(new Conduct(4, 6, false, false));
    faults.clear();
    assertThat(faults.view()).isEqualTo(View.WHOLE);
    assertThat(faults.conduct()).isEqualTo(Conduct.GOOD);
    assertThat(faults.knee()).isNull();
    assertThat(faults.draw(BALANCE)).isEmpty();
    assertThat(target.accepting).isTrue();
  }

  @Test
  void everyStrikeIsCountedByItsKind() {
    var faults = new Faults(new Target(), 1);
    faults.add(GARBAGE.times(2));
    faults.add(FaultRule.always(new Fault.Stall(false)).times(1));
    IntStream.range(0, 5).forEach(_ -> faults.draw(BALANCE));
    faults.clear();
    assertThat(faults.struck()).containsOnly(entry("garbage", 2L), entry("stall", 1L));
  }

  @Test
  void aNodeThatFlapsRefusesAndAcceptsInTurnUntilItIsToldToStop() {
    var target = new Target();
    var faults = new Faults(target, 1);
    faults.flap(Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(target.accepting).isFalse();
    target.clock.advance(Duration.ofSeconds(2));
    assertThat(target.accepting).isTrue();
    target.clock.advance(Duration.ofSeconds(3));
    assertThat(target.accepting).isFalse();
    faults.acceptConnections();
    target.clock.advance(Duration.ofSeconds(30));
    assertThat(target.accepting).isTrue();
    assertThat(target.clock.waiting()).isZero();
    assertThatThrownBy(() -> faults.flap(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rulesAreBounded() {
    var faults = new Faults(new Target(), 1);
    for (var count = 0; count < 1_000; count++) {
      faults.add(GARBAGE);
    }
    assertThatThrownBy(() -> faults.add(GARBAGE)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> GARBAGE.probability(1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GARBAGE.probability(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countersKeepTheLastBodiesOnly() {
    var counters = new Counters();
    for (var count = 0; count < Counters.BODIES_MAX + 5; count++) {
      counters.received(new byte[] {(byte) count});
    }
    assertThat(counters.bodies()).hasSize(Counters.BODIES_MAX);
    assertThat(counters.bodies().getFirst()).containsExactly(5);
    assertThat(counters.snapshot().requests()).isEqualTo(Counters.BODIES_MAX + 5L);
    counters.received(new byte[20 << 20]);
    assertThat(counters.bodies()).isEmpty();
  }

  private static final class Target implements FaultTarget {
    private final ManualClock clock = new ManualClock(0);
    private boolean accepting;

    @Override
    public void refuseConnections() {
      accepting = false;
    }

    @Override
    public void hangConnections() {}

    @Override
    public void acceptConnections() {
      accepting = true;
    }

    @Override
    public int dropPool() {
      return 0;
    }

    @Override
    public void halt() {}

    @Override
    public void resume() {}

    @Override
    public CatchUp catchUp(long blocksBehind, long blocksPerSecond) {
      return new CatchUp(blocksBehind, clock.epochMicros(), blocksPerSecond);
    }

    @Override
    public DevClock timer() {
      return clock;
    }
  }
}
