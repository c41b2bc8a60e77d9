package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The retry rules as a table: each failure of a try, for a read, a wait and a write. */
class FetchTableTest {
  private static final String HASH = "{\"txHash\":\"0x" + "a".repeat(64) + "\"}";
  private static final Call READ = Calls.icon("icx_getTotalSupply", "");
  private static final Call WAIT = Calls.icon("icx_waitTransactionResult", HASH);
  private static final Call WRITE = Calls.icon("icx_sendTransaction", "{\"stepLimit\":\"0x1\"}");

  private static final String UNKNOWN = "WRITE_OUTCOME_UNKNOWN{\"txHash\":\"0xabc\"}";

  /**
   * What has to follow.
   *
   * @param readTold what the caller of a read hears where both nodes fail so
   * @param waitTold what the caller of a wait hears
   * @param writeElsewhere whether another node gets the write
   * @param writeTold what the caller of a write hears where both nodes fail so
   */
  private record Row(String readTold, String waitTold, boolean writeElsewhere, String writeTold) {
    /** Reads and waits are told the same. */
    Row(String told, boolean writeElsewhere, String writeTold) {
      this(told, told, writeElsewhere, writeTold);
    }
  }

  private static final Map<TryFailure, Row> TABLE = new EnumMap<>(TryFailure.class);

  static {
    TABLE.put(TryFailure.REFUSED, new Row("NO_NODE", true, "NO_NODE"));
    TABLE.put(TryFailure.CONNECT_TIMEOUT, new Row("NO_NODE", true, "NO_NODE"));
    TABLE.put(TryFailure.TLS, new Row("NO_NODE", true, "NO_NODE"));
    TABLE.put(TryFailure.IDLE_CLOSED, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.LOST_BEFORE_ANSWER, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.TRUNCATED, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.STALLED, new Row("DEADLINE", false, UNKNOWN));
    TABLE.put(TryFailure.REDIRECT, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.RATE_LIMITED, new Row("OVERLOADED", true, "OVERLOADED"));
    TABLE.put(TryFailure.API_ABSENT, new Row("NO_NODE", true, "NO_NODE"));
    TABLE.put(TryFailure.SERVER_ERROR, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.UNEXPECTED_STATUS, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.NOT_AN_ANSWER, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.WRONG_ID, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.BROKEN_FRAMING, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.ANSWER_TOO_LARGE, new Row("BAD_ANSWER", false, UNKNOWN));
    TABLE.put(TryFailure.NODE_ERROR, new Row(error(-32603, "boom"), false, error(-32603, "boom")));
    TABLE.put(TryFailure.NODE_STOPPED, passing(-32000, "Stopped", true));
    TABLE.put(TryFailure.NODE_CANNOT, passing(-31001, "full", true));
    // To a write these are answers like any other.
    var noBlock = error(-31004, "NotFound: E1005:no block for 7");
    // The read leaves its height open, so that its caller is not told of one.
    TABLE.put(TryFailure.NO_BLOCK, new Row("HEIGHT_NOT_REACHED", noBlock, false, noBlock));
    TABLE.put(TryFailure.PRUNED, passing(-31004, "NotFound: PrunedBlock(height=1)", false));
    TABLE.put(TryFailure.NOT_OFFERED, passing(-32601, "MethodNotFound: NotEnabled", false));
  }

  /** The node's own error is what the caller reads. */
  private static Row passing(int code, String message, boolean writeElsewhere) {
    return new Row(error(code, message), writeElsewhere, error(code, message));
  }

  private static String error(int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
        + code
        + ",\"message\":\""
        + message
        + "\"},\"id\":1}";
  }

