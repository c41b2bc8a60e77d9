package headgate.acceptance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.observe.NodeStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of a chain that moves, to the WebSocket client of the JDK. */
class ChainStreamTest {
  private static final String ENDED = "";

  private final DevNetwork chain = DevNetwork.start(3, Duration.ofMillis(100));
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestGateway gateway = gateway();

  @AfterEach
  void stop() {
    http.shutdownNow();
    gateway.close();
    chain.close();
  }

  private TestGateway gateway() {
    var network = TestNetwork.of("icon");
    for (var node : chain.nodes()) {
      var uri = URI.create("http://127.0.0.1:" + node.port());
      network.node(NodeConfig.of("n" + node.port(), uri));
    }
    return network.serve();
  }

  /** Puts whole messages into a queue, and an empty one at the end. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    String next() throws InterruptedException {
      var next = queue.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        queue.add(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      queue.add(ENDED);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      queue.add(ENDED);
    }
  }

  private Messages open(String stream, String request) throws InterruptedException {
    var messages = new Messages();
    var uri = URI.create("ws://127.0.0.1:" + gateway.port() + "/api/v3/icon_dex/" + stream);
    http.newWebSocketBuilder().buildAsync(uri, messages).join().sendText(request, true).join();
    assertThat(messages.next()).isEqualTo("{\"code\":0}\n");
    return messages;
  }

  private static String blocksFrom(long height) {
    return "{\"height\":\"0x" + Long.toHexString(height) + "\"}";
  }

  /** Checks that this is the block of that height, as the chain itself has it. */
  private void assertIsBlock(long height, String notification) {
    var told = Recording.json(notification);
    assertThat(told.path("height").asString()).isEqualTo("0x" + Long.toHexString(height));
    var call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBlockByHeight\",\"params\":"
            + blocksFrom(height)
            + "}";
    var block = Recording.json(gateway.post(call).body()).path("result");
    assertThat(told.path("hash").asString()).isEqualTo("0x" + block.path("block_hash").asString());
  }

  @Test
  void blocksComeInOrderFromThePastOverTheHeadToTheFuture() throws InterruptedException {
    var head = chain.chain().height();
    var blocks = open("block", blocksFrom(1));

    for (var height = 1L; height < head + 10; height++) {
      assertIsBlock(height, blocks.next());
    }
  }

  @Test
  void whoComesBackAfterANodesDeathMissesNothing() throws InterruptedException {
    var blocks = open("block", blocksFrom(1));
    var height = 1L;
    for (; height < 10; height++) {
      assertIsBlock(height, blocks.next());
    }
    kill();
    for (var next = blocks.next(); !next.equals(ENDED); next = blocks.next()) {
      assertIsBlock(height++, next);
    }

    var again = open("block", blocksFrom(height));
    for (var last = height + 10; height < last; height++) {
      assertIsBlock(height, again.next());
    }
  }

  /** Ends the node that serves the only stream. */
  private void kill() {
    var status = gateway.gateway().networks().getFirst().nodes();
    var serving = status.stream().map(NodeStatus::streams).toList().indexOf(1);
    chain.node(serving).close();
  }

  @Test
  void progressOfEventsIsTold() throws InterruptedException {
    var events =
        open(
            "event",
            "{\"height\":\"0x1\",\"event\":\"Nothing(int)\",\"progressInterval\":\"0x2\"}");

    assertThat(events.next()).isEqualTo("{\"progress\":\"0x1\"}\n");
    assertThat(events.next()).isEqualTo("{\"progress\":\"0x3\"}\n");
  }
}
