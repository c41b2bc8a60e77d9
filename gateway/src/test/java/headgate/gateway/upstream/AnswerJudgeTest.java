package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.testkit.Calls;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.jsonrpc.RequestId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJudgeTest {
  private static final String READ = "icx_getTotalSupply";
  private static final String SEND = "icx_sendTransaction";
  private static final String SEND_AND_WAIT = "icx_sendTransactionAndWait";
  private static final String BY_HEIGHT = "icx_getBlockByHeight";
  private static final String RESULT_OF = "icx_getTransactionResult";

  private static Verdict judge(ChainProfile profile, String method, int status, String body) {
    var judge = new AnswerJudge(profile);
    var bytes = (body + "surplus room").getBytes(UTF_8);
    var length = body.getBytes(UTF_8).length;
    return judge.judge(
        new NodeAnswer(status, 0, bytes, length), 7, profile.methods().named(method).orElseThrow());
  }

  private static AnswerText good(String method, int status, String body) {
    return switch (judge(Calls.ICON, method, status, body)) {
      case Verdict.Good good -> good.text();
      case Verdict.Bad bad -> throw new AssertionError(bad.failure());
    };
  }

  private static TryFailure bad(String method, int status, String body) {
    return switch (judge(Calls.ICON, method, status, body)) {
      case Verdict.Good good -> throw new AssertionError(good.text().with(RequestId.of(7)));
      case Verdict.Bad bad -> bad.failure();
    };
  }

  private static String error(int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
        + code
        + ",\"message\":\""
        + message
        + "\",\"data\":{\"a\":1}},\"id\":7}";
  }

  @Test
  void blanksAroundAnAnswerAreNotPassedOn() {
    var answer = good(READ, 200, " \r\n\t{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1} \n");

    assertThat(answer.with(RequestId.of(8)))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":1}");
  }

  @Test
  void aResultKeepsItsBytesAndGetsTheCallersId() {
    var answer =
        good(
            READ,
            200,
            "{ \"jsonrpc\":\"2.0\", \"id\" : 7, \"result\": {\"b\":1, \"a\":2.50} }\n\n");

    assertThat(answer.success()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.with(RequestId.copyOf("\"x\"".getBytes(UTF_8), 0, 3)))
        .isEqualTo("{ \"jsonrpc\":\"2.0\", \"id\" : \"x\", \"result\": {\"b\":1, \"a\":2.50} }");
  }

  @Test
  void anErrorKeepsItsBytesCodeAndStatus() {
    var answer = good(READ, 400, error(-32602, "InvalidParams"));

    assertThat(answer.success()).isFalse();
    assertThat(answer.errorCode()).isEqualTo(-32602);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.with(RequestId.of(12)))
        .isEqualTo(error(-32602, "InvalidParams").replace("\"id\":7", "\"id\":12"));
    assertThat(good(READ, 200, error(-32602, "x")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {}              | RATE_LIMITED",
        "429 | GOOD            | RATE_LIMITED",
        "301 | GOOD            | REDIRECT",
        "308 | ''              | REDIRECT",
        "404 | No channel      | API_ABSENT",
        "404 | No channel here | API_ABSENT",
        "404 | Not Found       | UNEXPECTED_STATUS",
        "500 | ''              | SERVER_ERROR",
        "599 | <html>          | SERVER_ERROR",
        "401 | ''              | UNEXPECTED_STATUS",
        "204 | ''              | UNEXPECTED_STATUS",
        "200 | ''              | NOT_AN_ANSWER",
        "200 | []              | NOT_AN_ANSWER",
        "200 | {\"id\":7}      | NOT_AN_ANSWER",
        "200 | NO_VERSION      | NOT_AN_ANSWER",
        "200 | TWO_RESULTS     | NOT_AN_ANSWER",
        "200 | GOODGOOD        | NOT_AN_ANSWER",
        "400 | oops            | NOT_AN_ANSWER",
        "200 | OTHER_ID        | WRONG_ID",
        "200 | TEXT_ID         | WRONG_ID",
        "200 | NULL_ID         | NOT_AN_ANSWER"
      })
  void whatIsNoAnswerToTheCallHasAName(int status, String body, TryFailure failure) {
    var text =
        body.replace("GOOD", "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":7}")
            .replace("OTHER_ID", "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":8}")
            .replace("TEXT_ID", "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":\"7\"}")
            .replace("NO_VERSION", "{\"id\":7,\"result\":1}")
            .replace("TWO_RESULTS", "{\"jsonrpc\":\"2.0\",\"result\":1,\"Result\":2,\"id\":7}")
            .replace("NULL_ID", "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":null}");

    assertThat(bad(READ, status, text)).isEqualTo(failure);
  }

  @ParameterizedTest
  @CsvSource({
    "-31004, NotFound: E1005:no block for 9, NO_BLOCK",
    "-31004, NotFound: PrunedBlock(3), PRUNED",
    "-32601, MethodNotFound: NotEnabled, NOT_OFFERED",
    "-31000, SystemError: other, NODE_CANNOT",
    "-30012, Timeout, NODE_CANNOT",
    "-32603, InternalError, NODE_ERROR",
    "-32000, Stopped, NODE_ERROR"
  })
  void aReadGoesElsewhereWhereTheErrorSaysSoAndKeepsItsText(
      int code, String message, TryFailure failure) {
    var verdict = judge(Calls.ICON, READ, 400, error(code, message));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Bad.class,
            bad -> {
              assertThat(bad.failure()).isEqualTo(failure);
              assertThat(bad.text()).isNotNull();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "-32602, InvalidParams",
    "-31002, Pending",
    "-31003, Executing",
    "-31004, NotFound: transaction",
    "-31006, Timeout",
    "-30032, Reverted",
    "12345, Unheard of"
  })
  void otherErrorsOfReadsAreAnswers(int code, String message) {
    assertThat(good(READ, 400, error(code, message)).errorCode()).isEqualTo(code);
  }

  @Test
  void anErrorOfAWriteIsAnAnswerUnlessTheProfileSaysThatItProvesNothingWasTaken() {
    assertThat(good(SEND, 400, error(-32603, "InternalError")).errorCode()).isEqualTo(-32603);
    assertThat(good(SEND, 400, error(-31000, "SystemError: E2000:dup")).errorCode())
        .isEqualTo(-31000);
    assertThat(bad(SEND, 400, error(-31001, "TransactionPoolOverflow")))
        .isEqualTo(TryFailure.NODE_CANNOT);
    assertThat(bad(SEND, 400, error(-31000, "SystemError: E2002:expired")))
        .isEqualTo(TryFailure.NODE_CANNOT);
    assertThat(bad(SEND, 400, error(-32000, "Stopped"))).isEqualTo(TryFailure.NODE_STOPPED);
    assertThat(bad(SEND_AND_WAIT, 400, error(-32601, "MethodNotFound: NotEnabled")))
        .isEqualTo(TryFailure.NOT_OFFERED);
    // Of a send that waits, the same may come after the transaction was taken.
    assertThat(good(SEND_AND_WAIT, 400, error(-31000, "SystemError: E2002:expired")).errorCode())
        .isEqualTo(-31000);
  }

  @Test
  void aResultThatShowsAHeightSaysWhich() {
    assertThat(
            good(BY_HEIGHT, 200, "{\"jsonrpc\":\"2.0\",\"result\":{\"height\":12},\"id\":7}")
                .shownHeight())
        .isEqualTo(12);
    // The block after the one that holds a transaction has its result.
    assertThat(
            good(
                RESULT_OF,
                200,
                "{\"jsonrpc\":\"2.0\",\"result\":{\"blockHeight\":\"0xc\"},\"id\":7}"))
        .extracting(AnswerText::shownHeight)
        .isEqualTo(13L);
    assertThat(good(BY_HEIGHT, 200, "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":7}").shownHeight())
        .isEqualTo(-1);
    assertThat(
            good(BY_HEIGHT, 200, "{\"jsonrpc\":\"2.0\",\"result\":{\"height\":null},\"id\":7}")
                .shownHeight())
        .isEqualTo(-1);
    assertThat(good(BY_HEIGHT, 200, "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":7}").shownHeight())
        .isEqualTo(-1);
    assertThat(good(READ, 200, "{\"jsonrpc\":\"2.0\",\"result\":\"0x5\",\"id\":7}").shownHeight())
        .isEqualTo(-1);
  }

  @Test
  void aResultThatIsAHeightIsOne() {
    var verdict =
        judge(
            Calls.EVM,
            "eth_blockNumber",
            200,
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x10\"}");

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Good.class, good -> assertThat(good.text().shownHeight()).isEqualTo(16));
  }

  @Test
  void aResultOfNullIsNothing() {
    assertThat(good(RESULT_OF, 200, "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":7}").nothing())
        .isTrue();
    assertThat(good(RESULT_OF, 200, "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":7}").nothing())
        .isFalse();
    assertThat(good(RESULT_OF, 200, "{\"jsonrpc\":\"2.0\",\"result\":\"null\",\"id\":7}").nothing())
        .isFalse();
  }

  @Test
  void aStatusThatNoAnswerCanHaveIsNotPassedOn() {
    assertThat(good(READ, 700, error(-32602, "x")).status()).isEqualTo(400);
    assertThat(good(READ, 503, error(-32602, "x")).status()).isEqualTo(400);
  }
}
