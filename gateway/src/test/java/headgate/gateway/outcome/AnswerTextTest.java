package headgate.gateway.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.jsonrpc.RequestId;
import headgate.jsonrpc.RpcError;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  private static AnswerText cut(String answer, String id) {
    var bytes = ("junk" + answer + "junk").getBytes(UTF_8);
    var at = answer.indexOf(id) + 4;
    return AnswerText.result(bytes, 4, at, at + id.length(), 4 + answer.getBytes(UTF_8).length);
  }

  @Test
  void theIdsPlaceIsKeptWhereverItStands() {
    assertThat(cut("{\"id\":17,\"result\":1}", "17").with(RequestId.of(5)))
        .isEqualTo("{\"id\":5,\"result\":1}");
    assertThat(cut("{\"result\":1,\"id\":17}", "17").with(RequestId.NULL))
        .isEqualTo("{\"result\":1,\"id\":null}");
  }

  @Test
  void aResultIsASuccessWithStatus200() {
    var text = cut("{\"result\":1,\"id\":7}", "7");

    assertThat(text.success()).isTrue();
    assertThat(text.status()).isEqualTo(200);
    assertThat(text.errorCode()).isZero();
    assertThat(text.retryAfterSeconds()).isZero();
  }

  @Test
  void anErrorOfANodeKeepsItsCodeAndStatus() {
    var text = cut("{\"error\":{},\"id\":7}", "7").asError(-31004, 400);

    assertThat(text.success()).isFalse();
    assertThat(text.errorCode()).isEqualTo(-31004);
    assertThat(text.status()).isEqualTo(400);
  }

  @Test
  void anErrorOfOursHasAGapForTheId() {
    var text = AnswerText.of(new RpcError(-32092, "Overloaded", "{\"a\":\"\u00fc\"}"), 503);

    assertThat(text.with(RequestId.of(3)))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32092,\"message\":\"Overloaded\","
                + "\"data\":{\"a\":\"\u00fc\"}},\"id\":3}");
    assertThat(text.retryAfterSeconds()).isOne();
  }

  @Test
  void aLocalResultIsTheProfilesJson() {
    assertThat(AnswerText.local("[]").with(RequestId.of(1)))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":[],\"id\":1}");
  }

  @Test
  void nothingIsASuccessThatIsKnownToBeNothing() {
    var text = cut("{\"result\":null,\"id\":7}", "7");

    assertThat(text.nothing()).isFalse();
    assertThat(text.asNothing().nothing()).isTrue();
    assertThat(text.asNothing().success()).isTrue();
    assertThat(text.showing(9).shownHeight()).isEqualTo(9);
    assertThat(text.shownHeight()).isEqualTo(-1);
  }
}
