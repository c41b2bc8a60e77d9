package headgate.devnode.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.DevClock;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.fault.CatchUp;
import headgate.devnode.fault.FaultTarget;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.json.JsonWriter;
import headgate.devnode.method.MethodTable;
import headgate.devnode.node.NodeOptions;
import headgate.devnode.node.NodeState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a goloop node lets pass, and how it words what it does not: beyond the recordings. */
class LeniencyTest {
  private final ManualClock clock = new ManualClock(1_795_000_000_000_000L);
  private final DevChain chain =
      DevChain.create(Genesis.demo(Map.of()), clock, Duration.ofSeconds(1)).start();
  private final Dispatcher dispatcher =
      new Dispatcher(new NodeState(chain, NodeOptions.defaults(), new NoTarget()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBlockByHeight\",\"param\u017f\":{\"height\":\"0x1\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"METHOD\":\"icx_getBlockByHeight\",\"params\":{\"HEIGHT\":\"0x1\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nope\",\"params\":{},\"method\":\"icx_getBlockByHeight\",\"params\":{\"height\":\"0x1\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBlockByHeight\",\"params\":{\"height\":\"0x1\",\"height\":null}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"\\u006dethod\":\"icx_getBlockByHeight\",\"params\":{\"height\":\"0x1\"}} garbage"
      })
  void namesAreFoldedTheLastWinsAndTheRestIsIgnored(String body) throws Exception {
    assertThat(answer(body)).contains("\"height\":1,");
  }

  @Test
  void anUnknownFieldIsNamedButTheIdIsStillRead() throws Exception {
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"foo\":1,\"id\":7,\"method\":\"x\"}"))
        .contains("\"message\":\"InvalidRequest: fail to unmarshal, unknown field 'foo'\"")
        .endsWith("\"id\":7}");
  }

  @Test
  void ofSeveralBrokenRulesOneIsNamedAndACommaStandsForEachOther() throws Exception {
    assertThat(
            answer(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBalance\","
                    + "\"params\":{\"address\":\"hx1\",\"height\":\"1\"}}"))
        .contains("\"InvalidParams: fail to validate, t_int('height'),\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "5", "true"})
  void paramsMustBeAnObject(String params) throws Exception {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBalance\",\"params\":" + params + "}";
    assertThat(answer(body)).contains("'params' of request must be object type");
  }

  @Test
  void paramsThatAreNeededMustBeThere() throws Exception {
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBalance\"}"))
        .contains("\"InvalidParams: fail to unmarshal, 'params' of request is required \"");
  }

  @Test
  void anEmptyBatchIsRefusedAndAReadAsNotificationIsNotRun() throws Exception {
    assertThat(answer("[]")).contains("\"code\":-32600,\"message\":\"InvalidRequest\"}");
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"method\":\"icx_getLastBlock\"}")).isEmpty();
  }

  @Test
  void aHeightThatNoNumberHoldsIsRefused() throws Exception {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBlockByHeight\","
            + "\"params\":{\"height\":\"0x10000000000000000\"}}";
    assertThat(answer(body)).contains("-32602");
  }

  @Test
  void aTraceIsGivenOnlyWhereDebuggingIsOnAndAskedFor() throws Exception {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getBalance\",\"params\":{\"address\":\"x\"}}";
    var json = Dispatcher.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    var options = NodeOptions.defaults().debugApi(true);
    var debugging = new Dispatcher(new NodeState(chain, options, new NoTarget()));
    var asked = Map.of("debug", "true");
    assertThat(debugging.answer(MethodTable.ICX, json, asked).get().body().map(JsonWriter::write))
        .hasValueSatisfying(text -> assertThat(text).contains("\"data\":\"InvalidParams"));
    assertThat(dispatcher.answer(MethodTable.ICX, json, asked).get().body().map(JsonWriter::write))
        .hasValueSatisfying(text -> assertThat(text).doesNotContain("\"data\""));
    assertThat(answer(body)).doesNotContain("\"data\"");
  }

  private String answer(String body) throws Exception {
    var json = Dispatcher.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    var answer = dispatcher.answer(MethodTable.ICX, json, Map.of()).get();
    return answer.body().map(JsonWriter::write).orElse("");
  }

  private static final class NoTarget implements FaultTarget {
    @Override
    public void refuseConnections() {}

    @Override
    public void hangConnections() {}

    @Override
    public void acceptConnections() {}

    @Override
    public int dropPool() {
      return 0;
    }

    @Override
    public void halt() {}

    @Override
    public void resume() {}

    @Override
    public CatchUp catchUp(long blocksBehind, long blocksPerSecond) {
      return new CatchUp(0, 0, blocksPerSecond);
    }

    @Override
    public DevClock timer() {
      return DevClock.system();
    }
  }
}
