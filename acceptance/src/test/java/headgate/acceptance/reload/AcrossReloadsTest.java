package headgate.acceptance.reload;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestIdentity;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.reload.ReloadOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller was told before a reload binds the configuration that comes after it. */
class AcrossReloadsTest {
  private static final String HASH = "\"" + Calls.TRANSACTION_HASH + "\"";
  private static final String ABOUT = "{\"txHash\":" + HASH + "}";

  @AutoClose private final FakeNode one = node();
  @AutoClose private final FakeNode two = node();
  @AutoClose private final TestGateway gateway = TestNetwork.icon(one, two).uncached().serve();

  private static FakeNode node() {
    return FakeNode.at(100)
        .answers("icx_getBalance", "\"0x1\"")
        .answers("icx_sendTransaction", HASH)
        .answers("icx_getTransactionByHash", "{\"txHash\":" + HASH + "}");
  }

  private NetworkConfig reversed() {
    return TestNetwork.of("icon")
        .uncached()
        .node(NodeConfig.of("n1", two.uri()))
        .node(NodeConfig.of("n0", one.uri()))
        .config();
  }

  private void reload() {
    assertThat(gateway.reloadNetwork(_ -> reversed()))
        .isEqualTo(new ReloadOutcome.Applied(List.of("network test: changed")));
  }

  private RawResponse needing(String height) {
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request(TestGateway.PATH, Calls.balance(1));
      var field = "\r\nX-Headgate-Min-Height: " + height + "\r\n";
      return client.send(request.replaceFirst("\r\n", field)).response();
    }
  }

  @Test
  void aHeightThatACallerHasSeenIsTheLeastThatItIsAnsweredAt() {
    one.height(101);
    two.height(101);
    var seen =
        Eventually.value(
            "the next height is served",
            () -> gateway.post(Calls.balance(1)).header("X-Headgate-Head"),
            "0x65"::equals);
    reload();

    assertThat(needing(seen).status()).isEqualTo(200);
    assertThat(needing(seen).header("X-Headgate-Head")).isEqualTo(seen);
    assertThat(needing("0x1000").body()).contains("-32096");
  }

  @Test
  void callsAboutAWriteStillGoToTheNodeThatTookIt() {
    assertThat(gateway.post(Calls.send()).body()).contains(HASH);
    var other = one.received("icx_sendTransaction").isEmpty() ? one : two;
    reload();

    IntStream.range(0, 10)
        .forEach(_ -> gateway.post(Calls.call("1", "icx_getTransactionByHash", ABOUT)));

    assertThat(other.received("icx_getTransactionByHash")).isEmpty();
  }

  @Test
  void whereOnlyAnAuthorityOfANodeIsAnotherOneItIsTrustedFromThenOn(@TempDir Path folder)
      throws IOException {
    var names = "dns:localhost,ip:127.0.0.1";
    var old = TestIdentity.make(Files.createDirectory(folder.resolve("old")), names);
    var present = TestIdentity.make(Files.createDirectory(folder.resolve("present")), names);
    var authorities = Files.copy(old.certificatePem(), folder.resolve("authorities.pem"));
    try (var node = FakeNode.secured(present).answers("icx_getBalance", "\"0x5\"");
        var alone = unready(trusting(node, authorities))) {
      Eventually.holds("it was tried", () -> node.connectionsAccepted() > 1);
      Files.copy(present.certificatePem(), authorities, StandardCopyOption.REPLACE_EXISTING);
      assertThat(alone.reload(was -> was)).isEqualTo(new ReloadOutcome.Unchanged());

      assertThat(alone.ready().post(Calls.balance(1)).body()).contains("\"0x5\"");
    }
  }

  @Test
  void anAuthorityThatWasWrongAtARefusedReloadCanBePutRight(@TempDir Path folder)
      throws IOException {
    var names = "dns:localhost,ip:127.0.0.1";
    var wrong = TestIdentity.make(Files.createDirectory(folder.resolve("wrong")), names);
    var right = TestIdentity.make(Files.createDirectory(folder.resolve("right")), names);
    var authorities = Files.copy(wrong.certificatePem(), folder.resolve("authorities.pem"));
    try (var secured = FakeNode.secured(right).answers("icx_getBalance", "\"0x5\"")) {
      var next = TestNetwork.icon().node(trusting(secured, authorities)).config();
      assertThat(gateway.reloadNetwork(_ -> next).label()).isEqualTo("refused");
      Files.copy(right.certificatePem(), authorities, StandardCopyOption.REPLACE_EXISTING);

      assertThat(gateway.reloadNetwork(_ -> next).label()).isEqualTo("applied");
      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"0x5\"");
    }
  }

  private static TestGateway unready(NodeConfig node) {
    return TestGateway.of(LimitsConfig.defaults(), TestNetwork.icon().node(node).config());
  }

  private static NodeConfig trusting(FakeNode node, Path authorities) {
    var tls = new TlsConfig(true, authorities, null, null, null);
    return new NodeConfig("n0", node.uri(), tls, Map.of());
  }
}
