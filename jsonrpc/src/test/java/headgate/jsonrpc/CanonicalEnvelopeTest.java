package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalEnvelopeTest {

  @Test
  void theParamsAreTheCallersOwnBytes() {
    byte[] body = "..{ \"a\" : [ 1e999 ] }..".getBytes(UTF_8);
    assertThat(text(CanonicalEnvelope.of(7, bytes("icx_call"), body, 2, body.length - 2)))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"icx_call\",\"params\":{ \"a\" : [ 1e999 ] }}");
  }

  @Test
  void absentParamsStayAbsent() {
    assertThat(text(CanonicalEnvelope.of(0, bytes("icx_getLastBlock"), new byte[0], -1, -1)))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"icx_getLastBlock\"}");
  }

  @Test
  void theLargestIdFits() {
    assertThat(text(CanonicalEnvelope.of(Long.MAX_VALUE, bytes("m"), new byte[0], -1, -1)))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":9223372036854775807,\"method\":\"m\"}");
  }

  /** A name with quotes must not become another envelope. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "m\",\"method\":\"n",
        "a\\",
        "\n",
        "",
        "\u00e9\ud83d\ude00",
        "<&>",
        "\u0000",
        "a\u007f"
      })
  void everyMethodIsReadBackAsItself(String method) {
    byte[] params = bytes("[1]");
    byte[] envelope = CanonicalEnvelope.of(1, bytes(method), params, 0, 3);
    var read = new Envelopes();
    new EnvelopeReader(EnvelopeLimits.DEFAULT).read(envelope, 0, envelope.length, read);
    assertThat(read.size()).isEqualTo(1);
    assertThat(read.fault(0)).isNull();
    assertThat(
            new String(
                read.methodBytes(0),
                read.methodStart(0),
                read.methodEnd(0) - read.methodStart(0),
                UTF_8))
        .isEqualTo(method);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
