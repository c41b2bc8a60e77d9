package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.cli.talk.CommandFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassedDescriptorTest {
  private static final long PID = 7;

  @Test
  void withoutTheVariablesThereIsNone() {
    assertThat(PassedSocket.of(Map.of(), PID)).isEmpty();
  }

  @Test
  void theOnlyOneIsForCallsWhateverItIsCalled() {
    var environment = Map.of("LISTEN_FDS", "1", "LISTEN_PID", "7", "LISTEN_FDNAMES", "x.socket");

    assertThat(PassedSocket.of(environment, PID)).hasValue(3);
  }

  @Test
  void whatWasPassedToAnotherProcessIsNotOurs() {
    assertThat(PassedSocket.of(Map.of("LISTEN_FDS", "1", "LISTEN_PID", "8"), PID)).isEmpty();
    assertThat(PassedSocket.of(Map.of("LISTEN_FDS", "1"), PID)).isEmpty();
    assertThat(PassedSocket.of(Map.of("LISTEN_FDS", "0", "LISTEN_PID", "7"), PID)).isEmpty();
  }

  @Test
  void ofSeveralItIsTheOneOfThatName() {
    var environment = Map.of("LISTEN_FDS", "3", "LISTEN_PID", "7", "LISTEN_FDNAMES", "a:calls:b");

    assertThat(PassedSocket.of(environment, PID)).hasValue(4);
  }

  @ParameterizedTest
  @CsvSource({"2,a:b", "2,calls:calls", "2,''", "many,calls", "65,calls", "-1,calls"})
  void whereItCannotBeToldNothingStarts(String count, String names) {
    var environment = Map.of("LISTEN_FDS", count, "LISTEN_PID", "7", "LISTEN_FDNAMES", names);

    assertThatThrownBy(() -> PassedSocket.of(environment, PID)).isInstanceOf(CommandFailure.class);
  }
}
