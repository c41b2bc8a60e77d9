package headgate.gateway.config;

import java.time.Duration;

/**
 * What one caller, and all of them together, may use of this process.
 *
 * @param bodyBytesMax largest request body; raised, one caller can hold more memory
 * @param batchCallsMax most calls in one batch
 * @param depthMax deepest nesting of JSON
 * @param headerDeadline from the first byte of a request to the end of its headers
 * @param bodyDeadline from the end of the headers to the end of the body, in all
 * @param idleDeadline longest silence of a kept connection between two requests
 * @param writeDeadline longest time without progress while an answer is written
 * @param connectionsMax most client connections
 * @param connectionsPerAddressMax most client connections from one address
 * @param answerBytesMax largest answer that is passed on
 * @param bufferedBytesMax bodies, answers and write queues together, the whole process
 */
public record LimitsConfig(
    int bodyBytesMax,
    int batchCallsMax,
    int depthMax,
    Duration headerDeadline,
    Duration bodyDeadline,
    Duration idleDeadline,
    Duration writeDeadline,
    int connectionsMax,
    int connectionsPerAddressMax,
    long answerBytesMax,
    long bufferedBytesMax) {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final Duration MOMENT = Duration.ofMillis(100);

  public LimitsConfig {
    new Rules()
        .bytesWithin("bodyBytesMax", bodyBytesMax, KIB, 64 * MIB)
        .within("batchCallsMax", batchCallsMax, 1, 10_000)
        .within("depthMax", depthMax, 8, 64)
        .within("headerDeadline", headerDeadline, MOMENT, Duration.ofMinutes(1))
        .within("bodyDeadline", bodyDeadline, MOMENT, Duration.ofMinutes(5))
        .within("idleDeadline", idleDeadline, MOMENT, Duration.ofHours(1))
        .within("writeDeadline", writeDeadline, MOMENT, Duration.ofMinutes(5))
        .within("connectionsMax", connectionsMax, 1, 1_000_000)
        .within("connectionsPerAddressMax", connectionsPerAddressMax, 1, 1_000_000)
        .that(
            "connectionsPerAddressMax",
            connectionsPerAddressMax <= connectionsMax,
            "must not be more than connectionsMax")
        .bytesWithin("answerBytesMax", answerBytesMax, KIB, 1L << 30)
        .bytesWithin("bufferedBytesMax", bufferedBytesMax, MIB, 1L << 40)
        .that(
            "bufferedBytesMax",
            bufferedBytesMax >= bodyBytesMax,
            "must not be less than bodyBytesMax, or no such body could be taken")
        .that(
            "bufferedBytesMax",
            bufferedBytesMax >= answerBytesMax,
            "must not be less than answerBytesMax, or no such answer could be passed on")
        .check();
  }

  /** Bounds that a public endpoint on a small machine can keep. */
  public static LimitsConfig defaults() {
    return new LimitsConfig(
        MIB,
        100,
        64,
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(75),
        Duration.ofSeconds(30),
        10_000,
        256,
        32L * MIB,
        256L * MIB);
  }
}
