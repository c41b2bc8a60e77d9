package headgate.gateway.handover;

import headgate.gateway.netty.local.LocalLine;
import headgate.gateway.netty.local.LocalSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The new process's side of a handover, on the thread that starts it. */
public final class Takeover implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LocalSockets sockets;
  private final Path path;
  private final Inbox inbox;
  private final LocalLine line;
  private final int descriptor;
  private boolean adopted;
  private boolean alone;

  /** What is heard. */
  private sealed interface Heard {
    record Descriptor(int number) implements Heard {}

    record Line(String text) implements Heard {}

    record End() implements Heard {}
  }

  private Takeover(LocalSockets sockets, Path path, Inbox inbox, LocalLine line, int descriptor) {
    this.sockets = sockets;
    this.path = path;
    this.inbox = inbox;
    this.line = line;
    this.descriptor = descriptor;
  }

  /**
   * Asks the gateway that runs for its callers. It serves on as before.
   *
   * @return empty where none runs
   * @throws IOException where there is one that does not give its socket
   */
  public static Optional<Takeover> from(LocalSockets sockets, Path path) throws IOException {
    var inbox = new Inbox();
    var line = sockets.connect(path, inbox).orElse(null);
    if (line == null) {
      return Optional.empty();
    }
    if (inbox.next() instanceof Heard.Descriptor(var number)) {
      return Optional.of(new Takeover(sockets, path, inbox, line, number));
    }
    line.close();
    throw new IOException(
        "the gateway that listens at " + path + " does not give its socket: its log says why");
  }

  /**
   * Says that this process can serve. From now on nobody accepts callers, for five seconds at most.
   *
   * @return what the other one leaves; nothing where it has ended meanwhile
   * @throws IOException where it goes on and does not answer as it should
   */
  public List<Inheritance> take() throws IOException {
    line.say(Words.TAKE);
    var left = new Words.Listening();
    try {
      var next = inbox.next();
      while (next instanceof Heard.Line(var said)) {
        if (left.hear(said)) {
          return left.all();
        }
        next = inbox.next();
      }
      if (hasEnded(next)) {
        return List.of();
      }
    } catch (IllegalArgumentException unknown) {
      throw failure(String.valueOf(unknown.getMessage()), unknown);
    }
    throw failure("did not answer", null);
  }

  /** The number of the callers' socket, which belongs to whoever asks, from now on. */
  public int adopt() {
    adopted = true;
    return descriptor;
  }

  /**
   * Says that callers are about to be accepted here, and returns once they may be: the other one
   * never accepts again, or has ended.
   *
   * @throws IOException where it has kept them, since this process was too slow
   */
  public void taken() throws IOException {
    if (alone) {
      return;
    }
    line.say(Words.TAKEN);
    var next = inbox.next();
    var gone = next instanceof Heard.Line(var said) && said.equals(Words.GONE);
    if (!gone && !hasEnded(next)) {
      throw failure("has kept the callers", null);
    }
  }

  /** Returns once the other one has closed its ports, or after five seconds. */
  public void awaitPortsClosed() {
    if (!alone && !(inbox.next() instanceof Heard.End)) {
      LOG.warn("the gateway before this one has not closed its ports yet");
    }
    line.close();
  }

  /** Whoever does not listen where it did has ended, or is about to and accepts nobody any more. */
  private boolean hasEnded(@Nullable Heard heard) throws IOException {
    alone = heard instanceof Heard.End && !sockets.isHeard(path);
    if (alone) {
      LOG.warn("the gateway before this one has ended by itself; callers come here");
    }
    return alone;
  }

  private IOException failure(String what, @Nullable Exception cause) {
    return new IOException("the gateway that listens at " + path + ' ' + what, cause);
  }

  /** Whoever has not taken the callers gives them back. */
  @Override
  public void close() {
    line.close();
    if (!adopted) {
      LocalSockets.discard(descriptor);
    }
  }

  /** What was heard and not looked at. */
  private static final class Inbox implements LocalLine.Ear {
    /** More than is ever said without being asked. */
    private static final int MOST = 10_001;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(MOST);

    @Override
    public void line(String said) {
      var _ = heard.offer(new Heard.Line(said));
    }

    @Override
    public void descriptor(int number) {
      var _ = heard.offer(new Heard.Descriptor(number));
    }

    @Override
    public void closed() {
      var _ = heard.offer(new Heard.End());
    }

    /** Null where nothing comes in five seconds. */
    @Nullable Heard next() {
      try {
        return heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }
}
