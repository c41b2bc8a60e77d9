package headgate.gateway.head;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeightWaitsTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ManualLoop loop = new ManualLoop();
  private HeadView view = Views.up(1, 100);
  private final HeightWaits waits = new HeightWaits(loop, () -> view, INTERVAL);
  private final List<Boolean> ends = new ArrayList<>();

  private void move(long height) {
    view = Views.up(1, height);
    waits.moved();
    loop.settle();
  }

  @Test
  void whoWaitsIsToldWhenTheHeightIsReached() {
    waits.await(102, ends::add);
    move(101);
    assertThat(ends).isEmpty();
    assertThat(waits.held()).isOne();
    move(102);

    assertThat(ends).containsExactly(true);
    assertThat(waits.held()).isZero();
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void nobodyWaitsLongerThanABlockInterval() {
    waits.await(101, ends::add);
    loop.advance(INTERVAL);
    move(101);

    assertThat(ends).containsExactly(false);
  }

  @Test
  void aHeightThatWasReachedMeanwhileIsNotWaitedFor() {
    view = Views.up(1, 101);
    waits.await(101, ends::add);

    assertThat(ends).containsExactly(true);
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void whoCallsOffHearsNothing() {
    var held = waits.await(101, ends::add);
    assertThat(held.callOff()).isTrue();
    assertThat(held.callOff()).isFalse();
    move(101);
    loop.advance(INTERVAL);

    assertThat(ends).isEmpty();
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void onlySoManyMayWait() {
    for (var count = 0; count <= HeightWaits.WAITING_MAX; count++) {
      waits.await(101, ends::add);
    }
    assertThat(ends).containsExactly(false);
    move(101);

    assertThat(ends).hasSize(HeightWaits.WAITING_MAX + 1).containsOnlyOnce(false);
  }

  @Test
  void whoEndsAWaitMayBeginAnother() {
    waits.await(101, reached -> waits.await(102, ends::add));
    move(101);
    move(102);

    assertThat(ends).containsExactly(true);
  }
}
