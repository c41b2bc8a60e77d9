package headgate.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldTableTest {
  private static final IpAddress ONE = IpAddress.parse("203.0.113.7");
  private static final IpAddress OTHER = IpAddress.parse("203.0.113.8");

  private final HeldTable table = new HeldTable(42);

  private long taken(IpAddress customer, int tries, int max) {
    return IntStream.range(0, tries).filter(_ -> table.take(customer, max)).count();
  }

  @Test
  void eachHasSoManyPlaces() {
    assertThat(taken(ONE, 10, 3)).isEqualTo(3);
    assertThat(taken(OTHER, 10, 3)).isEqualTo(3);
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    taken(ONE, 10, 3);
    table.giveBack(ONE);

    assertThat(taken(ONE, 10, 3)).isEqualTo(1);
  }

  @Test
  void refusalsTakeNothing() {
    taken(ONE, 1_000, 3);
    table.giveBack(ONE);
    table.giveBack(ONE);
    table.giveBack(ONE);

    assertThat(taken(ONE, 10, 3)).isEqualTo(3);
  }

  /** A crowd that holds all that it may keeps hardly anybody else from a place. */
  @Test
  void aCrowdTakesOnlyItsOwnPlaces() {
    IntStream.range(0, 500)
        .forEach(number ->
            taken(IpAddress.parse("198.51." + (number >> 8) + "." + (number & 255)), 20, 10));
    var without =
        IntStream.range(0, 1_000)
            .filter(number ->
                !table.take(IpAddress.parse("192.0." + (number >> 8) + "." + (number & 255)), 10))
            .count();

    assertThat(without).isLessThan(5);
  }
}
