package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.Lane;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.seam.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeTest {
  private static Node at(String url) {
    return new Node(3, NodeConfig.of("n3", URI.create(url)), UpstreamBench.LANES);
  }

  private static String composed(Node node, String path, @Nullable String options) {
    return new String(node.compose(path, options, "{}".getBytes(UTF_8)), UTF_8);
  }

  @Test
  void aRequestHasOnlyFieldsThatAreComposedHere() {
    assertThat(composed(at("http://n3:9000"), "/api/v3", "Icon-Options: timeout=5"))
        .isEqualTo(
            "POST /api/v3 HTTP/1.1\r\nHost: n3:9000\r\nIcon-Options: timeout=5\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  }

  @Test
  void theBasePathOfTheUrlComesFirst() {
    var none = "POST /api/v3 HTTP/1.1";
    var based = "POST /key%20x/y/api/v3 HTTP/1.1";

    assertThat(composed(at("http://n3"), "/api/v3", null)).startsWith(none);
    assertThat(composed(at("http://n3/"), "/api/v3", null)).startsWith(none);
    assertThat(composed(at("http://n3/key%20x/y"), "/api/v3", null)).startsWith(based);
    assertThat(composed(at("http://n3/key%20x/y/"), "/api/v3", null)).startsWith(based);
  }

  @Test
  void theNodesOwnHeadersAreSentToIt() {
    var config =
        new NodeConfig(
            "n3",
            URI.create("https://n3"),
            TlsConfig.defaults(),
            Map.of("X-Api-Key", Secret.of("s3cret")));
    var node = new Node(0, config, UpstreamBench.LANES);

    assertThat(composed(node, "/", null)).contains("Host: n3\r\nX-Api-Key: s3cret\r\n");
  }

  @Test
  void eachLaneHasItsOwnCapAndDeadline() {
    var node = at("http://n3:9000");
    for (var taken = 0; taken < 2; taken++) {
      assertThat(node.permits(Lane.WRITE).tryTake()).isTrue();
    }

    assertThat(node.permits(Lane.WRITE).tryTake()).isFalse();
    assertThat(node.permits(Lane.READ).tryTake()).isTrue();
    assertThat(node.inFlight()).isEqualTo(3);
    assertThat(node.endpoint(Lane.READ))
        .isEqualTo(new Endpoint("n3", 9000, null, UpstreamBench.CONNECT));
  }

  @Test
  void whoeverAnswersIsAliveAndOneLostProbeProvesNothing() {
    var node = at("http://n3");
    assertThat(node.alive()).isFalse();
    node.probeMissed(ProbeMiss.NOT_SERVED);
    assertThat(node.alive()).isTrue();
    node.probeMissed(ProbeMiss.REFUSED);
    assertThat(node.alive()).isTrue();
    node.probed(1);
    node.probeMissed(ProbeMiss.TIMEOUT);
    assertThat(node.alive()).isTrue();
    node.probeMissed(ProbeMiss.TIMEOUT);
    assertThat(node.alive()).isFalse();
    node.probeMissed(ProbeMiss.SERVER_ERROR);
    assertThat(node.alive()).isTrue();
  }

  @Test
  void tlsTermsAreHandedOverOnlyWhereThereAreSome() {
    var loaded = new ArrayList<Endpoint.Tls>();
    at("http://n3").loadTls(loaded::add);
    assertThat(loaded).isEmpty();
    at("https://n3").loadTls(loaded::add);

    assertThat(loaded).isEqualTo(List.of(new Endpoint.Tls(true, null, null, null, null)));
    assertThat(at("https://n3").endpoint(Lane.READ).port()).isEqualTo(443);
  }
}
