package headgate.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredFakeNodeTest {
  @TempDir private Path folder;

  @Test
  void whoTrustsItsCertificateIsAnswered() throws Exception {
    var identity = TestIdentity.make(folder, "dns:localhost,ip:127.0.0.1");
    try (var node = FakeNode.secured(identity);
        var client =
            HttpClient.newBuilder().sslContext(trusting(identity.certificatePem())).build()) {
      var answer = client.send(request(node), BodyHandlers.ofString());

      assertThat(answer.body()).contains("\"result\":\"0x3e8\"");
      assertThat(Files.readString(identity.keyPem())).startsWith("-----BEGIN PRIVATE KEY-----");
    }
  }

  @Test
  void whoDoesNotTrustItLeaves() {
    var identity = TestIdentity.make(folder, "ip:127.0.0.1");
    try (var node = FakeNode.secured(identity);
        var client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.send(request(node), BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(node.received()).isEmpty();
    }
  }

  @Test
  void whoShowsNoCertificateWhereOneIsNeededIsTurnedAway() throws Exception {
    var identity = TestIdentity.make(folder, "ip:127.0.0.1");
    try (var node = FakeNode.secured(identity, identity);
        var client =
            HttpClient.newBuilder().sslContext(trusting(identity.certificatePem())).build()) {
      assertThatThrownBy(() -> client.send(request(node), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      assertThat(node.received()).isEmpty();
    }
  }

  private static HttpRequest request(FakeNode node) {
    return HttpRequest.newBuilder(node.uri())
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\"}"))
        .build();
  }

  private static SSLContext trusting(Path certificate)
      throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "node", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
