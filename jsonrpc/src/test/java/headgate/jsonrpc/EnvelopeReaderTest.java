package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of the envelope, one by one; {@link MutatedEnvelopesTest} has the long list of cases.
 */
final class EnvelopeReaderTest {

  private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}";

  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeLimits.DEFAULT);
  private final Envelopes read = new Envelopes();

  @Test
  void partsOfACallAreSpansOfTheBody() {
    read("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"icx_call\",\"params\":{\"to\":\"cx0\"}}");
    assertThat(read.batch()).isFalse();
    assertThat(read.size()).isEqualTo(1);
    assertThat(text(read.idStart(0), read.idEnd(0))).isEqualTo("\"a\"");
    assertThat(text(read.methodStart(0), read.methodEnd(0))).isEqualTo("icx_call");
    assertThat(read.methodBytes(0)).isSameAs(read.bytes());
    assertThat(text(read.paramsStart(0), read.paramsEnd(0))).isEqualTo("{\"to\":\"cx0\"}");
  }

  @Test
  void aMethodWithEscapesIsDecodedIntoItsOwnBytes() {
    read("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_\\u0063all\"}");
    assertThat(read.fault(0)).isNull();
    assertThat(read.methodBytes(0)).asString(UTF_8).isEqualTo("icx_call");
    assertThat(read.methodStart(0)).isZero();
    assertThat(read.methodEnd(0)).isEqualTo(8);
  }

  @Test
  void anItemAfterAnEscapedMethodIsReadFromTheBodyAgain() {
    read("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\u006d\"}," + CALL + "]");
    assertThat(read.methodBytes(0)).isNotSameAs(read.bytes());
    assertThat(read.methodBytes(1)).isSameAs(read.bytes());
    read("[" + CALL + "]");
    assertThat(read.methodBytes(0)).isSameAs(read.bytes());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"``, true", "`,\"id\":null`, true", "`,\"id\":0`, false", "`,\"id\":\"\"`, false"})
  void aCallWithoutAnIdIsANotification(String id, boolean notification) {
    read("{\"jsonrpc\":\"2.0\",\"method\":\"m\"" + id + "}");
    assertThat(read.fault(0)).isNull();
    assertThat(read.notification(0)).isEqualTo(notification);
    assertThat(read.idStart(0) < 0).isEqualTo(notification);
  }

  /** Where several things are wrong, goloop's order decides. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"x\":1,\"method\":5 | fail to unmarshal, unknown field 'x'",
        "\"method\":5,\"x\":1 | fail to unmarshal, 'method' must be string type",
        "\"jsonrpc\":2,\"x\":1 | fail to unmarshal, 'jsonrpc' must be string type",
        "\"id\":1,\"id\":1,\"jsonrpc\":\"1\" | fail to unmarshal, duplicate field 'id'",
        "\"jsonrpc\":\"1\",\"id\":{} | fail to validate, version('jsonrpc')",
        "\"jsonrpc\":\"\",\"id\":{} | fail to validate, required('jsonrpc')",
        "\"jsonrpc\":\"2.0\",\"id\":{} | fail to validate, id('id')",
        "\"jsonrpc\":\"2.0\",\"params\":1 | fail to validate, required('method')",
        "\"params\":{\"a\":1,\"a\":1},\"x\":1 | fail to unmarshal, unknown field 'x'"
      })
  void theFirstOfSeveralFaultsIsTold(String members, String reason) {
    read("{" + members + "}");
    assertThat(faultOf(0)).isEqualTo("InvalidRequest: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "1 | fail to unmarshal, 'params' of request must be object type",
        "{\"a\":{\"b\":1,\"\\u0062\":2}} | fail to unmarshal, duplicate field 'b'",
        "[\"\\udc00\"] | fail to unmarshal, lone surrogate in string",
        "{\"a\":\"\\ud800\",\"a\":1} | fail to unmarshal, duplicate field 'a'"
      })
  void faultsOfTheParamsComeLast(String params, String reason) {
    read("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"m\",\"params\":" + params + "}");
    assertThat(faultOf(0)).isEqualTo("InvalidParams: " + reason);
    assertThat(text(read.idStart(0), read.idEnd(0))).isEqualTo("5");
    // So that a method which nobody serves can be refused as that.
    assertThat(text(read.methodStart(0), read.methodEnd(0))).isEqualTo("m");
  }

  @Test
  void anIdAfterTheFaultIsGivenBack() {
    read("{\"x\":{\"id\":1},\"id\":2}");
    assertThat(read.fault(0)).isNotNull();
    assertThat(read.id(0)).isEqualTo(RequestId.of(2));
    assertThat(read.notification(0)).isFalse();
  }

  @Test
  void theDepthCountsBatchAndEnvelope() {
    var three = new EnvelopeReader(new EnvelopeLimits(10, 3, 64));
    assertBody(three, CALL.replace("}", ",\"params\":[[]]}"), null);
    assertBody(three, CALL.replace("}", ",\"params\":[[[]]]}"), EnvelopeFault.TOO_DEEP);
    assertBody(three, "[" + CALL.replace("}", ",\"params\":[]}") + "]", null);
    assertBody(three, "[" + CALL.replace("}", ",\"params\":[[]]}") + "]", EnvelopeFault.TOO_DEEP);
    assertBody(new EnvelopeReader(new EnvelopeLimits(10, 2, 64)), "[" + CALL + "]", null);
  }

  @Test
  void aBatchMayHaveAsManyCallsAsTheLimitSays() {
    var two = new EnvelopeReader(new EnvelopeLimits(2, 64, 64));
    assertBody(two, "[" + CALL + "," + CALL + "]", null);
    assertBody(two, "[" + CALL + "," + CALL + "," + CALL + "]", EnvelopeFault.TOO_MANY_CALLS);
    assertBody(two, "[" + CALL + "," + CALL + "," + CALL, EnvelopeFault.PARSE_ERROR);
  }

  @Test
  void anIdMayHaveAsManyBytesAsTheLimitSays() {
    var eight = new EnvelopeReader(new EnvelopeLimits(10, 64, 8));
    for (String id :
        new String[] {"\"123456\"", "12345678", "\"\\u0041\"", "\"\u00e9\u00e9\u00e9\""}) {
      assertItem(eight, CALL.replace("1", id), null);
    }
    for (String id :
        new String[] {
          "\"1234567\"", "123456789", "1.2345e10", "\"\\u0041x\"", "\"\u00e9\u00e9\u00e9x\""
        }) {
      assertItem(eight, CALL.replace("1", id), EnvelopeFault.ID_TOO_LONG);
      assertThat(read.idStart(0)).isEqualTo(-1);
    }
  }

  @Test
  void aScratchForgetsTheBodyBefore() {
    read("[" + CALL + "," + CALL + ",1]");
    assertThat(read.size()).isEqualTo(3);
    read(CALL);
    assertThat(read.size()).isEqualTo(1);
    assertThat(read.batch()).isFalse();
    assertThat(read.fault(0)).isNull();
    read("");
    assertThat(read.size()).isZero();
    read(CALL);
    assertThat(read.bodyFault()).isNull();
    read.clear();
    assertThat(read.size()).isZero();
    assertThat(read.bytes()).isEmpty();
  }

  @Test
  void thereIsNoItemBeyondTheLast() {
    read("[" + CALL + "," + CALL + "]");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read.idStart(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read.fault(-1));
    read(CALL);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read.paramsEnd(1));
  }

  @Test
  void largeBatchesKeepTheirOrder() {
    var body = new StringBuilder("[");
    for (int i = 0; i < 100; i++) {
      body.append(i == 0 ? "" : ",").append(CALL.replace("1", Integer.toString(i)));
    }
    read(body.append(']').toString());
    assertThat(read.size()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(read.id(i)).isEqualTo(RequestId.of(i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"height\":\"0x1\"}",
        " {} \n",
        "[1,{\"a\":1,\"A\":2}]",
        "\"\\ud83d\\ude00\"",
        "1e9",
        "null"
      })
  void aValueAloneMayBeSound(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    assertThat(reader.isSoundValue(bytes, 0, bytes.length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}{}",
        "{} x",
        "{\"a\":1,\"a\":2}",
        "[{\"b\":{\"a\":1,\"\\u0061\":2}}]",
        "\"\\ud83d\"",
        "{\"\\udc00\":1}",
        "{\"a\":1,}",
        "\ufeff{}",
        "{\"a\":NaN}",
        "{'a':1}"
      })
  void otherValuesAreNot(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    assertThat(reader.isSoundValue(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void aValueAloneHasTheSameDepthAndMayLieInsideAnArray() {
    byte[] deep = ("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8);
    assertThat(reader.isSoundValue(deep, 0, 130)).isFalse();
    assertThat(reader.isSoundValue(deep, 1, 129)).isTrue();
  }

  private void assertBody(EnvelopeReader with, String body, @Nullable EnvelopeFault fault) {
    byte[] bytes = body.getBytes(UTF_8);
    with.read(bytes, 0, bytes.length, read);
    assertThat(read.bodyFault()).isEqualTo(fault);
  }

  private void assertItem(EnvelopeReader with, String body, @Nullable EnvelopeFault fault) {
    assertBody(with, body, null);
    assertThat(read.fault(0)).isEqualTo(fault);
  }

  private @Nullable String faultOf(int item) {
    var fault = read.fault(item);
    return fault == null ? null : fault.message();
  }

  private void read(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    reader.read(bytes, 0, bytes.length, read);
  }

  private String text(int from, int to) {
    return new String(read.bytes(), from, to - from, UTF_8);
  }
}
