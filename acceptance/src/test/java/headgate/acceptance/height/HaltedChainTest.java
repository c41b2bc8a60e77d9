package headgate.acceptance.height;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that makes no more blocks is served all the same, and callers are told how old it is. */
class HaltedChainTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final String AGE = "X-Headgate-Head-Age";
  private static final String LAST_BLOCK = Calls.call("1", "icx_getLastBlock");

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(2, INTERVAL, DevClock.system(), _ -> NodeOptions.defaults(), 20);

  @TempDir private Path folder;

  /** After ten of the profile's intervals without a block the chain stands still. */
  private TestGateway gateway() throws IOException {
    var profile = folder.resolve("quick.yaml");
    try (var icon = TestGateway.class.getResourceAsStream("/headgate/chain/icon.yaml")) {
      assertThat(icon).isNotNull();
      var text = new String(icon.readAllBytes(), UTF_8);
      Files.writeString(profile, text.replace("blockInterval: 2s", "blockInterval: 100ms"));
    }
    var network = TestNetwork.of(profile.toString()).head(HeadConfig.defaults());
    for (var node : nodes.nodes()) {
      var name = "n" + nodes.nodes().indexOf(node);
      network.node(NodeConfig.of(name, URI.create("http://127.0.0.1:" + node.port())));
    }
    return network.serve();
  }

  private static RawResponse read(TestGateway gateway) {
    var answer = gateway.post(LAST_BLOCK);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  private long headAgeMicros() {
    return nodes.chain().clock().epochMicros() - nodes.chain().head().timestampMicros();
  }

  @Test
  void itsCallersAreToldTheAgeOfItsHeadUntilItGoesOn() throws IOException {
    try (var gateway = gateway()) {
      Eventually.value("it goes", () -> read(gateway).header(AGE), String::isEmpty);
      nodes.chain().halt();
      var end = nodes.chain().height();
      Eventually.value("it is told", () -> read(gateway).header(AGE), age -> !age.isEmpty());
      Eventually.value(
          "it grows", () -> read(gateway).header(AGE), age -> Long.parseLong(age) >= 2);
      var answer = read(gateway);

      assertThat(answer.header("X-Headgate-Head")).isEqualTo("0x" + Long.toHexString(end));
      assertThat(Long.parseLong(answer.header(AGE)) * 1_000_000)
          .isLessThanOrEqualTo(headAgeMicros());
      nodes.chain().resume();
      Eventually.value("it goes on", () -> read(gateway).header(AGE), String::isEmpty);
    }
  }
}
