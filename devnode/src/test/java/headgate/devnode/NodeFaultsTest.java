package headgate.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.fault.Knee;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose chain has a past: what it sees of it, what it has of it, and what it says. */
class NodeFaultsTest {
  private static final int PAST = 200;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String LAST = "icx_getLastBlock";

  private final Wallet rich = Wallet.ofSeed("rich");
  private final ManualClock clock = new ManualClock(1_795_000_000_000_000L);
  private final DevChain chain = DevChain.create(Genesis.demo(List.of(rich)), clock, SECOND);
  private final DevNode node = DevNode.start(chain, NodeOptions.defaults());
  private final DevNode other = DevNode.start(chain, NodeOptions.defaults());
  private final RpcClient client = new RpcClient(node);
  private final RpcClient otherClient = new RpcClient(other);

  @BeforeEach
  void begin() {
    chain.producePast(PAST);
    chain.start();
  }

  @AfterEach
  void close() {
    client.close();
    otherClient.close();
    node.close();
    other.close();
    chain.close();
  }

  @Test
  void thePastWasMadeAnIntervalApart() {
    assertThat(chain.height()).isEqualTo(PAST + 1);
    var now = clock.epochMicros();
    assertThat(chain.block(1).orElseThrow().timestampMicros()).isEqualTo(now - 200_000_000);
    assertThat(chain.block(PAST).orElseThrow().timestampMicros()).isEqualTo(now - 1_000_000);
    assertThat(chain.head().timestampMicros()).isEqualTo(now);
  }

  @Test
  void aNodeThatCatchesUpAnswersWithOldBlocksAndTheirOldTimes() throws Exception {
    node.faults().catchUp(150, 11);
    var old = chain.block(51).orElseThrow();
    assertThat(client.call("icx_getNetworkInfo", "{}").body()).contains("\"latest\":\"0x33\"");
    assertThat(client.call(LAST, "{}").body())
        .contains("\"height\":51,", "\"time_stamp\":" + old.timestampMicros());
    assertThat(client.call("icx_getBlockByHeight", "{\"height\":\"0xc8\"}").body())
        .contains("no block for 200");
    clock.advance(SECOND);
    assertThat(client.call(LAST, "{}").body()).contains("\"height\":62,");
    clock.advance(Duration.ofSeconds(14));
    assertThat(node.height()).isEqualTo(chain.height()).isEqualTo(PAST + 16);
  }

  @Test
  void twoNodesDifferFromOneHeightOn() throws Exception {
    node.faults().forkFrom(PAST);
    assertThat(block(client, PAST - 1)).isEqualTo(block(otherClient, PAST - 1));
    assertThat(block(client, PAST)).isNotEqualTo(block(otherClient, PAST));
    clock.advance(SECOND);
    assertThat(node.height()).isEqualTo(other.height());
    assertThat(client.call(LAST, "{}").body()).isNotEqualTo(otherClient.call(LAST, "{}").body());
    node.faults().clear();
    assertThat(client.call(LAST, "{}").body()).isEqualTo(otherClient.call(LAST, "{}").body());
  }

  @Test
  void theBlocksOfAForkAreLinkedAndFoundByTheirHashes() throws Exception {
    node.faults().forkFrom(PAST - 1);
    var first = block(client, PAST - 1);
    assertThat(first).contains("\"prev_block_hash\":\"" + hash(block(otherClient, PAST - 2)));
    assertThat(block(client, PAST)).contains("\"prev_block_hash\":\"" + hash(first));
    var found = "{\"hash\":\"0x" + hash(first) + "\"}";
    assertThat(client.call("icx_getBlockByHash", found).body()).isEqualTo(first);
    assertThat(otherClient.call("icx_getBlockByHash", found).body()).contains("block not found");
  }

  @Test
  void aTransactionStandsInTheForksOwnBlock() throws Exception {
    node.faults().forkFrom(PAST);
    var sent = rich.transfer(rich.address(), Wallet.ICX).signed(clock.epochMicros());
    otherClient.post(sent.request(1));
    clock.advance(Duration.ofSeconds(2));
    var hash = "{\"txHash\":\"" + sent.hash() + "\"}";
    var block = "\"blockHash\":\"0x" + hash(block(client, PAST + 2)) + "\"";
    assertThat(client.call("icx_getTransactionResult", hash).body()).contains(block);
    assertThat(client.call("icx_getTransactionByHash", hash).body()).contains(block);
  }

  @Test
  void aPrunedNodeHasNothingBelowItsEarliestBlock() throws Exception {
    node.faults().prune(100);
    assertThat(client.call("icx_getNetworkInfo", "{}").body()).contains("\"earliest\":\"0x64\"");
    var answer = client.call("icx_getBlockByHeight", "{\"height\":\"0x63\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":-31004", "NotFound: PrunedBlock(height=99,base=100)");
    var old = "{\"address\":\"" + rich.address() + "\",\"height\":\"0x63\"}";
    assertThat(client.call("icx_getBalance", old).body()).contains("PrunedBlock(height=99");
    assertThat(client.call("icx_getBlockByHeight", "{\"height\":\"0x64\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void anOldNodeRefusesTheOptionalHeightAsUnknown() throws Exception {
    node.faults().heightParam(false);
    var address = "\"address\":\"" + rich.address() + "\"";
    var pinned = client.call("icx_getBalance", "{" + address + ",\"height\":\"0xc8\"}");
    assertThat(pinned.body()).contains("\"code\":-32602", "unknown field 'height'");
    assertThat(client.call("icx_getTotalSupply", "{\"height\":\"0xc8\"}").body())
        .contains("\"code\":-32602");
    assertThat(client.call("icx_getBalance", "{" + address + "}").statusCode()).isEqualTo(200);
    assertThat(client.call("icx_getBlockByHeight", "{\"height\":\"0xc8\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void nodesDoNotWaitUnlessTheyAreToldTo() throws Exception {
    var hash = "{\"txHash\":\"0x" + "0".repeat(64) + "\"}";
    assertThat(client.call("icx_waitTransactionResult", hash).body())
        .contains("\"code\":-32601", "NotEnabled(waitTimeout=0)");
  }

  @Test
  void beyondItsKneeANodeAnswersStillButSlowly() throws Exception {
    node.faults().knee(new Knee(1, Duration.ofMillis(1), Duration.ofMillis(5)));
    for (var call = 0; call < 3; call++) {
      assertThat(client.call(LAST, "{}").statusCode()).isEqualTo(200);
    }
  }

  private static String block(RpcClient from, int height) throws Exception {
    var params = "{\"height\":\"0x" + Integer.toHexString(height) + "\"}";
    return from.call("icx_getBlockByHeight", params).body();
  }

  private static String hash(String block) {
    var start = block.indexOf("\"block_hash\":\"") + 14;
    return block.substring(start, start + 64);
  }
}
