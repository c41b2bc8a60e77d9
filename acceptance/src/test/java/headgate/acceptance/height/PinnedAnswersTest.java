package headgate.acceptance.height;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import headgate.gateway.config.NodeConfig;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a node answers at a height that was filled in is what it answers without one at that head,
 * byte for byte, at every height of a chain that changes with each block.
 */
class PinnedAnswersTest {
  private static final int HEIGHTS = 40;
  private static final Pattern METHOD = Pattern.compile("\"method\":\"(icx_[^\"]*)\"");
  private static final String SYSTEM = "cx0000000000000000000000000000000000000000";

  private final DevNetwork chain = DevNetwork.start(1, Duration.ofSeconds(2));
  private final DevNode node = chain.node(0);
  private final String wallet = chain.wallets().getFirst().address();
  private final TestGateway gateway;

  PinnedAnswersTest() {
    chain.chain().halt();
    var uri = URI.create("http://127.0.0.1:" + node.port());
    gateway = TestNetwork.of("icon").node(NodeConfig.of("n0", uri)).serve();
  }

  @AfterEach
  void stop() {
    gateway.close();
    chain.close();
  }

  private List<String> calls() {
    var system =
        Stream.of("getPReps", "getIISSInfo", "getPRepTerm")
            .map(method ->
                "{\"to\":\"%s\",\"dataType\":\"call\",\"data\":{\"method\":\"%s\"}}"
                    .formatted(SYSTEM, method))
            .map(params -> Calls.call("1", "icx_call", params));
    var ofWallet =
        Stream.of("getStake", "queryIScore")
            .map(method ->
                """
                {"to":"%s","dataType":"call",\
                "data":{"method":"%s","params":{"address":"%s"}}}\
                """
                    .formatted(SYSTEM, method, wallet))
            .map(params -> Calls.call("1", "icx_call", params));
    var plain =
        Stream.of(
            Calls.call("1", "icx_getBalance", "{\"address\":\"" + wallet + "\"}"),
            Calls.call(
                "1", "icx_getBalance", "{ \"address\" : \"" + wallet + "\",\"height\":null}"),
            Calls.call("1", "icx_getTotalSupply"),
            Calls.call("1", "icx_getTotalSupply", "null"),
            Calls.call("1", "icx_getTotalSupply", "{}"),
            Calls.call("1", "icx_getScoreApi", "{\"address\":\"" + SYSTEM + "\"}"),
            Calls.call("1", "icx_getScoreStatus", "{\"address\":\"" + SYSTEM + "\"}"),
            Calls.call("1", "icx_getLastBlock"),
            Calls.call("1", "icx_getLastBlock", "{}"));
    return Stream.of(plain, system, ofWallet).flatMap(each -> each).toList();
  }

  private long next() {
    chain
        .chain()
        .amend(state -> {
          state.setBalance(wallet, state.balance(wallet).add(BigInteger.ONE));
          state.setSupply(state.supply().add(BigInteger.ONE));
        });
    var height = chain.chain().produce().height();
    Eventually.holds(
        "the gateway serves height " + height,
        () -> gateway.gateway().networks().getFirst().servingHeight() == height);
    return height;
  }

  @Test
  void thePinnedAnswerIsTheUnpinnedOneAtEveryHeight() {
    var compared = 0;
    for (var round = 0; round < HEIGHTS; round++) {
      var height = next();
      for (var call : calls()) {
        var direct = RawHttp.post(node.port(), "/api/v3", call);
        node.counters().reset();
        var through = gateway.post(call);

        assertThat(through.body()).as("at %d: %s", height, call).isEqualTo(direct.body());
        assertThat(through.status()).isEqualTo(direct.status());
        assertThat(through.header("X-Headgate-Head")).isEqualTo("0x" + Long.toHexString(height));
        wentOutPinned(through, call, height);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(HEIGHTS * calls().size());
    System.out.println(compared + " pinned answers equal the unpinned ones");
  }

  /** The gateway's own reads of blocks come beside it, and prove nothing of the call. */
  private void wentOutPinned(RawResponse through, String call, long height) {
    var method = METHOD.matcher(call).results().map(found -> found.group(1)).toList().getFirst();
    var sent = method.equals("icx_getLastBlock") ? "icx_getBlockByHeight" : method;
    var ofMethod = bodies().stream().filter(body -> body.contains('"' + sent + '"')).toList();

    assertThat(through.header("X-Headgate-Cache")).as(call).isEqualTo("miss");
    assertThat(ofMethod)
        .as(call)
        .isNotEmpty()
        .allMatch(body -> body.contains("\"height\":\"0x%x\"".formatted(height)));
    assertThat(bodies()).noneMatch(body -> body.contains("icx_getLastBlock"));
  }

  private List<String> bodies() {
    return node.counters().bodies().stream().map(body -> new String(body, UTF_8)).toList();
  }
}
