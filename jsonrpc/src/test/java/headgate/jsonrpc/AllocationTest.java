package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done for every call allocates nothing once the scratches have grown. */
final class AllocationTest {

  private static final int ROUNDS = 20_000;

  private static final String SEND =
      "{\"jsonrpc\": \"2.0\", \"id\": 1695712345678, \"method\": \"icx_sendTransaction\", \"params\": {\"version\": \"0x3\","
          + " \"from\": \"hx9a2425c40569db485116fdfac89f84163b1a70ff\", \"data\": {\"method\": \"x\", \"params\": {\"a\": [1, true]}}}}";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void readingPlainBodiesAllocatesNothing() {
    byte[] single = SEND.getBytes(UTF_8);
    byte[] batch = ("[" + String.join(",", List.of(SEND, SEND, SEND)) + "]").getBytes(UTF_8);
    var reader = new EnvelopeReader(EnvelopeLimits.DEFAULT);
    var read = new Envelopes();
    assertAllocatesNothing(() -> {
      reader.read(single, 0, single.length, read);
      reader.read(batch, 0, batch.length, read);
    });
    assertThat(read.size()).isEqualTo(3);
  }

  /** Blanks and odd numbers are legal; only names with escapes and errors need objects. */
  @Test
  void readingOddButLegalBodiesAllocatesNothing() {
    byte[] body = SEND.replace("true", "-1.5e3, \"\u00e9\\n\"").getBytes(UTF_8);
    var reader = new EnvelopeReader(EnvelopeLimits.DEFAULT);
    var read = new Envelopes();
    assertAllocatesNothing(() -> reader.read(body, 0, body.length, read));
    assertThat(read.fault(0)).isNull();
  }

  @Test
  void findingFieldsAllocatesNothing() {
    byte[] body = SEND.getBytes(UTF_8);
    var read = new Envelopes();
    new EnvelopeReader(EnvelopeLimits.DEFAULT).read(body, 0, body.length, read);
    var paths = FieldPaths.compile(List.of("from", "data.method", "height"), List.of("", "data"));
    var finder = new FieldFinder();
    int[] spans = new int[2 * paths.size()];
    assertAllocatesNothing(
        () -> finder.find(body, read.paramsStart(0), read.paramsEnd(0), paths, spans));
    assertThat(spans[0]).isPositive();
  }

  @Test
  void readingAnswersAllocatesNothing() {
    byte[] result =
        "{\"jsonrpc\":\"2.0\",\"result\":{\"a\":[1,\"\u00e9\"]},\"id\":7}\n".getBytes(UTF_8);
    byte[] error =
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-31004,\"message\":\"NotFound\"},\"id\":7}\n"
            .getBytes(UTF_8);
    var reader = new AnswerReader();
    var answer = new Answer();
    assertAllocatesNothing(() -> {
      reader.read(result, 0, result.length, answer);
      reader.read(error, 0, error.length, answer);
    });
    assertThat(answer.idAsLong()).isEqualTo(7);
  }

  /** Less than a byte a round: the measuring itself may take a few. */
  private void assertAllocatesNothing(Runnable work) {
    repeat(work);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(work);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ROUNDS);
  }

  private static void repeat(Runnable work) {
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
  }
}
