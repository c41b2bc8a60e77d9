package headgate.acceptance.kit;

import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.HeadConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.Transport;
import headgate.gateway.reload.ReloadOutcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A whole gateway on loopback ports of its own, for one test. */
public final class TestGateway implements AutoCloseable {
  /** The channel path of the network that {@link FakeNode} plays. */
  public static final String PATH = "/api/v3";

  /** What the admin port wants to see before it changes something. */
  public static final String TOKEN = "a-token-of-this-test";

  /** No node's stream is followed. */
  static final HeadConfig BY_PROBES = new HeadConfig(0, false, false);

  private final Gateway gateway;
  private GatewayConfig config;

  private TestGateway(Gateway gateway, GatewayConfig config) {
    this.gateway = gateway;
    this.config = config;
  }

  /** In front of ICON nodes, with every default, as soon as a serving height is known. */
  public static TestGateway before(FakeNode... nodes) {
    return before(UnaryOperator.identity(), LimitsConfig.defaults(), nodes);
  }

  /** With the network's settings changed. */
  public static TestGateway before(UnaryOperator<NetworkConfig> change, FakeNode... nodes) {
    return before(change, LimitsConfig.defaults(), nodes);
  }

  /** With the network's settings changed and other limits. */
  public static TestGateway before(
      UnaryOperator<NetworkConfig> change, LimitsConfig limits, FakeNode... nodes) {
    var uris = new ArrayList<URI>();
    for (var node : nodes) {
      uris.add(node.uri());
    }
    return of(limits, change.apply(network("icon", uris))).ready();
  }

  /** A network of the given chain whose nodes are called n0, n1 and so on. */
  public static NetworkConfig network(String chain, List<URI> uris) {
    var nodes = new ArrayList<NodeConfig>();
    for (var index = 0; index < uris.size(); index++) {
      nodes.add(NodeConfig.of("n" + index, uris.get(index)));
    }
    return NetworkConfig.of("test", chain, nodes).headBy(BY_PROBES);
  }

  /** A started gateway, ready or not. */
  public static TestGateway of(LimitsConfig limits, NetworkConfig... networks) {
    return of(config(limits, networks));
  }

  /** A started gateway whose connections all share one loop, ready or not. */
  public static TestGateway onOneLoop(LimitsConfig limits, List<NetworkConfig> networks) {
    var usual = config(limits, networks.toArray(NetworkConfig[]::new));
    var listen = new ListenConfig("127.0.0.1", 0, 1, Transport.AUTO);
    return of(new GatewayConfig(listen, usual.admin(), limits, networks));
  }

  static GatewayConfig config(LimitsConfig limits, NetworkConfig... networks) {
    return new GatewayConfig(
        new ListenConfig("127.0.0.1", 0, 2, Transport.AUTO),
        new AdminConfig("127.0.0.1", 0, List.of(), Secret.of(TOKEN)),
        limits,
        List.of(networks));
  }

  /** The same with every setting given. */
  static TestGateway of(GatewayConfig config) {
    try {
      var gateway = Gateway.provision(config);
      gateway.start();
      return new TestGateway(gateway, config);
    } catch (StartFailure failure) {
      throw new AssertionError(failure);
    }
  }

  /** Waits until every network can answer. */
  public TestGateway ready() {
    Eventually.holds(
        "the gateway is ready",
        () -> gateway.networks().stream().allMatch(network -> network.ready()));
    return this;
  }

  /** Has it take the place of its configuration by another one, and returns what came of it. */
  public ReloadOutcome reload(UnaryOperator<GatewayConfig> change) {
    var next = change.apply(config);
    try {
      var outcome = gateway.reloads().apply("a test", next, false).get(1, TimeUnit.MINUTES);
      config = outcome.good() ? next : config;
      return outcome;
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError("no outcome of a reload", failed);
    }
  }

  /** The same with one network changed. */
  public ReloadOutcome reloadNetwork(UnaryOperator<NetworkConfig> change) {
    return reload(was -> with(was, was.limits(), change.apply(was.networks().getFirst())));
  }

  /** A configuration with other limits and networks. */
  public static GatewayConfig with(
      GatewayConfig was, LimitsConfig limits, NetworkConfig... networks) {
    return new GatewayConfig(
        was.listen(),
        was.admin(),
        limits,
        was.doors(),
        was.accessLog(),
        was.peers(),
        was.drain(),
        List.of(networks));
  }

  /** What it was made with, or has taken since. */
  public GatewayConfig config() {
    return config;
  }

  /** A configuration with other networks. */
  public static GatewayConfig with(GatewayConfig was, NetworkConfig... networks) {
    return with(was, was.limits(), networks);
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return gateway;
  }

  /** The port for calls. */
  public int port() {
    return gateway.port();
  }

  /** Posts a body to the usual path and reads the answer. */
  public RawResponse post(String body) {
    return RawHttp.post(port(), PATH, body);
  }

  @Override
  public void close() {
    gateway.stop();
  }
}
