package headgate.devnode;

import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.DevClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A running chain with several nodes that pass transactions on to each other. */
public final class DevNetwork implements AutoCloseable {
  private final DevChain chain;
  private final List<Wallet> wallets;
  private final List<DevNode> nodes = new ArrayList<>();

  private DevNetwork(DevChain chain, List<Wallet> wallets) {
    this.chain = chain;
    this.wallets = List.copyOf(wallets);
  }

  /** Starts nodes with default options, a block each interval, and ten rich wallets. */
  public static DevNetwork start(int nodes, Duration interval) {
    return start(nodes, interval, DevClock.system(), _ -> NodeOptions.defaults());
  }

  /** Starts nodes with options of their own on a clock. */
  public static DevNetwork start(
      int nodes, Duration interval, DevClock clock, IntFunction<NodeOptions> options) {
    return start(nodes, interval, clock, options, 0);
  }

  /** Starts nodes on a chain that has made so many blocks before, an interval apart. */
  public static DevNetwork start(
      int nodes, Duration interval, DevClock clock, IntFunction<NodeOptions> options, int past) {
    var wallets = IntStream.range(0, 10).mapToObj(index -> Wallet.ofSeed("demo " + index)).toList();
    var chain = DevChain.create(Genesis.demo(wallets), clock, interval);
    chain.producePast(past);
    chain.start();
    var network = new DevNetwork(chain, wallets);
    for (var index = 0; index < nodes; index++) {
      network.nodes.add(DevNode.start(chain, options.apply(index)));
    }
    return network;
  }

  public DevChain chain() {
    return chain;
  }

  public List<DevNode> nodes() {
    return List.copyOf(nodes);
  }

  public DevNode node(int index) {
    return nodes.get(index);
  }

  /** Wallets that were given a million ICX each in the genesis block. */
  public List<Wallet> wallets() {
    return wallets;
  }

  @Override
  public void close() {
    nodes.forEach(DevNode::close);
    chain.close();
  }
}
