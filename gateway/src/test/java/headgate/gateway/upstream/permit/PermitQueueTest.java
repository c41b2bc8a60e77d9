package headgate.gateway.upstream.permit;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermitQueueTest {
  private final ManualLoop loop = new ManualLoop();
  private final AtomicInteger inAll = new AtomicInteger();
  private boolean free = true;
  private final PermitQueue queue = new PermitQueue(loop, inAll, () -> free);
  private final Set<String> able = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();

  private void offer(String name) {
    assertThat(
            queue.offer(() -> {
              asked.add(name);
              return able.contains(name) && gone.add(name);
            }))
        .isTrue();
  }

  @Test
  void aPermitGoesToTheFirstWhoCanUseItAndNobodyElseIsAsked() {
    able.addAll(List.of("a", "b"));
    offer("a");
    offer("b");
    queue.handOn();

    assertThat(gone).containsExactly("a");
    assertThat(asked).containsExactly("a");
  }

  @Test
  void whoCannotGoIsPassedOverAndKeepsItsPlace() {
    able.addAll(List.of("c", "d"));
    List.of("a", "b", "c", "d").forEach(this::offer);
    queue.handOn();
    assertThat(gone).containsExactly("c");
    able.addAll(List.of("a", "b"));
    queue.handOn();
    queue.handOn();
    queue.handOn();

    assertThat(gone).containsExactly("c", "a", "b", "d");
    assertThat(queue.empty()).isTrue();
  }

  @Test
  void allWhoWaitOnAnyLoopAreCounted() {
    var other = new PermitQueue(loop, inAll, () -> free);
    other.offer(() -> false);
    offer("a");
    offer("b");
    assertThat(inAll).hasValue(3);
    able.add("a");
    queue.handOn();
    PermitQueue.Waiting stranger = () -> false;
    queue.leave(stranger);
    assertThat(inAll).hasValue(2);
    other.offer(stranger);
    other.leave(stranger);

    assertThat(inAll).hasValue(2);
  }

  @Test
  void whatAnotherLoopGaveBackIsNoticedWithinMilliseconds() {
    offer("a");
    offer("b");
    able.addAll(List.of("a", "b"));
    loop.advance(Duration.ofMillis(4));
    assertThat(gone).isEmpty();
    loop.advance(Duration.ofMillis(1));

    assertThat(gone).containsExactly("a", "b");
  }

  @Test
  void whereNoPermitIsFreeEverybodyIsAskedTwentyTimesASecondAtMost() {
    free = false;
    offer("a");
    offer("b");
    able.add("b");
    queue.handOn();
    loop.advance(Duration.ofMillis(49));
    assertThat(asked).isEmpty();
    loop.advance(Duration.ofMillis(1));

    assertThat(asked).containsExactly("a", "b");
    assertThat(gone).containsExactly("b");
  }

  @Test
  void whoseEndHasComeIsAskedThoughNoPermitIsFree() {
    free = false;
    offer("a");
    queue.offer(
        new PermitQueue.Waiting() {
          @Override
          public boolean goOn() {
            return gone.add("overdue");
          }

          @Override
          public boolean overdue() {
            return true;
          }
        });
    loop.advance(Duration.ofMillis(5));

    assertThat(gone).containsExactly("overdue");
    assertThat(asked).isEmpty();
    assertThat(inAll).hasValue(1);
  }

  @Test
  void nobodyIsAskedOnceTheLastPermitIsTaken() {
    queue.offer(() -> {
      free = false;
      return true;
    });
    offer("a");
    loop.advance(Duration.ofMillis(5));

    assertThat(asked).isEmpty();
  }

  @Test
  void nobodyLooksWhileNobodyWaits() {
    offer("a");
    able.add("a");
    loop.advance(Duration.ofMillis(5));
    assertThat(loop.timersSet()).isZero();
    offer("b");

    assertThat(loop.timersSet()).isOne();
    offer("c");
    assertThat(loop.timersSet()).isOne();
  }

  @Test
  void whoBeginsToWaitMeanwhileIsAskedTheNextTime() {
    assertThat(
            queue.offer(() -> {
              offer("late");
              return true;
            }))
        .isTrue();
    able.add("late");
    queue.handOn();
    assertThat(gone).isEmpty();
    queue.handOn();

    assertThat(gone).containsExactly("late");
  }

  @Test
  void onlySoManyMayWait() {
    for (var call = 0; call < PermitQueue.WAITING_MAX; call++) {
      offer("x" + call);
    }

    assertThat(queue.offer(() -> true)).isFalse();
  }
}
