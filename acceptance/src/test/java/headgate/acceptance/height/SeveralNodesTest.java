package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.devnode.block.Transaction;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.gateway.config.NodeConfig;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three nodes that do not pass transactions on: what becomes of acknowledged ones when a node dies,
 * or every node loses its pool, with and without the operator's word to send them more than once.
 */
class SeveralNodesTest {
  private static final int WRITES = 12;
  private static final int WRITES_MAX = 60;

  @AutoClose private final DevNetwork nodes = DevNetwork.start(3, Duration.ofMillis(250));

  private final List<Wallet.Signed> signed = new ArrayList<>();

  @BeforeEach
  void keepApart() {
    nodes.nodes().forEach(node -> node.faults().gossip(false));
  }

  private static TestNetwork network(int fanOut, int rebroadcastBlocks) {
    return TestNetwork.of("icon").sentTo(fanOut, rebroadcastBlocks);
  }

  private TestGateway gateway(int fanOut, int rebroadcastBlocks) {
    return gateway(network(fanOut, rebroadcastBlocks));
  }

  private TestGateway gateway(TestNetwork network) {
    for (var node : nodes.nodes()) {
      var name = "n" + nodes.nodes().indexOf(node);
      network.node(NodeConfig.of(name, URI.create("http://127.0.0.1:" + node.port())));
    }
    return network.serve();
  }

  /** Sends transfers, each of which has to be acknowledged. */
  private void send(TestGateway gateway) {
    var receiver = nodes.wallets().getLast().address();
    while (signed.size() < WRITES) {
      sendOne(gateway, receiver);
    }
  }

  /** The same until the answer of one was lost: which node is asked first is left to chance. */
  private void sendUntilOneIsLost(TestGateway gateway) {
    var receiver = nodes.wallets().getLast().address();
    while (found(gateway) == 0 && signed.size() < WRITES_MAX) {
      sendOne(gateway, receiver);
    }
    assertThat(found(gateway)).isPositive();
  }

  private static long found(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().writes().lost().getOrDefault("found", 0L);
  }

  private void sendOne(TestGateway gateway, String receiver) {
    var nonce = signed.size() + 1;
    var write =
        nodes
            .wallets()
            .getFirst()
            .transfer(receiver, BigInteger.valueOf(nonce))
            .nonce(nonce)
            .signed(nodes.chain().clock().epochMicros());
    signed.add(write);
    assertThat(gateway.post(write.request(nonce)).body()).contains('"' + write.hash() + '"');
  }

  /** The node that has most of them. */
  private DevNode taker() {
    return nodes.nodes().stream()
        .max(Comparator.comparingInt(node -> node.pool().size()))
        .orElseThrow();
  }

  /** Two of the nodes, so that one of them is asked first sooner or later. */
  private void twoFail(Fault fault) {
    for (var node : nodes.nodes().subList(0, 2)) {
      node.faults().add(FaultRule.always(fault).on("icx_sendTransaction"));
    }
  }

  private long taken() {
    return signed.stream().mapToLong(write -> new NodeSide(nodes).accepted(write.hash())).sum();
  }

  private long inBlocks() {
    return signed.stream()
        .filter(write -> nodes.chain().location(write.hash()).isPresent())
        .count();
  }

  /** How often a transaction is in the blocks of the chain. */
  private long times(Wallet.Signed write) {
    return LongStream.rangeClosed(0, nodes.chain().height())
        .mapToObj(nodes.chain()::block)
        .flatMap(block -> block.orElseThrow().transactions().stream())
        .map(Transaction::hash)
        .filter(write.hash()::equals)
        .count();
  }

  private void awaitBlocks(int more) {
    var until = nodes.chain().height() + more;
    Eventually.holds(more + " blocks", () -> nodes.chain().height() >= until);
  }

  private void eachIsInOneBlock(String what) {
    Eventually.value(what, Duration.ofSeconds(30), this::inBlocks, count -> count == signed.size());
    awaitBlocks(3);
    assertThat(signed).as("each once").allMatch(write -> times(write) == 1);
    System.out.printf(
        "%s: %d writes acknowledged, taken %d times, %d in blocks, each once%n",
        what, signed.size(), taken(), inBlocks());
  }

  private static void dies(DevNode node) {
    node.faults().refuseConnections();
    node.faults().dropPool();
  }

  @Test
  void whatOneNodeTookDiesWithItByDefault() {
    try (var gateway = gateway(1, 0)) {
      nodes.chain().halt();
      send(gateway);
      assertThat(taken()).isEqualTo(WRITES);
      var victim = taker();
      var held = victim.pool().size();
      dies(victim);
      nodes.chain().resume();
      awaitBlocks(4);

      assertThat(held).isPositive();
      assertThat(inBlocks()).isEqualTo(WRITES - held);
    }
  }

  @Test
  void whatTwoNodesTookOutlivesTheDeathOfOne() {
    try (var gateway = gateway(2, 0)) {
      nodes.chain().halt();
      send(gateway);
      Eventually.value("two nodes each", this::taken, count -> count == 2L * WRITES);
      assertThat(taker().pool().size()).isPositive();
      dies(taker());
      nodes.chain().resume();

      eachIsInOneBlock("one of three nodes died");
    }
  }

  @Test
  void aLostAnswerIsMadeGoodByAnotherNode() {
    twoFail(new Fault.ResetBefore(false));
    try (var gateway = gateway(3, 0)) {
      sendUntilOneIsLost(gateway);

      eachIsInOneBlock("two of three nodes lose what they are sent");
    }
  }

  @Test
  void aStalledWriteIsMadeGoodByAnotherNode() {
    twoFail(new Fault.Stall(false));
    try (var gateway = gateway(network(3, 0).writes(32, Duration.ofSeconds(6), 2))) {
      sendUntilOneIsLost(gateway);

      eachIsInOneBlock("two of three nodes stall");
    }
  }

  @Test
  void aGatewayThatStopsForgetsWhatItLookedAfter() {
    try (var gateway = gateway(1, 40)) {
      nodes.chain().halt();
      send(gateway);
      assertThat(gateway.gateway().networks().getFirst().writes().kept()).isEqualTo(WRITES);
    }
    nodes.nodes().forEach(node -> node.faults().dropPool());
    nodes.chain().resume();
    awaitBlocks(6);

    assertThat(taken()).isEqualTo(WRITES);
    assertThat(inBlocks()).isZero();
  }

  @Test
  void whatIsSentAgainOutlivesTheLossOfEveryPool() {
    try (var gateway = gateway(1, 40)) {
      nodes.chain().halt();
      send(gateway);
      var lost = nodes.nodes().stream().mapToInt(node -> node.faults().dropPool()).sum();
      assertThat(lost).isEqualTo(WRITES);
      nodes.chain().resume();

      eachIsInOneBlock("every node lost its pool");
      Eventually.value(
          "nothing is looked after any more",
          () -> gateway.gateway().networks().getFirst().writes().kept(),
          kept -> kept == 0);
    }
  }
}
