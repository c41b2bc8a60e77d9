package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Sixteen times the body takes about sixteen times the work. A quadratic step would take 256 times;
 * the bound of 64 lies between the two, and the least of several runs, in processor time, keeps
 * other load out.
 */
final class LinearTimeTest {

  private static final int SMALL = 60_000;
  private static final int FACTOR = 16;
  private static final int RUNS = 7;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final StrictParser strict = new StrictParser(EnvelopeLimits.DEFAULT, 42);
  private final FastScanner fast = new FastScanner(EnvelopeLimits.DEFAULT);
  private final AnswerReader answers = new AnswerReader();
  private final Envelopes read = new Envelopes();

  @Test
  void anObjectOfManyKeysIsReadInLinearTime() {
    assertLinear(size -> params(keys(size / 12, i -> "k%06d".formatted(i))), true);
  }

  /**
   * Keys that meet in {@link String#hashCode}, as do all strings made of these two pairs of
   * letters.
   */
  @Test
  void keysChosenToCollideAreReadInLinearTime() {
    assertLinear(size -> params(keys(size / 40, LinearTimeTest::colliding)), true);
  }

  @Test
  void keysThatDifferInTheLastLetterOnlyAreReadInLinearTime() {
    assertLinear(size -> params(keys(size / 300, i -> "x".repeat(280) + i)), true);
  }

  @Test
  void manyObjectsWithTheSameKeysAreReadInLinearTime() {
    assertLinear(size -> params("[" + "{\"a\":1,\"b\":2},".repeat(size / 14) + "1]"), true);
  }

  @Test
  void deepTextIsReadInLinearTime() {
    String deep = "[".repeat(60) + "]".repeat(60) + ",";
    assertLinear(size -> params("[" + deep.repeat(size / 121) + "1]"), true);
  }

  @Test
  void escapesAreReadInLinearTime() {
    assertLinear(size -> params("[\"" + "\\ud83d\\ude00".repeat(size / 12) + "\"]"), true);
  }

  @Test
  void manyEnvelopeKeysAreReadInLinearTime() {
    assertLinear(size -> keys(size / 12, i -> "k%06d".formatted(i)), false);
  }

  @Test
  void batchesOverTheLimitAreReadInLinearTime() {
    assertLinear(size -> "[" + "{\"a\":[]},".repeat(size / 9) + "1]", false);
  }

  @Test
  void theScannerTakesLinearTime() {
    assertLinear(
        size -> params("[" + "{\"a\":[1,\"x\"],\"b\":2},".repeat(size / 21) + "1]"),
        body -> assertThat(fast.scan(body, 0, body.length, read)).isTrue());
  }

  @Test
  void answersAreReadInLinearTime() {
    assertLinear(
        size ->
            "{\"jsonrpc\":\"2.0\",\"result\":"
                + keys(size / 12, i -> "k%06d".formatted(i))
                + ",\"id\":1}",
        body -> answers.read(body, 0, body.length, new Answer()));
  }

  private void assertLinear(IntFunction<String> body, boolean sound) {
    assertLinear(
        body,
        bytes -> {
          strict.parse(bytes, 0, bytes.length, read);
          boolean accepted = read.size() == 1 && read.fault(0) == null;
          assertThat(accepted).isEqualTo(sound);
        });
  }

  private void assertLinear(IntFunction<String> body, Consumer<byte[]> reading) {
    byte[] small = body.apply(SMALL).getBytes(UTF_8);
    byte[] large = body.apply(SMALL * FACTOR).getBytes(UTF_8);
    assertThat(large.length).isBetween(FACTOR * small.length / 2, FACTOR * small.length * 2);
    long smallNanos = leastNanos(small, reading);
    long largeNanos = leastNanos(large, reading);
    assertThat(largeNanos)
        .as("%d bytes took %d ns", small.length, smallNanos)
        .isLessThan(4 * FACTOR * Math.max(smallNanos, 50_000));
  }

  private long leastNanos(byte[] body, Consumer<byte[]> reading) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long before = threads.getCurrentThreadCpuTime();
      reading.accept(body);
      least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
    }
    return least;
  }

  private static String params(String value) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":" + value + "}";
  }

  private static String keys(int count, IntFunction<String> key) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + key.apply(i) + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String colliding(int number) {
    return IntStream.range(0, 17)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
