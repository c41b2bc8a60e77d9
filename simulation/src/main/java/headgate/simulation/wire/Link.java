package headgate.simulation.wire;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.simulation.Chance;
import headgate.simulation.machine.Agenda;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a node. Each direction keeps its order; what is on the way when the connection
 * ends is lost.
 */
public final class Link implements Wire.Connection {
  private static final long CUT_GAP_NANOS_MAX = 300_000;

  private final Loop loop;
  private final Agenda agenda;
  private final Chance chance;
  private final FarSide host;
  private final Wire.Listener listener;
  private final ArrayDeque<Runnable> unread = new ArrayDeque<>();
  private FarSide.@Nullable Ear ear;
  private boolean reading = true;
  private boolean closedHere;
  private boolean closedThere;
  private boolean over;
  private long lastThere;
  private long lastHere;

  Link(Loop loop, Agenda agenda, Chance chance, FarSide host, Wire.Listener listener) {
    this.loop = loop;
    this.agenda = agenda;
    this.chance = chance;
    this.host = host;
    this.listener = listener;
  }

  // ---- the gateway's end

  void connect(Endpoint endpoint) {
    var there = host.latencyNanos();
    agenda.after(
        there,
        () -> {
          switch (host.welcome(endpoint)) {
            case TAKEN -> open();
            case REFUSED -> toGateway(() -> end(Wire.Cause.REFUSED));
            case BAD_TLS -> toGateway(() -> end(Wire.Cause.TLS));
            case SILENCE -> {
              var left = endpoint.connectDeadline().toNanos() - there;
              agenda.after(left, () -> loop.execute(() -> end(Wire.Cause.CONNECT_TIMEOUT)));
            }
          }
        });
  }

  private void open() {
    if (!closedHere) {
      ear = host.opened(this);
      toGateway(() -> {
        if (!over && !closedHere) {
          listener.opened();
        }
      });
    }
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    var far = ear;
    if (far == null || over || closedHere) {
      return;
    }
    var copy = Arrays.copyOfRange(bytes, from, to);
    far.written(copy);
    toNode(() -> {
      if (!closedThere) {
        far.arrived(copy);
      }
    });
  }

  @Override
  public void reading(boolean on) {
    reading = on;
    loop.execute(this::readOn);
  }

  private void readOn() {
    while (reading && !unread.isEmpty()) {
      unread.remove().run();
    }
  }

  @Override
  public long unsentBytes() {
    return 0;
  }

  @Override
  public void close() {
    if (!closedHere) {
      closedHere = true;
      loop.execute(() -> end(Wire.Cause.LOCAL));
      var told = ear;
      if (told != null) {
        toNode(() -> {
          closedThere = true;
          told.closed();
        });
      }
    }
  }

  private void end(Wire.Cause cause) {
    if (!over) {
      over = true;
      listener.closed(closedHere ? Wire.Cause.LOCAL : cause);
    }
  }

  // ---- the node's end

  /** Whether the gateway has closed it, as far as the gateway knows. */
  public boolean given() {
    return closedHere || over;
  }

  /** Sends bytes, cut into pieces at random. */
  public void send(byte[] bytes) {
    var from = 0;
    while (from < bytes.length) {
      var most = bytes.length - from;
      var length = chance.percent(80) ? most : chance.between(1, most);
      var piece = Arrays.copyOfRange(bytes, from, from + length);
      toGateway(() -> receive(piece));
      from += length;
      if (from < bytes.length) {
        lastHere += chance.below(CUT_GAP_NANOS_MAX);
      }
    }
  }

  private void receive(byte[] piece) {
    if (!reading || !unread.isEmpty()) {
      unread.add(() -> hand(piece));
    } else {
      hand(piece);
    }
  }

  private void hand(byte[] piece) {
    if (!over && !closedHere) {
      listener.bytes(piece, 0, piece.length);
    }
  }

  /** Ends the connection in order, behind what was sent. */
  public void finish() {
    closedThere = true;
    toGateway(() -> endAfterUnread(Wire.Cause.ENDED));
  }

  /** Breaks the connection. */
  public void reset() {
    closedThere = true;
    toGateway(() -> end(Wire.Cause.RESET));
  }

  private void endAfterUnread(Wire.Cause cause) {
    if (reading && unread.isEmpty()) {
      end(cause);
    } else {
      unread.add(() -> end(cause));
    }
  }

  // ---- the way

  private void toNode(Runnable event) {
    lastThere = Math.max(lastThere, agenda.nanos() + host.latencyNanos());
    agenda.at(lastThere, event);
  }

  private void toGateway(Runnable event) {
    lastHere = Math.max(lastHere, agenda.nanos() + host.latencyNanos());
    agenda.at(lastHere, () -> loop.execute(event));
  }
}
