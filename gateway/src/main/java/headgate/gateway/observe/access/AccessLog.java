package headgate.gateway.observe.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.observe.ReasonCount;
import headgate.gateway.seam.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the access log, on a thread of its own, a few times a second.
 *
 * <p>Where lines come faster than they can be written they are dropped and counted. Where they
 * cannot be written at all, that is said once and counted, and tried again with the next lines;
 * calls are served all the same.
 */
public final class AccessLog {
  /** Lines of one loop that may wait. */
  static final int QUEUE_SIZE = 8_192;

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int TURN_LINES = 256;
  private static final int WRITE_CHARS = 64 * 1024;
  private static final int BOOT_DIGITS = 8;

  private final AccessLogConfig config;
  private final @Nullable LineSink sink;
  private final Clock clock;
  private final String boot;
  private final LineText lines = new LineText();
  private final List<LineQueue> queues = new CopyOnWriteArrayList<>();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong unwritable = new AtomicLong();
  private final StringBuilder text = new StringBuilder(WRITE_CHARS + 1_024);
  private long inText;
  private boolean failing;
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;

  AccessLog(AccessLogConfig config, @Nullable LineSink sink, Clock clock, RandomGenerator random) {
    this.config = config;
    this.sink = sink;
    this.clock = clock;
    boot = boot(random);
  }

  /**
   * The log that is configured; it writes nothing before {@link #start}.
   *
   * @param random what tells this process's ids from those of others
   */
  public static AccessLog of(AccessLogConfig config, Clock clock, RandomGenerator random) {
    return new AccessLog(config, sink(config), clock, random);
  }

  /** Why a log cannot be written as things are; null where it can, or where none is wanted. */
  public static @Nullable String refusal(AccessLogConfig config) {
    if (!config.on() || config.file().equals(AccessLogConfig.STANDARD_OUTPUT)) {
      return null;
    }
    var why = LogFile.refusal(Path.of(config.file()));
    return why == null ? null : cannot(config, why);
  }

  private static String cannot(AccessLogConfig config, String why) {
    return "cannot write the access log " + config.file() + ": " + why;
  }

  private static @Nullable LineSink sink(AccessLogConfig config) {
    if (!config.on()) {
      return null;
    }
    return config.file().equals(AccessLogConfig.STANDARD_OUTPUT)
        ? new StandardOutput()
        : new LogFile(Path.of(config.file()));
  }

  private static String boot(RandomGenerator random) {
    var text = new StringBuilder();
    while (text.length() < BOOT_DIGITS) {
      text.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
    }
    return text.toString();
  }

  /** The part of one more loop, which alone may use it. */
  public LoopAccess forLoop() {
    if (sink == null) {
      return LoopAccess.OFF;
    }
    var queue = new LineQueue(QUEUE_SIZE, this::wake);
    queues.add(queue);
    return new LoopAccess(
        new LoopAccess.Terms(
            queue, clock, queues.size() - 1, boot, config.sample(), config.slow().toNanos()));
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * Begins to write.
   *
   * @throws IOException where the file cannot be written from the start
   */
  public void start() throws IOException {
    if (sink != null) {
      try {
        sink.open();
      } catch (IOException unwritable) {
        var why = refusal(config);
        throw new IOException(
            why == null ? cannot(config, String.valueOf(unwritable.getMessage())) : why,
            unwritable);
      }
      thread = Thread.ofPlatform().daemon().name("headgate-access-log").start(this::run);
    }
  }

  private void run() {
    while (!stopping) {
      LockSupport.parkNanos(PAUSE.toNanos());
      writeUnlessBroken();
    }
    writeUnlessBroken();
  }

  /** A line that cannot be made must not be the last one. */
  private void writeUnlessBroken() {
    try {
      writeAll();
    } catch (RuntimeException bug) {
      LOG.error("a line of the access log could not be made", bug);
    }
  }

  /** Writes what waits; on one thread only. */
  void writeAll() {
    var more = true;
    while (more) {
      more = false;
      for (var queue : queues) {
        more |= writeTurn(queue);
      }
    }
    flush();
  }

  /** Writes some of a queue, so that a busy loop's lines do not cost the others theirs. */
  private boolean writeTurn(LineQueue queue) {
    var nanos = clock.nanos();
    var wall = clock.wallTime();
    for (var turn = 0; turn < TURN_LINES; turn++) {
      var line = queue.take();
      if (line == null) {
        return false;
      }
      text.append(lines.of(line, wall.minusNanos(nanos - line.endedNanos())));
      inText++;
      if (text.length() >= WRITE_CHARS) {
        flush();
      }
    }
    return true;
  }

  private void flush() {
    if (inText == 0 || sink == null) {
      return;
    }
    try {
      sink.open();
      sink.write(ByteBuffer.wrap(text.toString().getBytes(US_ASCII)));
      written.addAndGet(inText);
      wentWell();
    } catch (IOException failed) {
      unwritable.addAndGet(inText);
      sink.close();
      wentWrong(failed);
    }
    text.setLength(0);
    inText = 0;
  }

  private void wentWell() {
    if (failing) {
      failing = false;
      LOG.info("the access log is written again; lines lost so far: {}", unwritable.get());
    }
  }

  private void wentWrong(IOException why) {
    if (!failing) {
      failing = true;
      LOG.warn("the access log cannot be written, which is tried again: {}", why.getMessage());
    }
  }

  /** Writes what waits and ends; returns after so long at most. */
  public void stop(Duration patience) {
    var writing = thread;
    if (writing == null) {
      return;
    }
    stopping = true;
    wake();
    try {
      if (writing.join(patience) && sink != null) {
        sink.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What became of lines since the start; nothing where none are written. */
  public List<ReasonCount> counts() {
    if (sink == null) {
      return List.of();
    }
    var dropped = queues.stream().mapToLong(LineQueue::dropped).sum();
    return List.of(
        new ReasonCount("written", written.get()),
        new ReasonCount("dropped", dropped),
        new ReasonCount("unwritable", unwritable.get()));
  }
}
