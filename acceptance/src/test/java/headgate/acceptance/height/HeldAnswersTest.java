package headgate.acceptance.height;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.head.HeightWaits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that shows a height above the serving height waits for it. */
class HeldAnswersTest {
  private static final String RESULT = "icx_getTransactionResult";
  private static final String CALL =
      Calls.call("1", RESULT, "{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}");

  /** The results of block 100 are those of height 101. */
  private static final String NEWER = "{\"status\":\"0x1\",\"blockHeight\":\"0x64\"}";

  /** Loops of a test's gateway, each with places of its own. */
  private static final int LOOPS = 2;

  private static final int CROWD = LOOPS * HeightWaits.WAITING_MAX + 200;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<FakeNode> nodes =
      List.of(FakeNode.at(100).answers(RESULT, NEWER), FakeNode.at(100).answers(RESULT, NEWER));
  private final List<RawHttp> crowd = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    crowd.forEach(RawHttp::close);
    nodes.forEach(FakeNode::close);
  }

  /** A chain of slow blocks, so that nobody's patience ends while a test lasts. */
  private TestGateway gateway() throws IOException {
    var profile = folder.resolve("slow.yaml");
    try (var icon = TestGateway.class.getResourceAsStream("/headgate/chain/icon.yaml")) {
      assertThat(icon).isNotNull();
      var text = new String(icon.readAllBytes(), UTF_8);
      Files.writeString(profile, text.replace("blockInterval: 2s", "blockInterval: 60s"));
    }
    return TestNetwork.of(profile.toString(), nodes.toArray(FakeNode[]::new))
        .serve(TestLimits.defaults().connections(2 * CROWD, 2 * CROWD));
  }

  private int asked() {
    return nodes.stream().mapToInt(node -> node.received(RESULT).size()).sum();
  }

  private void nextBlock() {
    nodes.forEach(node -> node.height(101));
  }

  @Test
  void itsCallerIsToldTheHeightThatItShows() throws IOException {
    try (var gateway = gateway();
        var caller = RawHttp.connect(gateway.port())) {
      caller.send(RawHttp.request(TestGateway.PATH, CALL));
      Eventually.holds("a node is asked", () -> asked() == 1);
      nextBlock();
      var answer = caller.response();

      assertThat(answer.body()).contains("\"blockHeight\":\"0x64\"");
      assertThat(answer.header("X-Headgate-Head")).isEqualTo("0x65");
    }
  }

  @Test
  void aCrowdThatWaitsForTheSameHeightTakesNoPlaceFromIt() throws IOException {
    try (var gateway = gateway();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var caller = RawHttp.connect(gateway.port())) {
      var refused = new AtomicInteger();
      for (var count = 0; count < CROWD; count++) {
        var one = RawHttp.connect(gateway.port());
        crowd.add(one);
        one.send(needing101());
        threads.submit(() -> refused.addAndGet(one.response().status() == 503 ? 1 : 0));
      }
      Eventually.value(
          "every place is taken",
          PATIENCE,
          refused::get,
          count -> count == CROWD - LOOPS * HeightWaits.WAITING_MAX);
      caller.send(RawHttp.request(TestGateway.PATH, CALL));
      Eventually.holds("a node is asked", () -> asked() == 1);
      nextBlock();

      assertThat(caller.response().body()).contains("\"blockHeight\":\"0x64\"");
      assertThat(asked()).isOne();
    }
  }

  private static String needing101() {
    return RawHttp.request(TestGateway.PATH, Calls.balance(1))
        .replaceFirst("\r\n", "\r\nX-Headgate-Min-Height: 0x65\r\n");
  }
}
