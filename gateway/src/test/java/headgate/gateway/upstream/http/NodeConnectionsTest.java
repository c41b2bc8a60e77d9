package headgate.gateway.upstream.http;

import static headgate.gateway.testkit.ScriptedRequest.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.ManualConnection;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.ManualWire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeConnectionsTest {
  private static final Endpoint ENDPOINT = new Endpoint("n", 80, null, Duration.ofSeconds(1));
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  private static final NodeConnection.Listener NOBODY =
      new NodeConnection.Listener() {
        @Override
        public void answered(NodeConnection from, NodeAnswer answer) {}

        @Override
        public void failed(NodeConnection from, TryFailure failure, boolean sent) {}
      };

  private final ManualLoop loop = new ManualLoop();
  private final ManualWire wire = new ManualWire(loop);
  private final NodeConnections connections =
      new NodeConnections(wire, ENDPOINT, IDLE_MAX.toNanos(), 1_000, new ByteBudget(1 << 20));

  private long now() {
    return loop.clock().nanos();
  }

  /** A connection that has carried one exchange and was not given back yet. */
  private NodeConnection used() {
    var connection = connections.take(now());
    var far = wire.last();
    connection.send("x".getBytes(UTF_8), NOBODY);
    far.open();
    far.feed(response(200, ""));
    return connection;
  }

  private ManualConnection far(int index) {
    return wire.connections().get(index);
  }

  @Test
  void aConnectionThatWasGivenBackIsTakenAgain() {
    var first = used();
    connections.giveBack(first, now());

    assertThat(connections.take(now())).isSameAs(first);
    assertThat(connections.take(now())).isNotSameAs(first);
  }

  @Test
  void theOneUsedLastIsTakenFirst() {
    var first = used();
    var second = used();
    connections.giveBack(first, now());
    connections.giveBack(second, now());

    assertThat(connections.take(now())).isSameAs(second);
    assertThat(connections.take(now())).isSameAs(first);
  }

  @Test
  void oneThatCannotCarryAnotherExchangeIsNotKept() {
    var closed = used();
    closed.close();
    connections.giveBack(closed, now());

    assertThat(connections.take(now())).isNotSameAs(closed);
  }

  @Test
  void oneThatWasIdleTooLongIsClosedAndNotTaken() {
    var first = used();
    connections.giveBack(first, now());
    loop.advance(IDLE_MAX);
    assertThat(connections.take(now())).isSameAs(first);
    connections.giveBack(first, now());
    loop.advance(IDLE_MAX.plusNanos(1));

    assertThat(connections.take(now())).isNotSameAs(first);
    assertThat(far(0).closedHere()).isTrue();
  }

  @Test
  void staleOnesAreClosedWithoutBeingAskedFor() {
    var first = used();
    var second = used();
    connections.giveBack(first, now());
    loop.advance(IDLE_MAX);
    connections.giveBack(second, now());
    loop.advance(Duration.ofSeconds(1));
    connections.closeStale(now());

    assertThat(far(0).closedHere()).isTrue();
    assertThat(far(1).closedHere()).isFalse();
  }

  @Test
  void onesThatTheNodeClosedWhileIdleAreNotTaken() {
    var first = used();
    var second = used();
    var third = used();
    connections.giveBack(first, now());
    connections.giveBack(second, now());
    connections.giveBack(third, now());
    far(2).close(Cause.ENDED);
    far(1).close(Cause.RESET);

    assertThat(connections.take(now())).isSameAs(first);
    assertThat(wire.connections()).hasSize(3);
  }

  @Test
  void oneThatWasClosedBetweenOthersIsPassedOver() {
    var first = used();
    var second = used();
    var third = used();
    connections.giveBack(first, now());
    connections.giveBack(second, now());
    connections.giveBack(third, now());
    far(1).close(Cause.ENDED);

    assertThat(connections.take(now())).isSameAs(third);
    assertThat(connections.take(now())).isSameAs(first);
  }

  @Test
  void closeClosesWhatIsKeptAndNotWhatIsTaken() {
    var kept = used();
    var taken = used();
    connections.giveBack(kept, now());
    connections.close();

    assertThat(far(0).closedHere()).isTrue();
    assertThat(far(1).closedHere()).isFalse();
    connections.giveBack(taken, now());
    assertThat(connections.take(now())).isSameAs(taken);
  }
}
