package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class HostAndPortTest {
  private final HostAndPort.Converter converter = new HostAndPort.Converter();

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:9000, 0.0.0.0, 9000",
    "[::1]:0, ::1, 0",
    "localhost:65535, localhost, 65535"
  })
  void hostsAndPortsAreRead(String text, String host, int port) {
    assertThat(converter.convert(text)).isEqualTo(new HostAndPort(host, port));
  }

  @Test
  void aPortAloneKeepsTheHost() {
    assertThat(converter.convert(":9000").hostOr("127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(converter.convert("a:1").hostOr("b")).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9000", "a", "a:", "a:b", "a:65536", "::1:9000", "http://a:1"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
  }
}
