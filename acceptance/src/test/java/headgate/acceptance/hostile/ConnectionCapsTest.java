package headgate.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Open connections are counted, for each address and in all; one too many gets no byte. */
class ConnectionCapsTest {
  private static final int CAP = 5;

  @Test
  void aConnectionOverTheCapOfItsAddressIsClosedWithoutAnAnswer() {
    assertCapHolds(TestLimits.defaults().connections(100, CAP));
  }

  @Test
  void aConnectionOverTheCapInAllIsClosedWithoutAnAnswer() {
    assertCapHolds(TestLimits.defaults().connections(CAP, CAP));
  }

  private static void assertCapHolds(TestLimits limits) {
    try (var node = FakeNode.start();
        var gateway = TestNetwork.icon(node).serve(limits)) {
      var inside = fill(gateway);
      assertThat(attempt(gateway)).isEmpty();
      assertThat(gateway.gateway().process().refusedConnections().getFirst().count()).isEqualTo(1);
      inside.forEach(client -> assertServed(client));
      inside.getFirst().close();
      Eventually.holds("the slot is free again", () -> served(gateway));
      inside.forEach(RawHttp::close);
    }
  }

  @Test
  void slotsComeBackHoweverAConnectionEnds() {
    try (var node = FakeNode.start();
        var gateway = TestNetwork.icon(node).serve(TestLimits.defaults().connections(100, CAP))) {
      for (var round = 0; round < 5; round++) {
        var inside = fill(gateway);
        inside.get(0).reset();
        inside.get(1).send("garbage\r\n\r\n").untilClosed();
        inside.get(2).halfClose().untilClosed();
        inside.get(3).send(Requests.head("Content-Length: 9")).reset();
        inside.get(4).send(Requests.post("[]", "Connection: close")).untilClosed();
        inside.forEach(RawHttp::close);
        Eventually.holds("all have left", () -> gateway.gateway().process().connections() == 0);
      }
      fill(gateway).forEach(RawHttp::close);
    }
  }

  @Test
  void aFloodOfConnectionsLeavesNothingBehind() {
    try (var node = FakeNode.start();
        var gateway = TestNetwork.icon(node).serve(TestLimits.defaults().connections(100, CAP))) {
      var flood = new ArrayList<RawHttp>();
      for (var count = 0; count < 500; count++) {
        flood.add(RawHttp.connect(gateway.port()));
      }
      flood.forEach(RawHttp::close);
      Eventually.holds("all have left", () -> gateway.gateway().process().connections() == 0);
      assertThat(served(gateway)).isTrue();
    }
  }

  /** As many connections as are let in, each of which was answered. */
  private static List<RawHttp> fill(TestGateway gateway) {
    var inside = new ArrayList<RawHttp>();
    for (var count = 0; count < CAP; count++) {
      var client = RawHttp.connect(gateway.port());
      assertServed(client);
      inside.add(client);
    }
    return inside;
  }

  private static void assertServed(RawHttp client) {
    assertThat(client.send(Requests.post("[]")).response().status()).isEqualTo(400);
  }

  private static String attempt(TestGateway gateway) {
    try (var client = RawHttp.connect(gateway.port())) {
      try {
        client.send(Requests.post("[]"));
      } catch (UncheckedIOException _) {
        // Closed before it was sent.
      }
      return client.untilClosed();
    }
  }

  private static boolean served(TestGateway gateway) {
    try (var client = RawHttp.connect(gateway.port())) {
      return client.send(Requests.post("[]")).response().status() == 400;
    } catch (UncheckedIOException _) {
      return false;
    }
  }
}
