package headgate.acceptance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.StreamConfig;
import headgate.gateway.observe.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** A hundred streams at once, ended in every way there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamCrowdTest {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final int CROWD = 100;
  private static final int MESSAGES = 50;

  private final List<FakeStreamNode> nodes =
      List.of(FakeStreamNode.start(), FakeStreamNode.start(), FakeStreamNode.start());
  private final TestGateway gateway =
      TestNetwork.streaming(nodes.toArray(FakeStreamNode[]::new))
          .streams(new StreamConfig(200, 200, 40, Duration.ofSeconds(20), 16_384))
          .serve();
  private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();

  @AfterAll
  void stop() {
    gateway.close();
    nodes.forEach(FakeStreamNode::close);
  }

  @Test
  void everyoneGetsItsOwnStreamAndNothingIsLeftBehind() {
    var detector = (Logger) LoggerFactory.getLogger("io.netty.util.ResourceLeakDetector");
    for (var node : nodes) {
      node.plays(stream -> {
        var height = stream.begin().request();
        for (var message = 0; message < MESSAGES; message++) {
          stream.send(height + " " + message);
        }
      });
    }
    // What gateways of other tests held when they were stopped is told by then, and is not ours.
    System.gc();
    crowd(0);
    leaks.start();
    detector.addAppender(leaks);
    for (var round = 0; round < 3; round++) {
      crowd(round);
    }
    System.gc();
    crowd(3);

    detector.detachAppender(leaks);
    assertThat(leaks.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
  }

  private void crowd(int round) {
    var callers = new ArrayList<RawWebSocket>();
    for (var number = 0; number < CROWD; number++) {
      var request = "{\"height\":\"0x%x\"}".formatted(round * 1_000 + number);
      callers.add(RawWebSocket.open(gateway.port(), PATH).send(request));
    }
    for (var number = 0; number < CROWD; number++) {
      var request = "{\"height\":\"0x%x\"}".formatted(round * 1_000 + number);
      assertThat(callers.get(number).nextText()).isEqualTo("{\"code\":0}\n");
      for (var message = 0; message < MESSAGES; message++) {
        assertThat(callers.get(number).nextText()).isEqualTo(request + " " + message);
      }
    }
    assertThat(perNode()).containsExactlyInAnyOrder(33, 33, 34);
    leave(callers);
    Eventually.value(
        "nobody is left",
        () -> gateway.gateway().process().connections(),
        connections -> connections == 0);
    Eventually.value("no seat is taken", this::perNode, List.of(0, 0, 0)::equals);
    assertThat(gateway.gateway().networks().getFirst().streams()).isZero();
    Eventually.holds("nothing is held", () -> gateway.gateway().process().bufferedBytes() == 0);
    Eventually.holds(
        "no node has a stream", () -> nodes.stream().allMatch(node -> node.streamsOpen() == 0));
  }

  /** A third says goodbye, a third just goes, a third breaks the protocol. */
  private static void leave(List<RawWebSocket> callers) {
    for (var number = 0; number < callers.size(); number++) {
      var caller = callers.get(number);
      switch (number % 3) {
        case 0 -> {
          caller.send(true, RawWebSocket.CLOSE, (byte) 3, (byte) 0xe8);
          assertThat(caller.closeStatus()).isEqualTo(1000);
        }
        case 1 -> {}
        default -> {
          caller.sendBytes((byte) 0xff, (byte) 0xff);
          assertThat(caller.closeStatus()).isEqualTo(1002);
        }
      }
      caller.close();
    }
  }

  private List<Integer> perNode() {
    return gateway.gateway().networks().getFirst().nodes().stream()
        .map(NodeStatus::streams)
        .toList();
  }
}
