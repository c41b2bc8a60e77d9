package headgate.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AcceptDoorTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 20_000;

  private final AcceptDoor door = new AcceptDoor(3, 2);

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void whoIsOverALoweredCapIsOverUntilOthersHaveLeft() {
    door.enter(address(1));
    door.enter(address(1));
    door.enter(address(2));
    assertThat(door.isOver(address(1))).isFalse();

    door.capAt(2, 1);

    assertThat(door.isOver(address(1))).isTrue();
    assertThat(door.isOver(address(2))).isTrue();
    assertThat(door.enter(address(3))).isFalse();
    door.left(address(1));
    assertThat(door.isOver(address(1))).isFalse();
    assertThat(door.isOver(address(2))).isFalse();
  }

  @Test
  void aRaisedCapLetsMoreIn() {
    door.enter(address(1));
    door.enter(address(1));

    door.capAt(4, 3);

    assertThat(door.enter(address(1))).isTrue();
    assertThat(door.isOver(address(1))).isFalse();
  }

  @Test
  void anAddressGetsSoManyConnectionsAndNoMore() {
    assertThat(door.enter(address(1))).isTrue();
    assertThat(door.enter(address(1))).isTrue();
    assertThat(door.enter(address(1))).isFalse();
    assertThat(door.enter(address(2))).isTrue();

    assertThat(door.open()).isEqualTo(3);
    assertThat(door.refused()).isOne();
  }

  @Test
  void allTogetherGetSoManyAndNoMore() {
    assertThat(door.enter(address(1))).isTrue();
    assertThat(door.enter(address(2))).isTrue();
    assertThat(door.enter(address(3))).isTrue();
    assertThat(door.enter(address(4))).isFalse();
    door.left(address(2));

    assertThat(door.enter(address(4))).isTrue();
    assertThat(door.open()).isEqualTo(3);
  }

  @Test
  void whoWasTurnedAwayTakesNoPlace() {
    door.enter(address(1));
    door.enter(address(1));
    for (var tries = 0; tries < 10; tries++) {
      door.enter(address(1));
    }
    assertThat(door.open()).isEqualTo(2);
    door.left(address(1));

    assertThat(door.enter(address(1))).isTrue();
  }

  @Test
  void aPlaceThatTheWholeRefusedIsNotHeldForTheAddress() {
    door.enter(address(1));
    door.enter(address(2));
    door.enter(address(3));
    assertThat(door.enter(address(4))).isFalse();
    door.left(address(1));
    door.left(address(2));

    assertThat(door.enter(address(4))).isTrue();
    assertThat(door.enter(address(4))).isTrue();
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOneCustomer() throws UnknownHostException {
    var some = InetAddress.getByName("2001:db8:0:1::1");
    var other = InetAddress.getByName("2001:db8:0:1:ffff::2");
    assertThat(door.enter(some)).isTrue();
    assertThat(door.enter(other)).isTrue();
    assertThat(door.enter(some)).isFalse();
    assertThat(door.enter(InetAddress.getByName("2001:db8:0:2::1"))).isTrue();
    door.left(other);

    assertThat(door.enter(some)).isTrue();
  }

  @Test
  void underThreadsTheCapsHoldAndEveryPlaceIsGivenBack()
      throws InterruptedException, ExecutionException {
    var inside = new AtomicInteger[] {new AtomicInteger(), new AtomicInteger()};
    var most = new AtomicInteger[] {new AtomicInteger(), new AtomicInteger()};
    var mostTogether = new AtomicInteger();
    var ready = new CountDownLatch(THREADS);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var running = new ArrayList<Future<?>>();
      for (var thread = 0; thread < THREADS; thread++) {
        var who = thread % 2;
        running.add(
            threads.submit(() -> {
              ready.countDown();
              for (var round = 0; round < ROUNDS; round++) {
                if (door.enter(address(who))) {
                  most[who].accumulateAndGet(inside[who].incrementAndGet(), Math::max);
                  mostTogether.accumulateAndGet(inside[0].get() + inside[1].get(), Math::max);
                  inside[who].decrementAndGet();
                  door.left(address(who));
                }
              }
            }));
      }
      for (var one : running) {
        one.get();
      }
    }

    assertThat(most[0].get()).isBetween(1, 2);
    assertThat(most[1].get()).isBetween(1, 2);
    assertThat(mostTogether.get()).isLessThanOrEqualTo(3);
    assertThat(door.open()).isZero();
    assertThat(door.enter(address(0))).isTrue();
    assertThat(door.enter(address(0))).isTrue();
  }
}
