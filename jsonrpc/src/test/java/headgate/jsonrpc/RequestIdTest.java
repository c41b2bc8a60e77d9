package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RequestIdTest {

  @Test
  void theRawBytesAreKept() {
    byte[] body = "[\"\\u0041\u00e9\",12345678901234567890]".getBytes(UTF_8);
    var text = RequestId.copyOf(body, 1, 11);
    var number = RequestId.copyOf(body, 12, body.length - 1);
    body[2] = 'x';
    assertThat(text).hasToString("\"\\u0041\u00e9\"");
    assertThat(number).hasToString("12345678901234567890");
    assertThat(text.length()).isEqualTo(10);
  }

  @Test
  void theBytesAreCopiedToAPlace() {
    byte[] target = "......".getBytes(UTF_8);
    assertThat(RequestId.of(42).copyTo(target, 1)).isEqualTo(3);
    assertThat(new String(target, UTF_8)).isEqualTo(".42...");
  }

  @Test
  void idsAreEqualWhereTheirBytesAre() {
    byte[] one = "1".getBytes(UTF_8);
    assertThat(RequestId.copyOf(one, 0, 1))
        .isEqualTo(RequestId.of(1))
        .hasSameHashCodeAs(RequestId.of(1));
    assertThat(RequestId.of(1)).isNotEqualTo(RequestId.of(10));
    assertThat(RequestId.NULL).isNotEqualTo(RequestId.of(0)).hasToString("null");
  }

  @Test
  void nobodyCanChangeAnIdFromOutside() {
    RequestId.NULL.toBytes()[0] = 'x';
    assertThat(RequestId.NULL).hasToString("null");
  }
}