  /** Makes the next call at a node end so. */
  private static void failNext(ScriptedNode node, TryFailure failure) {
    switch (failure) {
      case REFUSED -> node.refusing();
      case CONNECT_TIMEOUT -> node.welcoming(connection -> connection.close(Cause.CONNECT_TIMEOUT));
      case TLS -> node.welcoming(connection -> connection.close(Cause.TLS));
      case IDLE_CLOSED, LOST_BEFORE_ANSWER -> node.always(request -> request.close(Cause.ENDED));
      case TRUNCATED ->
          node.always(request -> {
            request.raw("HTTP/1.1 200 OK\r\n");
            request.close(Cause.RESET);
          });
      case STALLED -> node.always(_ -> {});
      case REDIRECT -> node.always(request -> request.answer(302, ""));
      case RATE_LIMITED -> node.always(request -> request.answer(429, "slow down"));
      case API_ABSENT -> node.always(request -> request.answer(404, "No channel"));
      case SERVER_ERROR -> node.always(request -> request.answer(500, "oops"));
      case UNEXPECTED_STATUS -> node.always(request -> request.answer(403, "no"));
      case NOT_AN_ANSWER -> node.always(request -> request.answer(200, "{\"result\":1}"));
      case WRONG_ID ->
          node.always(
              request -> request.answer(200, "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":999999}"));
      case BROKEN_FRAMING -> node.always(request -> request.raw("no HTTP at all\r\n\r\n"));
      case ANSWER_TOO_LARGE ->
          node.always(request -> request.raw("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"));
      case NODE_ERROR -> node.always(request -> request.error(-32603, "boom"));
      case NODE_STOPPED -> node.always(request -> request.error(-32000, "Stopped"));
      case NODE_CANNOT -> node.always(request -> request.error(-31001, "full"));
      case NO_BLOCK ->
          node.always(request -> request.error(-31004, "NotFound: E1005:no block for 7"));
      case PRUNED ->
          node.always(request -> request.error(-31004, "NotFound: PrunedBlock(height=1)"));
      case NOT_OFFERED ->
          node.always(request -> request.error(-32601, "MethodNotFound: NotEnabled"));
    }
  }

  @Test
  void theTableHasARowForEachFailure() {
    assertThat(TABLE).containsOnlyKeys(TryFailure.values());
  }

  @TestFactory
  Stream<DynamicTest> aReadIsTriedElsewhereWhateverBecameOfIt() {
    return each((failure, _) -> triedElsewhere(failure, READ, true, "\"0x2\""));
  }

  @TestFactory
  Stream<DynamicTest> aWaitIsTriedElsewhereUnlessItWaitedToItsEnd() {
    return each((failure, _) -> {
      var waited = failure == TryFailure.STALLED;
      triedElsewhere(failure, WAIT, !waited, waited ? "DEADLINE" : "\"0x2\"");
    });
  }

  @TestFactory
  Stream<DynamicTest> aWriteIsTriedElsewhereOnlyWhereItIsCertainThatItWasNotTaken() {
    return each((failure, row) ->
        triedElsewhere(
            failure, WRITE, row.writeElsewhere, row.writeElsewhere ? "\"0x2\"" : row.writeTold));
  }

  @TestFactory
  Stream<DynamicTest> theCallerOfAReadIsToldWhenBothNodesFailAlike() {
    return each((failure, row) -> toldWhenBothFail(failure, READ, row.readTold));
  }

  @TestFactory
  Stream<DynamicTest> theCallerOfAWaitIsToldWhenBothNodesFailAlike() {
    return each((failure, row) -> toldWhenBothFail(failure, WAIT, row.waitTold));
  }

  @TestFactory
  Stream<DynamicTest> theCallerOfAWriteIsToldWhenBothNodesFailAlike() {
    return each((failure, row) -> toldWhenBothFail(failure, WRITE, row.writeTold));
  }

  private interface Check {
    void check(TryFailure failure, Row row);
  }

  private static Stream<DynamicTest> each(Check check) {
    return Arrays.stream(TryFailure.values())
        .map(failure ->
            DynamicTest.dynamicTest(
                failure.label(),
                () -> check.check(failure, TABLE.getOrDefault(failure, new Row("", false, "")))));
  }

  private static UpstreamBench bench(TryFailure failure, Call call) {
    var bench = new UpstreamBench(2);
    if (failure == TryFailure.IDLE_CLOSED) {
      warm(bench, call);
    }
    return bench;
  }

  /** Leaves one kept connection to each node. */
  private static void warm(UpstreamBench bench, Call call) {
    for (var script : bench.scripts) {
      script.once(request -> request.in(Duration.ofMillis(1), () -> request.result("0")));
    }
    var first = bench.begin(call);
    bench.nodes.getFirst().health().latency().sample(1L << 50, bench.loop.clock().nanos());
    var second = bench.begin(call);
    bench.loop.advance(Duration.ofMillis(1));
    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1);
    assertThat(bench.asked()).containsExactly(1, 1);
    bench.loop.advance(Duration.ofMillis(100));
  }

  private static void triedElsewhere(
      TryFailure failure, Call call, boolean elsewhere, String expected) {
    var bench = bench(failure, call);
    var before = bench.node(1).requests().size();
    bench.node(1).always(request -> request.result("\"0x2\""));
    failNext(bench.node(0), failure);
    prefer(bench, 0);

    var heard = bench.fetch(call);
    bench.loop.advance(Duration.ofMinutes(2));

    assertThat(bench.node(1).requests()).hasSize(before + (elsewhere ? 1 : 0));
    assertThat(UpstreamBench.text(heard)).contains(expected);
    nothingIsLeft(bench);
  }

  private static void toldWhenBothFail(TryFailure failure, Call call, String expected) {
    var bench = bench(failure, call);
    bench.scripts.forEach(node -> failNext(node, failure));
    prefer(bench, 0);

    var heard = bench.fetch(call);
    bench.loop.advance(Duration.ofMinutes(2));

    assertThat(UpstreamBench.text(heard)).isEqualTo(expected);
    nothingIsLeft(bench);
  }

  /** Makes a node the cheapest, whatever was sampled before. */
  private static void prefer(UpstreamBench bench, int index) {
    for (var node : bench.nodes) {
      if (node.index() != index) {
        node.health().latency().sample(1L << 52, bench.loop.clock().nanos());
      }
    }
  }

  private static void nothingIsLeft(UpstreamBench bench) {
    assertThat(bench.permitsTaken()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
    assertThat(bench.budget.used()).isZero();
    var bodies = bench.scripts.stream().flatMap(node -> node.requests().stream());
    assertThat(bodies.map(ScriptedRequest::connection)).allMatch(each -> each.written().isEmpty());
  }
}
