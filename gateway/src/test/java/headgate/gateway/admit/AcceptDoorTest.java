package headgate.gateway.admit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfiles;
import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.client.Clients;
import headgate.gateway.client.ConfiguredRules;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.ClientsConfig.Source;
import headgate.gateway.listen.AcceptGate;
import headgate.gateway.rule.RuleScope;
import headgate.gateway.rule.Targets;
import headgate.gateway.testkit.Meters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AcceptDoorTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 20_000;

  private static final Clients EVERYBODY = clients(ClientsConfig.defaults());

  private final AcceptDoor door = new AcceptDoor(3, 2, () -> EVERYBODY);

  private final Map<IpAddress, Deque<AcceptGate.Seat>> seats = new HashMap<>();

  private static IpAddress address(int last) {
    return IpAddress.parse("10.0.0." + last);
  }

  private boolean enter(IpAddress address) {
    var seat = door.enter(address);
    if (seat == null) {
      return false;
    }
    seats.computeIfAbsent(address, _ -> new ArrayDeque<>()).add(seat);
    return true;
  }

  private void leave(IpAddress address) {
    requireNonNull(seats.get(address)).remove().left();
  }

  private boolean isOver(IpAddress address) {
    return requireNonNull(seats.get(address)).element().isOver();
  }

  @Test
  void whoIsOverALoweredCapIsOverUntilOthersHaveLeft() {
    enter(address(1));
    enter(address(1));
    enter(address(2));
    assertThat(isOver(address(1))).isFalse();

    door.capAt(2, 1);

    assertThat(isOver(address(1))).isTrue();
    assertThat(isOver(address(2))).isTrue();
    assertThat(enter(address(3))).isFalse();
    leave(address(1));
    assertThat(isOver(address(1))).isFalse();
    assertThat(isOver(address(2))).isFalse();
  }

  @Test
  void aRaisedCapLetsMoreIn() {
    enter(address(1));
    enter(address(1));

    door.capAt(4, 3);

    assertThat(enter(address(1))).isTrue();
    assertThat(isOver(address(1))).isFalse();
  }

  @Test
  void anAddressGetsSoManyConnectionsAndNoMore() {
    assertThat(enter(address(1))).isTrue();
    assertThat(enter(address(1))).isTrue();
    assertThat(enter(address(1))).isFalse();
    assertThat(enter(address(2))).isTrue();

    assertThat(door.open()).isEqualTo(3);
    assertThat(door.refused()).isOne();
  }

  @Test
  void allTogetherGetSoManyAndNoMore() {
    assertThat(enter(address(1))).isTrue();
    assertThat(enter(address(2))).isTrue();
    assertThat(enter(address(3))).isTrue();
    assertThat(enter(address(4))).isFalse();
    leave(address(2));

    assertThat(enter(address(4))).isTrue();
    assertThat(door.open()).isEqualTo(3);
  }

  @Test
  void whoWasTurnedAwayTakesNoPlace() {
    enter(address(1));
    enter(address(1));
    for (var tries = 0; tries < 10; tries++) {
      enter(address(1));
    }
    assertThat(door.open()).isEqualTo(2);
    leave(address(1));

    assertThat(enter(address(1))).isTrue();
  }

  @Test
  void aPlaceThatTheWholeRefusedIsNotHeldForTheAddress() {
    enter(address(1));
    enter(address(2));
    enter(address(3));
    assertThat(enter(address(4))).isFalse();
    leave(address(1));
    leave(address(2));

    assertThat(enter(address(4))).isTrue();
    assertThat(enter(address(4))).isTrue();
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOneCustomer() {
    var some = IpAddress.parse("2001:db8:0:1::1");
    var other = IpAddress.parse("2001:db8:0:1:ffff::2");
    assertThat(enter(some)).isTrue();
    assertThat(enter(other)).isTrue();
    assertThat(enter(some)).isFalse();
    assertThat(enter(IpAddress.parse("2001:db8:0:2::1"))).isTrue();
    leave(other);

    assertThat(enter(some)).isTrue();
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
                var seat = door.enter(address(who));
                if (seat != null) {
                  most[who].accumulateAndGet(inside[who].incrementAndGet(), Math::max);
                  mostTogether.accumulateAndGet(inside[0].get() + inside[1].get(), Math::max);
                  inside[who].decrementAndGet();
                  seat.left();
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
    assertThat(door.enter(address(0))).isNotNull();
    assertThat(door.enter(address(0))).isNotNull();
  }

  /** Bars what begins with 10.0.1, and believes 10.0.2.1. */
  private static AcceptDoor judging() {
    var barred =
        new AclRule(Verdict.DENY, List.of(AddressRange.parse("10.0.1.0/24")), RuleScope.EVERYTHING);
    var believed =
        new ClientsConfig(Source.PROXY_PROTOCOL, List.of(AddressRange.parse("10.0.2.1")));
    var clients = clients(believed, barred);
    return new AcceptDoor(4, 1, () -> clients);
  }

  private static Clients clients(ClientsConfig config, AclRule... rules) {
    var targets = new Targets(List.of(new Targets.Served("main", ChainProfiles.builtIn("icon"))));
    var acl = new AclConfig(Verdict.ALLOW, List.of(), List.of(rules));
    return new Clients(config, new ConfiguredRules(acl, targets).book(List.of()), Meters.OFF);
  }

  @Test
  void whoMayDoNothingIsNotLetInAndTakesNoPlace() {
    var judged = judging();

    assertThat(judged.enter(IpAddress.parse("10.0.1.7"))).isNull();

    assertThat(judged.denied()).isOne();
    assertThat(judged.refused()).isZero();
    assertThat(judged.open()).isZero();
  }

  @Test
  void aProxyThatIsBelievedHasConnectionsOfManyClients() {
    var judged = judging();
    var proxy = IpAddress.parse("10.0.2.1");
    var one = requireNonNull(judged.enter(proxy));
    var other = requireNonNull(judged.enter(proxy));
    var third = requireNonNull(judged.enter(proxy));

    assertThat(one.belongsTo(address(1))).isTrue();
    assertThat(other.belongsTo(address(1))).as("a second one of the same client").isFalse();
    assertThat(third.belongsTo(IpAddress.parse("10.0.1.7"))).as("one who may nothing").isFalse();
    other.left();
    third.left();
    assertThat(judged.enter(address(1))).as("by itself, over the cap").isNull();
    one.left();
    assertThat(judged.enter(address(1))).isNotNull();
    assertThat(judged.open()).isOne();
  }
}
