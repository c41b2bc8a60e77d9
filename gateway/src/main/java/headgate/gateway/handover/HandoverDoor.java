package headgate.gateway.handover;

import headgate.gateway.netty.local.LocalLine;
import headgate.gateway.netty.local.LocalSockets;
import headgate.gateway.seam.Loop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where another process may ask for the callers; one at a time. */
public final class HandoverDoor {
  private static final Logger LOG = LoggerFactory.getLogger(HandoverDoor.class);

  /** The gateway as far as a handover has to do with it; all on the loop. */
  public interface House {
    /** The number of the listening socket. */
    int socket();

    /** Whether callers are accepted here. */
    void accepting(boolean now);

    /** What the other one has to know. */
    List<Inheritance> left();

    /**
     * Another process has the callers: every other port is closed, then the task is run, on any
     * thread, and then this process takes its leave.
     */
    void handedOver(Runnable portsClosed);
  }

  private final House house;
  private final Loop loop;
  private LocalSockets.@Nullable Listening listening;
  private boolean busy;

  private HandoverDoor(House house, Loop loop) {
    this.house = house;
    this.loop = loop;
  }

  /**
   * Opens it.
   *
   * @param loop that of the sockets
   * @throws IOException where the path cannot be had
   */
  public static HandoverDoor open(LocalSockets sockets, Path path, Loop loop, House house)
      throws IOException {
    var door = new HandoverDoor(house, loop);
    door.listening = sockets.listen(path, door::enter);
    return door;
  }

  private LocalLine.Ear enter(LocalLine line) {
    if (busy) {
      LOG.warn("a second process asks for the callers; it is sent away");
      line.close();
      return new Nobody();
    }
    busy = true;
    return new Handover(house, loop, line, () -> busy = false);
  }

  /** Nobody can ask any more, and the path becomes free; whoever has asked goes on. */
  public void closeSoon() {
    if (listening != null) {
      listening.closeSoon();
    }
  }

  /** The same, and returns when the path is free; not to be called on the loop. */
  public void close() {
    if (listening != null) {
      listening.close();
    }
  }

  /** Whoever was sent away. */
  private static final class Nobody implements LocalLine.Ear {
    @Override
    public void line(String line) {
      // It was told no.
    }

    @Override
    public void closed() {
      // That was asked of it.
    }
  }
}
