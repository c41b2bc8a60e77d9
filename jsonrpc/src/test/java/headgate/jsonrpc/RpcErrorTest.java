package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Errors look as goloop's do: the texts on the right are from its recordings. */
final class RpcErrorTest {

  @Test
  void aSingleAnswerEndsWithANewline() {
    var error = new RpcError(-32601, "MethodNotFound");
    assertThat(text(error.body(RequestId.of(1))))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"MethodNotFound\"},\"id\":1}\n");
  }

  @Test
  void anItemOfABatchDoesNot() {
    byte[] raw = "x\"e\"".getBytes(UTF_8);
    var error = new RpcError(-31004, "NotFound: E1005:no block for 16777215");
    assertThat(text(error.item(RequestId.copyOf(raw, 1, 4))))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-31004,"
                + "\"message\":\"NotFound: E1005:no block for 16777215\"},\"id\":\"e\"}");
  }

  @Test
  void dataFollowsTheMessage() {
    assertThat(text(EnvelopeFault.TOO_MANY_CALLS.toError().body(RequestId.NULL)))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"InvalidRequest\","
                + "\"data\":\"too many request\"},\"id\":null}\n");
    assertThat(new RpcError(-32094, "m", "{\"txHash\":\"0x1\"}").toJson())
        .isEqualTo("{\"code\":-32094,\"message\":\"m\",\"data\":{\"txHash\":\"0x1\"}}");
  }

  @Test
  void messagesAreEscapedAsGoDoesIt() {
    assertThat(new RpcError(1, "<a href=\"x\">&\n\u00e9").toJson())
        .isEqualTo("{\"code\":1,\"message\":\"\\u003ca href=\\\"x\\\"\\u003e\\u0026\\n\u00e9\"}");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
