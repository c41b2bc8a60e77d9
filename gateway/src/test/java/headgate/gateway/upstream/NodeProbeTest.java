package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.ManualWire;
import headgate.gateway.testkit.ScriptedNode;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.upstream.probe.ProbeJudge;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeProbeTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final ManualLoop loop = new ManualLoop();
  private final ScriptedNode script = new ScriptedNode(loop);
  private final ManualWire wire = new ManualWire(loop).reaching("n0", script);
  private final Node node =
      new Node(0, NodeConfig.of("n0", URI.create("http://n0")), UpstreamBench.LANES);
  private final List<String> heard = new ArrayList<>();
  private final List<String> channels = new ArrayList<>();

  private final HeightProbe.Receiver receiver =
      new HeightProbe.Receiver() {
        @Override
        public void reported(HeightProbe.Report report) {
          heard.add(report.height() + " of " + report.network());
          channels.add(report.channel() + " from " + report.earliest());
        }

        @Override
        public void missed(ProbeMiss why) {
          heard.add("missed: " + why.label());
        }
      };

  private NodeProbe probe(ChainProfile profile) {
    return new NodeProbe(
        loop, wire, List.of(node), profile, new NodeProbe.Question("/here", DEADLINE));
  }

  private void ask(NodeProbe probe) {
    probe.probe(0, receiver);
    loop.settle();
  }

  private static String info(String latest) {
    return "{\"channel\":\"icon_dex\",\"earliest\":\"0x7\",\"latest\":"
        + latest
        + ",\"nid\":\"0x1\"}";
  }

  @Test
  void heightNetworkAndChannelAreReadAsTheProfileSays() {
    script.always(request -> request.result(info("\"0x64\"")));
    ask(probe(Calls.ICON));

    assertThat(heard).containsExactly("100 of 0x1");
    assertThat(channels).containsExactly("icon_dex from 7");
    assertThat(script.requests()).hasSize(1);
    assertThat(script.requests().getFirst().head()).startsWith("POST /here HTTP/1.1\r\n");
    assertThat(script.requests().getFirst().body())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_getNetworkInfo\"}");
  }

  @Test
  void theTimeOfTheLastProbeThatWasAnsweredIsKept() {
    script.once(
        request -> request.in(Duration.ofMillis(7), () -> request.result(info("\"0x64\""))));
    script.always(request -> request.answer(500, ""));
    var probe = probe(Calls.ICON);
    ask(probe);
    assertThat(node.probeNanos()).isZero();
    loop.advance(Duration.ofMillis(7));
    ask(probe);

    assertThat(heard).containsExactly("100 of 0x1", "missed: server-error");
    assertThat(node.probeNanos()).isEqualTo(7_000_000);
  }

  @Test
  void aHeightMayBeANumber() {
    script.always(request -> request.result(info("101")));
    ask(probe(Calls.ICON));

    assertThat(heard).containsExactly("101 of 0x1");
  }

  @Test
  void theIdentityIsAskedForFirstWhereItTakesACallOfItsOwn() {
    script.once(request -> request.result("\"0x89\"")).once(request -> request.result("\"0x10\""));
    ask(probe(Calls.EVM));

    assertThat(heard).containsExactly("16 of 0x89");
    assertThat(channels).containsExactly("null from -1");
    assertThat(script.requests())
        .extracting(ScriptedRequest::method)
        .containsExactly("eth_chainId", "eth_blockNumber");
    assertThat(wire.connections()).hasSize(1);
  }

  @Test
  void aNodeThatDoesNotTellItsIdentityIsMissed() {
    script.always(request -> request.error(-32601, "no such method"));
    ask(probe(Calls.EVM));

    assertThat(heard).containsExactly("missed: rpc-error");
    assertThat(script.requests()).hasSize(1);
    assertThat(node.probesMissed()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"latest\":\"soon\"}",
        "{\"latest\":-1}",
        "{\"latest\":null}",
        "{\"latest\":1.5}",
        "\"0x64\""
      })
  void aResultWithoutAHeightIsMissed(String result) {
    script.always(request -> request.result(result));
    ask(probe(Calls.ICON));

    assertThat(heard).containsExactly("missed: no-height");
    assertThat(channels).isEmpty();
  }

  @Test
  void anotherCallsAnswerIsMissedAndEndsTheConnection() {
    script.once(request ->
        request.answer(200, "{\"jsonrpc\":\"2.0\",\"result\":" + info("5") + ",\"id\":99}"));
    script.once(request -> request.result(info("6")));
    var probe = probe(Calls.ICON);
    ask(probe);
    ask(probe);

    assertThat(heard).containsExactly("missed: not-an-answer", "6 of 0x1");
    assertThat(wire.connections()).hasSize(2);
  }

  @Test
  void noAnswerInTimeIsMissedOnceAndALateOneChangesNothing() {
    script.always(request -> request.in(DEADLINE.plusMillis(1), () -> request.result(info("5"))));
    ask(probe(Calls.ICON));
    loop.advance(DEADLINE.minusNanos(1));
    assertThat(heard).isEmpty();
    loop.advance(Duration.ofSeconds(5));

    assertThat(heard).containsExactly("missed: timeout");
    assertThat(wire.open()).isZero();
    assertThat(loop.timersSet()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | No channel | not-served",
        "404 | <html>nothing here</html> | not-found",
        "403 | forbidden | denied",
        "401 | {} | denied",
        "429 | slow down | rate-limited",
        "301 | moved | redirect",
        "502 | bad gateway | server-error",
        "200 | <html>a page</html> | not-an-answer",
        "418 | tea | not-an-answer",
        "400 | {\"jsonrpc\":\"2.0\",\"error\":{\"code\":-1,\"message\":\"m\"},\"id\":1} | rpc-error"
      })
  void aMissIsToldInAWordOfOurs(int status, String body, String word) {
    script.always(request -> request.answer(status, body));
    ask(probe(Calls.ICON));

    assertThat(heard).containsExactly("missed: " + word);
    assertThat(node.lastMiss()).isNotNull().extracting(ProbeMiss::label).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"TLS, tls", "TRUNCATED, connection-lost", "ANSWER_TOO_LARGE, not-an-answer"})
  void theEndOfAConnectionHasItsWord(TryFailure failure, String word) {
    assertThat(ProbeJudge.miss(failure).label()).isEqualTo(word);
  }

  @Test
  void aConnectionThatDoesNotOpenInTimeIsToldAsThat() {
    script.welcoming(_ -> {});
    ask(probe(Calls.ICON));
    loop.advance(DEADLINE);

    assertThat(heard).containsExactly("missed: connect-timeout");
  }

  @Test
  void aRefusedConnectionIsMissed() {
    script.refusing();
    ask(probe(Calls.ICON));

    assertThat(heard).containsExactly("missed: refused");
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void aKeptConnectionThatTheNodeClosesIsNotTheNodesFailure() {
    script.once(request -> request.result(info("5")));
    script.once(request -> request.close(Cause.ENDED));
    script.once(request -> request.result(info("6")));
    var probe = probe(Calls.ICON);
    ask(probe);
    ask(probe);

    assertThat(heard).containsExactly("5 of 0x1", "6 of 0x1");
    assertThat(node.probesMissed()).isZero();
  }

  @Test
  void aNodeThatClosesEveryConnectionIsMissed() {
    script.once(request -> request.result(info("5")));
    script.always(request -> request.close(Cause.ENDED));
    var probe = probe(Calls.ICON);
    ask(probe);
    ask(probe);

    assertThat(heard).containsExactly("5 of 0x1", "missed: connection-lost");
    assertThat(script.requests()).hasSize(3);
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void probesTakeNoPermitOfTheCallers() {
    script.always(_ -> {});
    ask(probe(Calls.ICON));

    assertThat(node.inFlight()).isZero();
  }

  private void askBlock(ChainProfile profile, String result) {
    script.once(request -> request.result(result));
    probe(profile)
        .block(
            0,
            256,
            block ->
                heard.add(
                    block == null
                        ? "none"
                        : block.height()
                            + " "
                            + block.hash()
                            + " after "
                            + block.previous()
                            + " at "
                            + block.timeMillis()));
    loop.settle();
  }

  @Test
  void aBlockIsAskedForAndReadAsTheProfileSays() {
    askBlock(
        Calls.ICON,
        "{\"block_hash\":\"ab\",\"height\":256,\"prev_block_hash\":\"cd\",\"time_stamp\":7123456}");
    askBlock(
        Calls.EVM,
        "{\"number\":\"0x100\",\"hash\":\"0xAB\",\"parentHash\":\"0xcd\",\"timestamp\":\"0x7\"}");

    assertThat(heard).containsExactly("256 ab after cd at 7123", "256 ab after cd at 7000");
    assertThat(script.requests().getFirst().body())
        .endsWith("\"method\":\"icx_getBlockByHeight\",\"params\":{\"height\":\"0x100\"}}");
    assertThat(script.requests().getLast().body()).contains("\"params\":[\"0x100\", false]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"block_hash\":\"ab\",\"height\":256,\"prev_block_hash\":\"cd\"}",
        "{\"block_hash\":\"\",\"height\":256,\"prev_block_hash\":\"cd\",\"time_stamp\":7}",
        "{\"block_hash\":\"ab\",\"height\":256,\"time_stamp\":7}",
        "{\"block_hash\":\"ab\",\"height\":-1,\"prev_block_hash\":\"cd\",\"time_stamp\":7}"
      })
  void whatLacksAPartOfABlockIsNone(String result) {
    askBlock(Calls.ICON, result);

    assertThat(heard).containsExactly("none");
  }

  @Test
  void anErrorToTheQuestionForABlockIsNone() {
    script.always(request -> request.error(-31004, "NotFound: E1005:no block for 256"));
    probe(Calls.ICON).block(0, 256, block -> heard.add(String.valueOf(block)));
    loop.settle();

    assertThat(heard).containsExactly("null");
    assertThat(loop.timersSet()).isZero();
  }
}
