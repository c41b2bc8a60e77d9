package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstAnswerTest {
  private final FirstAnswer first = new FirstAnswer(ChainProfiles.builtIn("icon").errors());

  private FirstAnswer.Verdict judge(String message) {
    return first.judge(message.getBytes(UTF_8));
  }

  @Test
  void codeZeroBeginsTheStream() {
    assertThat(judge("{\"code\":0}\n")).isEqualTo(FirstAnswer.Verdict.BEGUN);
    assertThat(judge("{\"message\":\"\",\"code\":0,\"more\":[]}"))
        .isEqualTo(FirstAnswer.Verdict.BEGUN);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "-31005, too many monitor, ELSEWHERE",
        "-32000, Stopped, ELSEWHERE",
        "-32700, bad event request, REFUSED",
        "-32602, fail to compile idx:0, REFUSED",
        "7, nobody knows, REFUSED",
      })
  void anErrorMeansWhatTheChainSaysItMeans(int code, String message, FirstAnswer.Verdict verdict) {
    assertThat(judge("{\"code\":" + code + ",\"message\":\"" + message + "\"}\n"))
        .isEqualTo(verdict);
  }

  @Test
  void aCodeNeedsNoMessage() {
    assertThat(judge("{\"code\":-31005}")).isEqualTo(FirstAnswer.Verdict.ELSEWHERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "0",
        "null",
        "{\"code\":\"0\"}",
        "{\"code\":0.5}",
        "{\"code\":null}",
        "{\"code\":-}",
        "{\"Code\":0}",
        "{\"code\":0,\"Code\":1}",
        "{\"code\":0",
        "{\"code\":0}}",
        "{\"code\":0}{\"code\":0}",
        "{\"hash\":\"0x1\",\"height\":\"0x2\"}",
        "<html>",
      })
  void anythingElseIsNoAnswer(String message) {
    assertThat(judge(message)).isEqualTo(FirstAnswer.Verdict.UNREADABLE);
  }
}
