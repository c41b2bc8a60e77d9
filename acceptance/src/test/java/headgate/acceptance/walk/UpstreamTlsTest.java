package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestIdentity;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes behind TLS: who they are is checked, and what they are told is composed here. */
class UpstreamTlsTest {
  private static final String HERE = "dns:localhost,ip:127.0.0.1";

  @TempDir private static Path folder;
  private static TestIdentity here;
  private static TestIdentity elsewhere;
  private static TestIdentity client;

  @BeforeAll
  static void makeIdentities() throws IOException {
    here = TestIdentity.make(Files.createDirectory(folder.resolve("here")), HERE);
    elsewhere =
        TestIdentity.make(Files.createDirectory(folder.resolve("elsewhere")), "dns:other.example");
    client = TestIdentity.make(Files.createDirectory(folder.resolve("client")), HERE);
  }

  @Test
  void aNodeWhoseAuthorityIsGivenIsTrusted() {
    try (var node = FakeNode.secured(here).answers("icx_getBalance", "\"0x1\"");
        var gateway = gateway(node, trusting(here), Map.of()).ready()) {
      assertThat(gateway.post(Calls.balance(1)).body()).contains("\"0x1\"");
    }
  }

  @Test
  void aNodeOfAnUnknownAuthorityGetsNoCall() {
    try (var node = FakeNode.secured(here);
        var gateway = gateway(node, TlsConfig.defaults(), Map.of())) {
      staysUnready(node, gateway);
    }
  }

  @Test
  void aNodeWithAnotherNameGetsNoCall() {
    try (var node = FakeNode.secured(elsewhere);
        var gateway = gateway(node, trusting(elsewhere), Map.of())) {
      staysUnready(node, gateway);
    }
  }

  @Test
  void theNameToCheckCanBeGiven() {
    var tls = new TlsConfig(true, elsewhere.certificatePem(), "other.example", null, null);
    try (var node = FakeNode.secured(elsewhere).answers("icx_getBalance", "\"0x1\"");
        var gateway = gateway(node, tls, Map.of()).ready()) {
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void aClientCertificateIsShownWhereANodeAsksForOne() {
    var tls =
        new TlsConfig(true, here.certificatePem(), null, client.certificatePem(), client.keyPem());
    try (var node = FakeNode.secured(here, client).answers("icx_getBalance", "\"0x1\"");
        var gateway = gateway(node, tls, Map.of()).ready()) {
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  @Test
  void secretHeadersGoToTheirNodeAndNothingOfTheCallersDoes() {
    var headers = Map.of("X-Api-Key", Secret.of("s3cret"));
    try (var node = FakeNode.secured(here).answers("icx_getBalance", "\"0x1\"");
        var gateway = gateway(node, trusting(here), headers).ready();
        var caller = RawHttp.connect(gateway.port())) {
      var request =
          RawHttp.request("/api/v3", Calls.balance(1))
              .replace("Host:", "X-Api-Key: mine\r\nCookie: a=b\r\nX-Real-IP: 10.0.0.1\r\nHost:");

      var answer = caller.send(request).response();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.toString()).doesNotContain("s3cret");
      assertThat(node.received("icx_getBalance"))
          .singleElement()
          .satisfies(received -> {
            assertThat(received.header("X-Api-Key")).isEqualTo("s3cret");
            assertThat(received.header("Cookie")).isEmpty();
            assertThat(received.header("X-Real-IP")).isEmpty();
            assertThat(received.headers()).noneMatch(header -> header.value().equals("mine"));
          });
    }
  }

  private static void staysUnready(FakeNode node, TestGateway gateway) {
    Eventually.holds("a connection was tried", () -> node.connectionsAccepted() > 1);

    var answer = gateway.post(Calls.balance(1));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"code\":-32093");
    assertThat(node.received()).isEmpty();
  }

  private static TlsConfig trusting(TestIdentity identity) {
    return new TlsConfig(true, identity.certificatePem(), null, null, null);
  }

  private static TestGateway gateway(FakeNode node, TlsConfig tls, Map<String, Secret> headers) {
    var network =
        TestNetwork.icon().node(new NodeConfig("secured", node.uri(), tls, headers)).config();
    return TestGateway.of(LimitsConfig.defaults(), network);
  }
}
