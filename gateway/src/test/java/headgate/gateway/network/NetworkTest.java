package headgate.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainNetwork;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.netty.SystemMachine;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Views;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static Network network(@Nullable ChainNetwork named) {
    var nodes =
        List.of(
            NodeConfig.of("a", URI.create("http://a")), NodeConfig.of("b", URI.create("http://b")));
    var machine = new SystemMachine();
    var lineage = new Lineage("main", List.of(), List.of(), machine);
    var network =
        new Network(
            NetworkConfig.of("main", "icon", nodes),
            new Chain(Calls.ICON, named),
            lineage,
            machine);
    network.begin(new Network.HeadAtWork(new QuietHead(), new ManualLoop(), () -> {}));
    return network;
  }

  private static HeadView channels(String... told) {
    return Views.view(100, Stream.of(told).map(channel -> node(NodeState.UP, channel)).toList());
  }

  private static NodeStanding node(NodeState state, String channel) {
    return new NodeStanding(state, "0x1", 100, 0, "", channel, 0);
  }

  private static ChainNetwork mainnet() {
    return Calls.ICON.networks().values().iterator().next();
  }

  @Test
  void aNamedNetworkKnowsItsIdAndChannelFromTheProfile() {
    var network = network(mainnet());
    network.publish(channels("other", "other"));

    assertThat(network.headTerms().expectedNetwork()).isEqualTo("0x1");
    assertThat(network.channel()).isEqualTo("icon_dex");
  }

  @Test
  void elseANodeThatIsUpTellsTheChannel() {
    var network = network(null);
    assertThat(network.headTerms().expectedNetwork()).isNull();
    assertThat(network.channel()).isNull();
    network.publish(Views.up(2, 100));
    assertThat(network.channel()).isNull();
    network.publish(channels("", "icon_dex"));

    assertThat(network.channel()).isEqualTo("icon_dex");
  }

  @Test
  void aNodeOfAnotherNetworkHasNoSay() {
    var network = network(null);
    network.publish(
        Views.view(
            100, List.of(node(NodeState.WRONG_NETWORK, "wrong"), node(NodeState.UP, "right"))));

    assertThat(network.channel()).isEqualTo("right");
  }

  @Test
  void anOddChannelIsNone() {
    var network = network(null);
    for (var odd : List.of("", "a b", "a/b", "a\r\nb", "x".repeat(65))) {
      network.publish(channels(odd, odd));
      assertThat(network.channel()).as(odd).isNull();
    }
  }

  @Test
  void aChannelThatIsKnownStaysWhileItsNodesAreAway() {
    var network = network(null);
    network.publish(channels("icon_dex", "icon_dex"));
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
