package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestLimits;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are whole URLs, as a caller sends them to what it takes for a proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsoluteTargetTest {
  private final FakeNode first = FakeNode.at(100).answers("icx_getBalance", "\"0xa\"");
  private final FakeNode other = FakeNode.at(100).answers("icx_getBalance", "\"0xb\"");
  private final TestGateway gateway =
      TestGateway.of(
              TestLimits.defaults().config(),
              TestNetwork.icon(other).named("other").hosts("other.example").config(),
              TestNetwork.icon(first).named("first").config())
          .ready();

  @AfterAll
  void stop() {
    gateway.close();
    first.close();
    other.close();
  }

  private RawResponse post(String target) {
    try (var client = RawHttp.connect(gateway.port())) {
      return client.send(RawHttp.request(target, Calls.balance(1))).response();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/api/v3",
        "HTTP://localhost:9000/api/v3/icon_dex?x=1",
        "https://gate.example/api/v3/"
      })
  void theirPathIsServed(String target) {
    assertThat(post(target).body()).contains("\"0xa\"");
  }

  @Test
  void theirHostCountsInsteadOfTheField() {
    assertThat(post("http://other.example:80/api/v3").body()).contains("\"0xb\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost/",
        "http://localhost?/api/v3",
        "http:///api/v3",
        "http://user@localhost/api/v3",
        "ftp://localhost/api/v3",
        "//localhost/api/v3",
        "localhost/api/v3",
        "http://localhost/metrics",
        "http://127.0.0.1:9900/metrics",
        "*"
      })
  void whatHasNoServedPathIsNotFound(String target) {
    assertThat(post(target).status()).isEqualTo(404);
  }
}
