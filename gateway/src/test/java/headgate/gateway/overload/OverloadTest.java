package headgate.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import headgate.gateway.overload.Crowd.Callers;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OverloadTest {
  /** A node's permits: enough that it is busy, and fewer than what it breaks down under. */
  private static final int PERMITS = 32;

  private static IpAddress address(int number) {
    return IpAddress.parse(
        "203." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255));
  }

  private static Callers reads(String name, int number, double perSecond) {
    return new Callers(name, address(number), Priority.CACHED_READ, 1, perSecond);
  }

  @Test
  void nothingIsRefusedAsLongAsTheNodeBearsIt() {
    var crowd = new Crowd(true, PERMITS);
    for (var number = 0; number < 40; number++) {
      crowd.ask(reads("all", number, 10), 0, 20);
    }

    crowd.until(22);

    assertThat(crowd.count("all").refused).isZero();
    assertThat(crowd.count("all").share()).isEqualTo(1);
    assertThat(crowd.rung()).isEqualTo(Rung.NORMAL);
  }

  @Test
  void aBurstCostsAMomentAndNoError() {
    var burst = new Crowd(true, PERMITS);
    for (var number = 0; number < 150; number++) {
      burst.ask(reads("burst", number, 1), 0, 1);
    }

    burst.until(3);

    assertThat(burst.count("burst").refused).isZero();
  }

  /** Ten times what the node bears: nearly all of what it can do is still done in time. */
  @Test
  void tenTimesTheLoadKeepsTheGoodput() {
    var figures = new ArrayList<Integer>();
    for (var defended : new boolean[] {true, false}) {
      var crowd = new Crowd(defended, PERMITS);
      for (var number = 0; number < 500; number++) {
        crowd.ask(reads("all", number, 10), 0, 30);
      }
      crowd.until(10);
      crowd.forget();

      crowd.until(30);

      figures.add(crowd.count("all").answered / 20);
    }

    assertThat(figures.getFirst()).as("answers a second in time").isGreaterThan(400);
    assertThat(figures.getLast()).as("the same undefended").isLessThan(250);
  }

  /** Whoever is served stays so, instead of everybody now and then. */
  @Test
  void whoIsRefusedStaysRefused() {
    var crowd = new Crowd(true, PERMITS);
    for (var number = 0; number < 100; number++) {
      crowd.ask(reads("caller " + number, number, 10), 0, 30);
    }
    crowd.until(10);
    crowd.forget();

    crowd.until(30);

    var well = 0;
    var badly = 0;
    for (var number = 0; number < 100; number++) {
      var share = crowd.count("caller " + number).share();
      well += share > 0.9 ? 1 : 0;
      badly += share < 0.1 ? 1 : 0;
    }
    assertThat(well + badly).as("served nearly always or hardly ever").isGreaterThan(60);
    assertThat(well).isBetween(20, 60);
  }

  @Test
  void oneAbuserIsRefusedAndNineOthersAreServed() {
    for (var defended : new boolean[] {true, false}) {
      var crowd = new Crowd(defended, PERMITS);
      crowd.ask(reads("abuser", 1, 5_000), 0, 30);
      for (var number = 2; number <= 10; number++) {
        crowd.ask(reads("good", number, 30), 0, 30);
      }
      crowd.until(5);
      crowd.forget();

      crowd.until(30);

      if (defended) {
        assertThat(crowd.count("good").share()).isGreaterThan(0.97);
        assertThat(crowd.count("abuser").answered).as("what is left over").isGreaterThan(25 * 100);
      } else {
        assertThat(crowd.count("good").share()).isLessThan(0.1);
      }
    }
  }

  @Test
  void whatMattersMoreIsServedFirst() {
    var crowd = new Crowd(true, PERMITS);
    for (var number = 0; number < 20; number++) {
      crowd.ask(new Callers("write", address(number), Priority.WRITE, 1, 5), 0, 40);
      crowd.ask(reads("cached", number + 100, 15), 0, 40);
      crowd.ask(new Callers("read", address(number + 200), Priority.READ, 1, 30), 0, 40);
      crowd.ask(new Callers("heavy", address(number + 300), Priority.HEAVY, 20, 2), 0, 40);
      crowd.ask(new Callers("debug", address(number + 400), Priority.DEBUG, 50, 1), 0, 40);
    }
    crowd.until(10);
    crowd.forget();

    crowd.until(40);

    assertThat(crowd.count("write").share()).isGreaterThan(0.97);
    assertThat(crowd.count("cached").share()).isGreaterThan(0.9);
    assertThat(crowd.count("read").share()).isBetween(0.01, 0.4);
    assertThat(crowd.count("heavy").share()).isLessThan(0.02);
    assertThat(crowd.count("debug").share()).isLessThan(0.02);
    assertThat(crowd.rung()).isEqualTo(Rung.CACHED);
  }

  @Test
  void theLadderComesBackWhenTheCrowdIsGone() {
    var crowd = new Crowd(true, PERMITS);
    for (var number = 0; number < 500; number++) {
      crowd.ask(reads("crowd", number, 10), 0, 20);
    }
    crowd.ask(reads("one", 1_000, 50), 0, 80);
    crowd.until(20);
    assertThat(crowd.rung()).isEqualTo(Rung.CACHED);

    crowd.until(50);
    crowd.forget();
    crowd.until(80);

    assertThat(crowd.rung()).isEqualTo(Rung.NORMAL);
    assertThat(crowd.count("one").share()).isEqualTo(1);
  }

  @Test
  void oneBreakdownIsNoClimbUpAndDown() {
    var crowd = new Crowd(true, PERMITS);
    for (var number = 0; number < 150; number++) {
      crowd.ask(reads("all", number, 10), 0, 300);
    }
    var changes = 0;
    var last = Rung.NORMAL;
    for (var second = 1; second <= 300; second++) {
      crowd.until(second);
      changes += crowd.rung() == last ? 0 : 1;
      last = crowd.rung();
    }

    assertThat(changes).isLessThan(12);
  }
}
