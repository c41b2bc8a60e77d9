package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.address.IpAddress;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamSeatsTest {
  private static final StreamConfig CONFIG =
      new StreamConfig(3, 2, 2, Duration.ofSeconds(20), 16_384);

  private final StreamSeats seats = new StreamSeats(CONFIG, 10, 3);

  private static HeadView view(NodeState... states) {
    var nodes = Stream.of(states).map(state -> new NodeStanding(state, "", 10, 0)).toList();
    return new HeadView(0, 10, 0, nodes);
  }

  private static IpAddress address(int last) {
    return IpAddress.parse("127.0.0." + last);
  }

  @Test
  void anAddressHasItsCapAndTheNetworkHasOne() {
    assertThat(seats.tryEnter(address(1))).isTrue();
    assertThat(seats.tryEnter(address(1))).isTrue();
    assertThat(seats.tryEnter(address(1))).as("third of one address").isFalse();
    assertThat(seats.tryEnter(address(2))).isTrue();
    assertThat(seats.tryEnter(address(3))).as("fourth of all").isFalse();
    assertThat(seats.open()).isEqualTo(3);
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOneCustomer() {
    assertThat(seats.tryEnter(IpAddress.parse("2001:db8::1"))).isTrue();
    assertThat(seats.tryEnter(IpAddress.parse("2001:db8::2"))).isTrue();
    assertThat(seats.tryEnter(IpAddress.parse("2001:db8::3"))).isFalse();
    seats.left(IpAddress.parse("2001:db8::1"));
    assertThat(seats.tryEnter(IpAddress.parse("2001:db8::3"))).isTrue();
  }

  @Test
  void aSeatThatWasLeftIsFree() {
    seats.tryEnter(address(1));
    seats.tryEnter(address(1));
    seats.left(address(1));

    assertThat(seats.tryEnter(address(1))).isTrue();
    seats.left(address(1));
    seats.left(address(1));
    assertThat(seats.open()).isZero();
  }

  @Test
  void aCapOfNoneLetsNobodyIn() {
    var none = new StreamSeats(new StreamConfig(1, 0, 0, Duration.ofSeconds(20), 16_384), 10, 1);

    assertThat(none.tryEnter(address(1))).isFalse();
    assertThat(none.takeNode(view(NodeState.UP), 0)).isEqualTo(-1);
    assertThat(none.at(0)).isZero();
  }

  @Test
  void whereNothingIsSetANodeGetsAsManyAsItsChainsNodesServe() {
    var chains = new StreamSeats(StreamConfig.defaults(), 3, 1);
    var up = view(NodeState.UP);

    assertThat(IntStream.range(0, 4).map(_ -> chains.takeNode(up, 0)).toArray())
        .containsExactly(0, 0, 0, -1);
  }

  @Test
  void theNodeWithTheFewestStreamsIsTaken() {
    var up = view(NodeState.UP, NodeState.UP, NodeState.UP);

    assertThat(seats.takeNode(up, 0)).isEqualTo(0);
    assertThat(seats.takeNode(up, 0)).isEqualTo(1);
    assertThat(seats.takeNode(up, 0)).isEqualTo(2);
    seats.leftNode(1);
    assertThat(seats.takeNode(up, 0)).isEqualTo(1);
  }

  @Test
  void aNodeThatIsNotUpOrWasTriedOrIsFullIsNotTaken() {
    var one = view(NodeState.DOWN, NodeState.UP, NodeState.LAGGING);

    assertThat(seats.takeNode(one, 0)).isEqualTo(1);
    assertThat(seats.takeNode(one, 0b10)).isEqualTo(-1);
    assertThat(seats.takeNode(one, 0)).isEqualTo(1);
    assertThat(seats.takeNode(one, 0)).as("full").isEqualTo(-1);
    assertThat(seats.at(1)).isEqualTo(2);
    assertThat(seats.anyUp(one, 0)).isTrue();
    assertThat(seats.anyUp(one, 0b10)).isFalse();
  }

  @Test
  void fallbacksAreTakenWhereNoPrimaryIsUpAndNotWhereAllAreFull() {
    var roles =
        new StreamSeats(CONFIG, 10, List.of(NodeDuty.EVERYTHING, NodeDuty.of(NodeRole.FALLBACK)));
    var up = view(NodeState.UP, NodeState.UP);
    assertThat(IntStream.range(0, 3).map(_ -> roles.takeNode(up, 0)).toArray())
        .containsExactly(0, 0, -1);
    assertThat(roles.anyFree(up)).isFalse();
    assertThat(roles.takeNode(up, 0b01)).as("the primary was tried").isEqualTo(1);
    assertThat(roles.takeNode(view(NodeState.DOWN, NodeState.UP), 0)).isEqualTo(1);
  }

  @Test
  void streamsGoOnlyToNodesForThemAndNeverToAnArchive() {
    var lanes =
        new StreamSeats(
            CONFIG,
            10,
            List.of(
                new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.READ)),
                NodeDuty.of(NodeRole.ARCHIVE),
                new NodeDuty(NodeRole.PRIMARY, Set.of(Lane.STREAM))));
    var up = view(NodeState.UP, NodeState.UP, NodeState.UP);
    assertThat(lanes.takeNode(up, 0)).isEqualTo(2);
    assertThat(lanes.takeNode(up, 0b100)).isEqualTo(-1);
    assertThat(lanes.anyUp(up, 0b100)).isFalse();
    assertThat(lanes.anyNode()).isTrue();
    assertThat(new StreamSeats(CONFIG, 10, List.of(NodeDuty.of(NodeRole.ARCHIVE))).anyNode())
        .isFalse();
  }

  @Test
  void noRaceGivesAwayMoreSeatsThanThereAre() {
    var up = view(NodeState.UP, NodeState.UP, NodeState.UP);

    var taken = IntStream.range(0, 1_000).parallel().map(_ -> seats.takeNode(up, 0));

    assertThat(taken.filter(node -> node >= 0).count()).isEqualTo(6);
    assertThat(IntStream.range(0, 3).map(seats::at).toArray()).containsExactly(2, 2, 2);
  }

  @Test
  void noRaceLetsInMoreCallersThanThereMayBe() {
    var entered = IntStream.range(0, 1_000).parallel().filter(_ -> seats.tryEnter(address(1)));

    assertThat(entered.count()).isEqualTo(2);
    assertThat(seats.open()).isEqualTo(2);
  }
}
