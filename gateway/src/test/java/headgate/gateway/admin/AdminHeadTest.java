package headgate.gateway.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admin.message.AdminRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminHeadTest {
  private static @Nullable AdminRequest read(String text) throws IOException {
    return AdminHead.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
  }

  @Test
  void aHeadIsTakenApart() throws IOException {
    var request =
        requireNonNull(
            read("GET /readyz?verbose=true HTTP/1.1\r\nHOST: \tx \r\nHost:y\r\nE:\r\n\r\nrest"));

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/readyz");
    assertThat(request.query()).isEqualTo("verbose=true");
    assertThat(request.all("host")).containsExactly("x", "y");
    assertThat(request.first("e")).isEmpty();
    assertThat(request.first("absent")).isNull();
    assertThat(request.hasBody()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1",
        "GET / HTTP/1.1\r\nHost: x\r\n",
        "GET / HTTP/1.1\nHost: x\n\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n",
        "GET /\r\n\r\n",
        " GET / HTTP/1.1\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\nb: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\0\r\n\r\n"
      })
  void whatIsNoPlainHeadIsNone(String text) throws IOException {
    assertThat(read(text)).isNull();
  }

  @Test
  void aHeadHasBounds() throws IOException {
    var head = "GET / HTTP/1.1\r\n";
    assertThat(read(head + "a: b\r\n".repeat(64) + "\r\n")).isNotNull();
    assertThat(read(head + "a: b\r\n".repeat(65) + "\r\n")).isNull();
    assertThat(read(head + "a: " + "b".repeat(15_000) + "\r\n\r\n")).isNotNull();
    assertThat(read(head + "a: " + "b".repeat(17_000) + "\r\n\r\n")).isNull();
  }
}
