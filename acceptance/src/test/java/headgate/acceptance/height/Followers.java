package headgate.acceptance.height;

import headgate.acceptance.kit.RawWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Callers that follow the chain's blocks over WebSocket: each expects every height once, in order,
 * and comes again from where it was when it is told to (status 1012).
 */
final class Followers implements AutoCloseable {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final int COME_AGAIN = 1012;
  private static final Pattern HEIGHT = Pattern.compile("\"height\":\"0x([0-9a-f]+)\"");

  private final List<Follower> all = new ArrayList<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicLong blocks = new AtomicLong();
  private final AtomicLong again = new AtomicLong();
  private volatile boolean over;

  private Followers() {}

  /** So many callers, from the block of a height on. */
  static Followers of(int port, long from, int count) {
    var followers = new Followers();
    for (var index = 0; index < count; index++) {
      var follower = followers.new Follower(port, from);
      followers.all.add(follower);
      Thread.ofVirtual().start(follower);
    }
    return followers;
  }

  /** The height of the block that the slowest of them was told last. */
  long lowest() {
    return all.stream().mapToLong(each -> each.next - 1).min().orElse(-1);
  }

  /** What was not as it should be. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public String toString() {
    return "%d, told of %d blocks, asked %d times to come again"
        .formatted(all.size(), blocks.get(), again.get());
  }

  @Override
  public void close() {
    over = true;
    all.forEach(Follower::close);
  }

  private final class Follower implements Runnable {
    private final int port;
    private volatile long next;
    private volatile @Nullable RawWebSocket socket;

    Follower(int port, long from) {
      this.port = port;
      next = from;
    }

    @Override
    public void run() {
      try {
        while (!over) {
          follow();
        }
      } catch (AssertionError | RuntimeException broken) {
        if (!over) {
          faults.add(String.valueOf(broken));
        }
      }
    }

    private void follow() {
      var opened = RawWebSocket.open(port, PATH);
      socket = opened;
      opened.send("{\"height\":\"0x" + Long.toHexString(next) + "\"}");
      for (var frame = opened.next(); take(opened, frame); frame = opened.next()) {
        blocks.incrementAndGet();
      }
      opened.close();
    }

    /** Whether the stream goes on. */
    private boolean take(RawWebSocket from, RawWebSocket.Frame frame) {
      if (frame.opcode() == RawWebSocket.PING) {
        from.send(true, RawWebSocket.PONG);
      } else if (frame.opcode() == RawWebSocket.TEXT) {
        block(frame.text());
      } else {
        again.incrementAndGet();
        expect(frame.opcode() == RawWebSocket.CLOSE && frame.closeStatus() == COME_AGAIN, frame);
        return false;
      }
      return true;
    }

    private void block(String text) {
      var height = HEIGHT.matcher(text);
      if (height.find()) {
        var told = Long.parseLong(height.group(1), 16);
        expect(told == next, told + " instead of " + next);
        next = told + 1;
      }
    }

    private void expect(boolean right, Object seen) {
      if (!right && !over) {
        faults.add(String.valueOf(seen));
      }
    }

    void close() {
      var open = socket;
      if (open != null) {
        open.close();
      }
    }
  }
}
