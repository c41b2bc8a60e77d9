package headgate.chain;

import headgate.chain.method.Lane;
import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import headgate.chain.yaml.Key;
import java.time.Duration;

/**
 * How long one try may take, by lane, for methods that say nothing themselves; 1 ms to 10 minutes.
 *
 * @param read for the read lane
 * @param write for the write lane
 * @param waiting for the wait lane
 * @param stream for the opening of a stream
 */
public record Deadlines(
    @Default("5s") Duration read,
    @Default("10s") Duration write,
    @Key("wait") @Default("70s") Duration waiting,
    @Default("5s") Duration stream) {

  private static final Duration MAX = Duration.ofMinutes(10);

  /** Refuses deadlines that are too short or too long to make sense. */
  public Deadlines {
    check("read", read);
    check("write", write);
    check("wait", waiting);
    check("stream", stream);
  }

  /** The deadline of a lane. */
  public Duration of(Lane lane) {
    return switch (lane) {
      case READ -> read;
      case WRITE -> write;
      case WAIT -> waiting;
      case STREAM -> stream;
    };
  }

  static void check(String key, Duration deadline) {
    if (deadline.toMillis() < 1 || deadline.compareTo(MAX) > 0) {
      throw new InvalidKey(key, "has to be 1ms to 10m");
    }
  }
}
