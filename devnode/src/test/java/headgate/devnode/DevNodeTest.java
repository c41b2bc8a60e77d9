package headgate.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevNodeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Wallet rich = Wallet.ofSeed("rich");
  private final Wallet poor = Wallet.ofSeed("poor");
  private final ManualClock clock = new ManualClock(1_795_000_000_000_000L);
  private final DevChain chain =
      DevChain.create(Genesis.demo(List.of(rich)), clock, SECOND).start();
  private final DevNode node = DevNode.start(chain, NodeOptions.defaults());
  private final RpcClient client = new RpcClient(node);

  @AfterEach
  void close() {
    client.close();
    node.close();
    chain.close();
  }

  @Test
  void aTransferMovesValueAndCostsAFee() throws Exception {
    var sent = rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros());
    assertThat(client.post(sent.request(1)).body()).contains("\"result\":\"" + sent.hash());

    clock.advance(SECOND);
    var hash = "{\"txHash\":\"" + sent.hash() + "\"}";
    assertThat(client.call("icx_getTransactionResult", hash).body()).contains("Executing");
    clock.advance(SECOND);
    assertThat(client.call("icx_getTransactionResult", hash).body()).contains("\"status\":\"0x1\"");
    assertThat(balance(poor)).isEqualTo("0xde0b6b3a7640000");
    assertThat(node.counters().sends(sent.hash()).accepted()).isEqualTo(1);
  }

  @Test
  void aSentTransactionIsPendingUntilTheNextBlock() throws Exception {
    var sent = rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros());
    client.post(sent.request(1));
    var hash = "{\"txHash\":\"" + sent.hash() + "\"}";
    assertThat(client.call("icx_getTransactionResult", hash).body()).contains("Pending: Pending");
    assertThat(client.post(sent.request(1)).body()).contains("E2000:DuplicateTransaction");
    clock.advance(SECOND);
    assertThat(client.post(sent.request(1)).body()).contains("E2011:CommittedTransaction");
    assertThat(node.pool().size()).isZero();
  }

  @Test
  void aForeignSignatureIsRefused() throws Exception {
    var sent = rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros());
    var forged = sent.request(1).replace(rich.address(), poor.address());
    assertThat(client.post(forged).body()).contains("E2005:Failed to verify transaction");
  }

  @Test
  void aLaggingNodeServesAnOlderHead() throws Exception {
    clock.advance(Duration.ofSeconds(9));
    node.faults().lag(5);
    assertThat(client.call("icx_getNetworkInfo", "{}").body()).contains("\"latest\":\"0x5\"");
    assertThat(client.call("icx_getLastBlock", "{}").body()).contains("\"height\":5");
    assertThat(client.call("icx_getBlockByHeight", "{\"height\":\"0x6\"}").body())
        .contains("no block for 6");
  }

  @Test
  void aLyingNodeReportsAHeightThatItHasNot() throws Exception {
    node.faults().lie(7);
    assertThat(client.call("icx_getNetworkInfo", "{}").body()).contains("\"latest\":\"0x8\"");
    assertThat(client.call("icx_getLastBlock", "{}").body()).contains("\"height\":8");
  }

  @Test
  void blocksAreLinkedByTheirHashes() {
    clock.advance(Duration.ofSeconds(20));
    for (var height = 1L; height <= chain.height(); height++) {
      var previous = chain.block(height - 1).orElseThrow();
      assertThat(chain.block(height).orElseThrow().seal().previousHash())
          .isEqualTo(previous.seal().hash());
    }
  }

  @Test
  void aHaltedChainMakesNoBlocksButAnswers() throws Exception {
    node.faults().halt();
    clock.advance(Duration.ofSeconds(20));
    assertThat(client.call("icx_getNetworkInfo", "{}").body()).contains("\"latest\":\"0x1\"");
    node.faults().resume();
    clock.advance(SECOND);
    assertThat(chain.height()).isEqualTo(2);
  }

  @Test
  void aStalledNodeNeverAnswers() {
    node.faults().stall();
    assertThatThrownBy(() -> client.post("{}", Duration.ofMillis(200)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void aStatusFaultStrikesOnlyTheMethodsThatItNames() throws Exception {
    var tooMany = new Fault.Status(429, Duration.ofSeconds(3));
    node.faults().add(FaultRule.always(tooMany).on("icx_getBalance"));
    var refused = client.call("icx_getBalance", "{}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3");
    assertThat(client.call("icx_getLastBlock", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void answersCanBeResetCutDrippedAndSpoiled() throws Exception {
    var rule = FaultRule.always(new Fault.ResetAfter(10)).times(1);
    node.faults().add(rule);
    assertThatThrownBy(() -> client.call("icx_getLastBlock", "{}")).isInstanceOf(IOException.class);
    node.faults().add(FaultRule.always(new Fault.ResetBefore(true)).times(1));
    assertThatThrownBy(() -> client.call("icx_getLastBlock", "{}")).isInstanceOf(IOException.class);
    node.faults().add(FaultRule.always(new Fault.CutAfter(10)).times(1));
    assertThatThrownBy(() -> client.call("icx_getLastBlock", "{}")).isInstanceOf(IOException.class);
    node.faults().add(FaultRule.always(new Fault.Drip(50, Duration.ofMillis(1))).times(1));
    assertThat(client.call("icx_getLastBlock", "{}").body()).endsWith("\"id\":1}\n");
    node.faults().add(FaultRule.always(new Fault.WrongId()).times(1));
    assertThat(client.call("icx_getLastBlock", "{}").body()).endsWith("\"id\":987654321}\n");
    node.faults().add(FaultRule.always(new Fault.MissingId()).times(1));
    assertThat(client.call("icx_getLastBlock", "{}").body()).doesNotContain("\"id\"");
    assertThat(client.call("icx_getLastBlock", "{}").body()).endsWith("\"id\":1}\n");
  }

  @Test
  void aNodeThatRefusesConnectionsComesBackOnTheSamePort() throws Exception {
    node.faults().refuseConnections();
    assertThatThrownBy(() -> client.post("{}")).isInstanceOf(ConnectException.class);
    node.faults().acceptConnections();
    assertThat(client.post("{}").statusCode()).isEqualTo(400);
  }

  @Test
  void nodesPassTransactionsOnToEachOther() throws Exception {
    try (var other = DevNode.start(chain, NodeOptions.defaults())) {
      var sent = rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros());
      client.post(sent.request(1));
      assertThat(other.pool().contains(sent.hash())).isTrue();
      node.faults().dropPool();
      clock.advance(Duration.ofSeconds(2));
      assertThat(balance(poor)).isEqualTo("0xde0b6b3a7640000");
    }
  }

  @Test
  void aDroppedPoolLosesWhatWasAccepted() throws Exception {
    node.faults().gossip(false);
    var sent = rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros());
    client.post(sent.request(1));
    assertThat(node.faults().dropPool()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(2));
    assertThat(balance(poor)).isEqualTo("0x0");
  }

  private String balance(Wallet wallet) throws Exception {
    return client.text("icx_getBalance", "{\"address\":\"" + wallet.address() + "\"}");
  }
}
