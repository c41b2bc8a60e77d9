package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.jsonrpc.MutatedEnvelope.Accepted;
import headgate.jsonrpc.MutatedEnvelope.Batch;
import headgate.jsonrpc.MutatedEnvelope.Expected;
import headgate.jsonrpc.MutatedEnvelope.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader makes of each mutated envelope exactly what the envelope says. */
final class MutatedEnvelopesTest {

  private static final FieldPaths STRUCT = FieldPaths.compile(List.of(), List.of(""));

  private final Envelopes read = new Envelopes();

  static List<MutatedEnvelope> envelopes() {
    return MutatedEnvelopes.around(
        "icx_sendTransaction", "icx_getLastBlock", "{\"version\":\"0x3\",\"nid\":\"0x53\"}");
  }

  @Test
  void thereAreManyAndNoNameComesTwice() {
    assertThat(envelopes()).hasSizeGreaterThan(300);
    assertThat(envelopes()).extracting(MutatedEnvelope::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void isReadAsItSays(MutatedEnvelope envelope) {
    byte[] body = envelope.body().get();
    new EnvelopeReader(EnvelopeLimits.DEFAULT).read(body, 0, body.length, read);

    switch (envelope.expected()) {
      case Accepted accepted -> assertItem(0, accepted);
      case Batch batch -> assertBatch(batch);
      case Refused refused -> assertRefused(refused);
    }
  }

  private void assertBatch(Batch batch) {
    assertThat(read.bodyFault()).isNull();
    assertThat(read.batch()).isTrue();
    assertThat(read.size()).isEqualTo(batch.items().size());
    for (int item = 0; item < read.size(); item++) {
      assertItem(item, batch.items().get(item));
    }
  }

  private void assertItem(int item, Expected expected) {
    switch (expected) {
      case Accepted accepted -> assertAccepted(item, accepted);
      case Refused refused -> assertRefused(item, refused);
      case Batch nested -> throw new AssertionError("a batch in a batch: " + nested);
    }
  }

  private void assertAccepted(int item, Accepted accepted) {
    assertThat(read.bodyFault()).isNull();
    assertThat(read.fault(item)).isNull();
    assertThat(read.id(item).toString()).isEqualTo(accepted.id() == null ? "null" : accepted.id());
    assertThat(read.notification(item)).isEqualTo(accepted.id() == null);
    assertThat(structOutcome(item)).isEqualTo(FieldFinder.Outcome.FOUND);
    assertThat(new String(canonical(item), UTF_8))
        .isEqualTo(new String(accepted.canonical(42), UTF_8));
  }

  private byte[] canonical(int item) {
    byte[] method =
        new String(
                read.methodBytes(item),
                read.methodStart(item),
                read.methodEnd(item) - read.methodStart(item),
                UTF_8)
            .getBytes(UTF_8);
    return CanonicalEnvelope.of(
        42, method, read.bytes(), read.paramsStart(item), read.paramsEnd(item));
  }

  private void assertRefused(Refused refused) {
    var fault = read.bodyFault();
    if (fault == null) {
      assertThat(read.batch()).isFalse();
      assertRefused(0, refused);
    } else {
      assertThat(read.size()).isZero();
      assertThat(read.batch()).isFalse();
      assertFault(fault, refused);
      assertThat(refused.id()).isEqualTo("null");
    }
  }

  private void assertRefused(int item, Refused refused) {
    assertThat(read.id(item).toString()).isEqualTo(refused.id());
    var fault = read.fault(item);
    if (refused.byStruct()) {
      assertThat(fault).isNull();
      assertThat(structOutcome(item)).isEqualTo(FieldFinder.Outcome.FOLD_CLASH);
    } else {
      assertFault(requireNonNull(fault, "accepted"), refused);
    }
  }

  private static void assertFault(EnvelopeFault fault, Refused refused) {
    assertThat(fault.code()).isEqualTo(refused.code());
    assertThat(fault.httpStatus()).isEqualTo(refused.status());
    // An error says what is wrong in a line, however long the caller's text is.
    assertThat(fault.message()).hasSizeLessThan(600);
  }

  private FieldFinder.Outcome structOutcome(int item) {
    return new FieldFinder()
        .find(read.bytes(), read.paramsStart(item), read.paramsEnd(item), STRUCT, new int[0]);
  }
}
