package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is too far from the others, either way, or on another network gets no calls. */
class NodeExclusionTest {
  private static final int READS = 40;

  @AutoClose private final FakeNode one = FakeNode.at(100);
  @AutoClose private final FakeNode two = FakeNode.at(100);
  @AutoClose private final FakeNode odd = FakeNode.at(100);

  @BeforeEach
  void answerReads() {
    one.answers("icx_getBalance", "\"0x1\"");
    two.answers("icx_getBalance", "\"0x1\"");
    odd.answers("icx_getBalance", "\"0x1\"");
  }

  @Test
  void aNodeMoreThanThreeBlocksBehindGetsNoReads() {
    odd.height(96);
    try (var gateway = start()) {
      read(gateway);

      assertThat(odd.received("icx_getBalance")).isEmpty();
      assertThat(state(gateway)).isEqualTo("lagging");
      assertThat(gateway.gateway().networks().getFirst().servingHeight()).isEqualTo(100);
    }
  }

  @Test
  void aNodeAheadOfAllOthersGetsNoReadsAndDoesNotRaiseTheServingHeight() {
    odd.height(104);
    try (var gateway = start()) {
      read(gateway);

      assertThat(odd.received("icx_getBalance")).isEmpty();
      assertThat(state(gateway)).isEqualTo("ahead");
      assertThat(gateway.gateway().networks().getFirst().servingHeight()).isEqualTo(100);
    }
  }

  @Test
  void theLagIsSigned() {
    odd.height(96);
    try (var gateway = start()) {
      assertThat(lag(gateway)).isEqualTo(4);

      odd.height(107);

      Eventually.value("the node is ahead", () -> lag(gateway), lag -> lag == -7);
    }
  }

  @Test
  void aNodeOnAnotherNetworkGetsNoReads() {
    odd.network(0x2);
    try (var gateway = start()) {
      read(gateway);

      assertThat(odd.received("icx_getBalance")).isEmpty();
      assertThat(state(gateway)).isEqualTo("wrong-network");
    }
  }

  @Test
  void aNodeThatHasCaughtUpGetsReadsAgain() {
    odd.height(90);
    try (var gateway = start()) {
      odd.height(100);
      Eventually.value("the node is up", () -> state(gateway), "up"::equals);

      read(gateway);

      assertThat(odd.received("icx_getBalance")).isNotEmpty();
    }
  }

  @Test
  void aDeadNodeIsNoticedByItsProbe() {
    try (var gateway = start()) {
      odd.dies();

      Eventually.value("the node is down", () -> state(gateway), "down"::equals);
    }
  }

  @Test
  void noNodeAtAllIsSaidAtOnce() {
    try (var gateway = start()) {
      one.dies();
      two.dies();
      odd.dies();
      Eventually.holds(
          "every node is down", () -> !gateway.gateway().networks().getFirst().ready());

      var answer = gateway.post(Calls.balance(1));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":-32093").contains("\"id\":1");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void theServingHeightNeverFalls() {
    try (var gateway = start()) {
      one.height(98);
      two.height(98);
      odd.height(98);
      Eventually.value("the fall is seen", () -> lag(gateway), lag -> lag == 2);

      assertThat(gateway.gateway().networks().getFirst().servingHeight()).isEqualTo(100);
    }
  }

  private TestGateway start() {
    return TestNetwork.icon(one, two, odd).serve();
  }

  private static void read(TestGateway gateway) {
    for (var read = 0; read < READS; read++) {
      assertThat(gateway.post(Calls.balance(read)).status()).isEqualTo(200);
    }
  }

  private static String state(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().nodes().get(2).state();
  }

  private static long lag(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().nodes().get(2).lag();
  }
}
