package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainNetwork;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualClock;
import headgate.gateway.testkit.Views;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static Network network(@Nullable ChainNetwork named) {
    var nodes =
        List.of(
            NodeConfig.of("a", URI.create("http://a")), NodeConfig.of("b", URI.create("http://b")));
    return new Network(
        NetworkConfig.of("main", "icon", nodes), Calls.ICON, named, new ManualClock());
  }

  private static ChainNetwork mainnet() {
    return Calls.ICON.networks().values().iterator().next();
  }

  @Test
  void aNamedNetworkKnowsItsIdAndChannelFromTheProfile() {
    var network = network(mainnet());
    network.channelReported(0, "other");
    network.publish(Views.up(2, 100));

    assertThat(network.expectedId()).isEqualTo("0x1");
    assertThat(network.channel()).isEqualTo("icon_dex");
  }

  @Test
  void elseANodeThatIsUpTellsTheChannel() {
    var network = network(null);
    assertThat(network.expectedId()).isNull();
    assertThat(network.channel()).isNull();
    network.channelReported(1, "icon_dex");
    assertThat(network.channel()).isNull();
    network.publish(Views.up(2, 100));

    assertThat(network.channel()).isEqualTo("icon_dex");
  }

  @Test
  void aNodeOfAnotherNetworkHasNoSay() {
    var network = network(null);
    network.channelReported(0, "wrong");
    network.channelReported(1, "right");
    network.publish(
        Views.view(
            100,
            List.of(
                new NodeStanding(NodeState.WRONG_NETWORK, "0x2", 100, 0),
                new NodeStanding(NodeState.UP, "0x1", 100, 0))));

    assertThat(network.channel()).isEqualTo("right");
  }

  @Test
  void anOddChannelIsNone() {
    var network = network(null);
    network.publish(Views.up(2, 100));
    for (var odd : List.of("", "a b", "a/b", "a\r\nb", "x".repeat(65))) {
      network.channelReported(0, odd);
      assertThat(network.channel()).as(odd).isNull();
    }
  }

  @Test
  void aChannelThatIsKnownStaysWhileItsNodesAreAway() {
    var network = network(null);
    network.channelReported(0, "icon_dex");
    network.publish(Views.up(2, 100));
    assertThat(network.channel()).isEqualTo("icon_dex");
    network.publish(Views.unknown(2));

    assertThat(network.channel()).isEqualTo("icon_dex");
  }

  @Test
  void aWriteIsNamedByItsHashWhereThereIsOne() {
    var network = network(null);

    assertThat(network.hash(Calls.icon("icx_sendTransaction", ""))).isNull();
    assertThat(network.hash(Calls.icon("icx_sendTransaction", "{}"))).isNull();
    assertThat(
            network.hash(
                Calls.icon(
                    "icx_sendTransaction",
                    "{\"version\":\"0x3\",\"from\":\"hx0\",\"nid\":\"0x1\",\"signature\":\"x\"}")))
        .matches("0x[0-9a-f]{64}");
  }

  @Test
  void beforeTheFirstProbeNothingIsReady() {
    var status = network(null).status();

    assertThat(status.ready()).isFalse();
    assertThat(status.nodes()).hasSize(2);
    assertThat(status.nodes().getFirst().state()).isEqualTo("down");
  }
}
