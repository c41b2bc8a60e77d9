package headgate.gateway.observe.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.seam.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An access log in memory, written when a test looks at it. */
public final class WrittenLines implements LineSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AccessLog log;
  private boolean full;

  /** A log of everything. */
  public WrittenLines(Clock clock) {
    this(clock, new AccessLogConfig("-", 1, Duration.ofSeconds(1)));
  }

  WrittenLines(Clock clock, AccessLogConfig config) {
    log =
        new AccessLog(config, this, clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
  }

  AccessLog log() {
    return log;
  }

  /** The part of one more loop. */
  public LoopAccess loop() {
    return log.forLoop();
  }

  /** From now on the disk takes only some bytes, or everything again. */
  void full(boolean now) {
    full = now;
  }

  /** What was written so far. */
  String text() {
    log.writeAll();
    return bytes.toString(US_ASCII);
  }

  /** Writes what waits, and forgets all of it. */
  void forget() {
    log.writeAll();
    bytes.reset();
  }

  /** The same, line by line, and forgotten. */
  public List<JsonNode> lines() {
    var lines = text().lines().map(JsonMapper.shared()::readTree).toList();
    bytes.reset();
    return lines;
  }

  @Override
  public void open() {}

  @Override
  public void write(ByteBuffer lines) throws IOException {
    if (full) {
      throw new IOException("no space left");
    }
    bytes.write(lines.array(), lines.arrayOffset() + lines.position(), lines.remaining());
  }

  @Override
  public void close() {}
}
