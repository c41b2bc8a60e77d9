package headgate.acceptance.kit;

import headgate.gateway.config.LimitsConfig;
import java.time.Duration;

/** The limits of a {@link TestGateway}, one by one; what is not set has its default. */
public final class TestLimits {
  private final LimitsConfig defaults = LimitsConfig.defaults();
  private Duration headerDeadline = defaults.headerDeadline();
  private Duration bodyDeadline = defaults.bodyDeadline();
  private Duration idleDeadline = defaults.idleDeadline();
  private Duration writeDeadline = defaults.writeDeadline();
  private int connectionsMax = defaults.connectionsMax();
  private int connectionsPerAddressMax = defaults.connectionsPerAddressMax();
  private long answerBytesMax = defaults.answerBytesMax();
  private long bufferedBytesMax = defaults.bufferedBytesMax();

  private TestLimits() {}

  /** Limits at their defaults. */
  public static TestLimits defaults() {
    return new TestLimits();
  }

  /** From the first byte of a request to the end of its headers. */
  public TestLimits headerDeadline(Duration deadline) {
    headerDeadline = deadline;
    return this;
  }

  /** From the end of the headers to the end of the body. */
  public TestLimits bodyDeadline(Duration deadline) {
    bodyDeadline = deadline;
    return this;
  }

  /** Between two requests. */
  public TestLimits idleDeadline(Duration deadline) {
    idleDeadline = deadline;
    return this;
  }

  /** Without progress of an answer. */
  public TestLimits writeDeadline(Duration deadline) {
    writeDeadline = deadline;
    return this;
  }

  /** Open connections in all and of one address. */
  public TestLimits connections(int max, int perAddressMax) {
    connectionsMax = max;
    connectionsPerAddressMax = perAddressMax;
    return this;
  }

  /** The largest answer. */
  public TestLimits answerBytesMax(long bytes) {
    answerBytesMax = bytes;
    return this;
  }

  /** Bytes that the process holds for its callers. */
  public TestLimits bufferedBytesMax(long bytes) {
    bufferedBytesMax = bytes;
    return this;
  }

  /** The settings. */
  public LimitsConfig config() {
    return new LimitsConfig(
        defaults.bodyBytesMax(),
        defaults.batchCallsMax(),
        defaults.depthMax(),
        headerDeadline,
        bodyDeadline,
        idleDeadline,
        writeDeadline,
        connectionsMax,
        connectionsPerAddressMax,
        answerBytesMax,
        bufferedBytesMax);
  }
}
