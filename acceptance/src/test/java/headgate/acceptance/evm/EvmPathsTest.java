package headgate.acceptance.evm;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.config.NodeConfig;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains whose only path is the root, behind a prefix of the gateway or a base path of a node. */
class EvmPathsTest {
  private static final String CALL = Calls.call("1", "eth_gasPrice", "[]");

  @AutoClose
  private final FakeNode node = FakeNode.at(100).network(1).answers("eth_gasPrice", "\"0x1\"");

  @ParameterizedTest
  @ValueSource(strings = {"/evm", "/evm/", "/evm?key=1", "/evm/?key=1"})
  void aPrefixMayStandAlone(String path) {
    try (var gateway = TestNetwork.of("evm", node).prefix("/evm").serve()) {
      assertThat(RawHttp.post(gateway.port(), path, CALL).status()).isEqualTo(200);
      assertThat(node.received("eth_gasPrice").getLast().target()).isEqualTo("/");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/evmx", "/evm2/", "/evm/x", "/EVM", "/x/evm"})
  void whatOnlyLooksLikeThePrefixIsNotFound(String path) {
    try (var gateway = TestNetwork.of("evm", node).prefix("/evm").serve()) {
      assertThat(RawHttp.post(gateway.port(), path, CALL).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v3/some-key", "/v3/some-key/", "/ext/bc/C/rpc"})
  void aNodesUrlIsAskedAsItIsWritten(String base) {
    var keyed = NodeConfig.of("keyed", URI.create(node.uri() + base));
    try (var gateway = TestNetwork.of("evm").node(keyed).serve()) {
      assertThat(RawHttp.post(gateway.port(), "/", CALL).status()).isEqualTo(200);
      assertThat(node.received())
          .isNotEmpty()
          .allMatch(request -> request.target().equals(base.isEmpty() ? "/" : base));
    }
  }
}
