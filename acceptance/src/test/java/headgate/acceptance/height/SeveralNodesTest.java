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
    for (var nonce = 1; nonce <= WRITES; nonce++) {
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
    Eventually.value(what, Duration.ofSeconds(30), this::inBlocks, count -> count == WRITES);
    awaitBlocks(3);
    assertThat(signed).as("each once").allMatch(write -> times(write) == 1);
    System.out.printf(
        "%s: %d writes acknowledged, taken %d times, %d in blocks, each once%n",
        what, WRITES, taken(), inBlocks());
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
      var held = nodes.node(0).pool().size();
      dies(nodes.node(0));
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
      assertThat(nodes.node(0).pool().size()).isPositive();
      dies(nodes.node(0));
      nodes.chain().resume();

      eachIsInOneBlock("one of three nodes died");
    }
  }

  @Test
  void aLostAnswerIsMadeGoodByASecondNode() {
    nodes
        .node(0)
        .faults()
        .add(FaultRule.always(new Fault.ResetBefore(false)).on("icx_sendTransaction"));
    try (var gateway = gateway(2, 0)) {
      send(gateway);

      eachIsInOneBlock("one of three nodes loses what it is sent");
    }
  }

  @Test
  void aStalledWriteIsMadeGoodByASecondNode() {
    nodes.node(0).faults().add(FaultRule.always(new Fault.Stall(false)).on("icx_sendTransaction"));
    try (var gateway = gateway(network(2, 0).writes(32, Duration.ofSeconds(3), 2))) {
      send(gateway);

      eachIsInOneBlock("one of three nodes stalls");
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
