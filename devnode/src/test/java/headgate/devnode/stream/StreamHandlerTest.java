package headgate.devnode.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.DevNode;
import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.Issue;
import headgate.devnode.node.NodeOptions;
import headgate.devnode.replay.RawStream;
import headgate.devnode.replay.RawStream.Received;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamHandlerTest {
  private static final int PING = 9;
  private static final int CLOSE = 8;

  private final DevChain chain =
      DevChain.create(
          Genesis.demo(List.of(Wallet.ofSeed("rich"))),
          new ManualClock(1_795_000_000_000_000L),
          Duration.ofSeconds(1));
  private final DevNode node = DevNode.start(chain, NodeOptions.defaults());

  @AfterEach
  void close() {
    node.close();
    chain.close();
  }

  @Test
  void aLaggingNodeStreamsOnlyWhatItHasSeen() throws IOException {
    produce(5);
    node.faults().lag(3);
    try (var stream = open("block", "{\"height\":\"0x1\"}")) {
      assertThat(text(stream)).contains("\"height\":\"0x1\"");
      assertThat(text(stream)).contains("\"height\":\"0x2\"");
      produce(1);
      assertThat(text(stream)).contains("\"height\":\"0x3\"");
      stream.send(PING, new byte[0]);
      assertThat(stream.receive()).isEqualTo(new Received.Pong(""));
    }
  }

  @Test
  void aReaderThatWaitsStillGetsEveryBlock() throws IOException {
    var blocks = 3_000;
    try (var stream = open("block", "{\"height\":\"0x1\"}")) {
      produce(blocks);
      for (var height = 1; height <= blocks; height++) {
        assertThat(text(stream)).contains("\"height\":\"0x" + Integer.toHexString(height) + "\"");
      }
    }
  }

  @Test
  void eventsArePickedByContractAndByValue() throws IOException {
    chain.amend(state -> state.setSystem(state.system().with(Issue.each(BigInteger.TEN))));
    produce(4);
    var issued = "\"event\":\"ICXIssued(int,int,int,int)\"";
    var other = "\"addr\":\"cx" + "1".repeat(40) + "\"";
    try (var stream =
            open("event", "{\"height\":\"0x1\"," + issued + ",\"data\":[null,null,\"0xa\"]}");
        var foreign =
            open(
                "event",
                "{\"height\":\"0x1\"," + issued + "," + other + ",\"progressInterval\":\"0x1\"}")) {
      assertThat(text(stream))
          .contains("\"height\":\"0x2\",\"index\":\"0x0\",\"events\":[\"0x0\"]");
      assertThat(text(stream)).contains("\"height\":\"0x3\"");
      assertThat(text(foreign)).isEqualTo("{\"progress\":\"0x1\"}\n");
      assertThat(text(foreign)).isEqualTo("{\"progress\":\"0x2\"}\n");
    }
  }

  @Test
  void laterMessagesAreIgnoredPingsAnsweredAndACloseIsEchoed() throws IOException {
    produce(1);
    try (var stream = open("block", "{\"height\":\"0x1\"}")) {
      assertThat(text(stream)).contains("\"height\":\"0x1\"");
      stream.send("{\"keepalive\":\"0x1\"}");
      stream.send(PING, "beat".getBytes(StandardCharsets.UTF_8));
      assertThat(stream.receive()).isEqualTo(new Received.Pong("beat"));
      stream.send(CLOSE, new byte[] {3, (byte) 0xe8});
      assertThat(stream.receive()).isEqualTo(new Received.Closed(1_000));
      assertThat(stream.receive()).isEqualTo(new Received.Ended());
    }
  }

  @Test
  void aPrunedNodeStreamsNothingFromBelow() throws IOException {
    produce(9);
    try (var pruned = DevNode.start(chain, NodeOptions.defaults().prunedBelow(5));
        var stream = new RawStream(pruned.port(), "/api/v3/icon_dex/block")) {
      stream.send("{\"height\":\"0x4\"}");
      assertThat(text(stream)).contains("given height(4) is lower than genesis height(5)");
      assertThat(stream.receive()).isEqualTo(new Received.Ended());
    }
  }

  private RawStream open(String kind, String request) throws IOException {
    var stream = new RawStream(node.port(), "/api/v3/icon_dex/" + kind);
    stream.send(request);
    assertThat(text(stream)).isEqualTo("{\"code\":0}\n");
    return stream;
  }

  private static String text(RawStream stream) throws IOException {
    return stream.receive() instanceof Received.Text(var text) ? text : "";
  }

  private void produce(int blocks) {
    for (var count = 0; count < blocks; count++) {
      chain.produce();
    }
  }
}
