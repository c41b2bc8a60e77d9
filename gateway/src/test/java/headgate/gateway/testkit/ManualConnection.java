package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * One connection of a {@link ManualWire}: the near side has it as a {@link Wire.Connection}, the
 * test holds the far end.
 *
 * <p>It keeps the contract of the wire strictly: events come in their order, bytes are spoilt after
 * they were handed over, and writing before the connection is open is the near side's mistake.
 */
public final class ManualConnection implements Wire.Connection {
  private final Loop loop;
  private final Endpoint endpoint;
  private final Wire.Listener listener;
  private final ManualWire.Peer peer;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private boolean opened;
  private boolean closedHere;
  private boolean over;
  private boolean reading = true;

  ManualConnection(Loop loop, Endpoint endpoint, Wire.Listener listener, ManualWire.Peer peer) {
    this.loop = loop;
    this.endpoint = endpoint;
    this.listener = listener;
    this.peer = peer;
  }

  // ---- the far end

  /** Where the near side wanted to go. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** The connection is established, unless the near side has given it up. */
  public void open() {
    if (!closedHere && !over) {
      if (opened) {
        throw new AssertionError("opened twice");
      }
      opened = true;
      listener.opened();
    }
  }

  /** The far end sends bytes, one character each. */
  public void feed(String latin) {
    feed(latin.getBytes(ISO_8859_1));
  }

  /** The far end sends bytes. */
  public void feed(byte[] bytes) {
    if (closedHere || over) {
      return;
    }
    if (!opened) {
      throw new AssertionError("bytes before the connection is open");
    }
    // Handed over in the middle of an array that holds something else afterwards.
    var lent = new byte[bytes.length + 2];
    System.arraycopy(bytes, 0, lent, 1, bytes.length);
    listener.bytes(lent, 1, bytes.length + 1);
    Arrays.fill(lent, (byte) '#');
  }

  /** The far end is refused, breaks or ends the connection; without effect once it is over. */
  public void close(Wire.Cause cause) {
    if (!over) {
      over = true;
      listener.closed(closedHere ? Wire.Cause.LOCAL : cause);
    }
  }

  /** All that the near side has written. */
  public String written() {
    return written.toString(UTF_8);
  }

  /** All that the near side has written since the last call of this. */
  public String take() {
    var text = written();
    written.reset();
    return text;
  }

  /** The same as bytes. */
  public byte[] takeBytes() {
    var bytes = written.toByteArray();
    written.reset();
    return bytes;
  }

  /** Whether the near side has closed it. */
  public boolean closedHere() {
    return closedHere;
  }

  /** Whether the near side was told that it is closed. */
  public boolean over() {
    return over;
  }

  /** Whether the near side wants bytes. */
  public boolean isReading() {
    return reading;
  }

  // ---- the near side

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (!opened) {
      throw new AssertionError("written before the connection is open");
    }
    if (!closedHere && !over) {
      written.write(bytes, from, to - from);
      loop.execute(() -> peer.changed(this));
    }
  }

  @Override
  public void reading(boolean on) {
    reading = on;
  }

  @Override
  public long unsentBytes() {
    return 0;
  }

  @Override
  public void close() {
    if (!closedHere && !over) {
      closedHere = true;
      loop.execute(() -> close(Wire.Cause.LOCAL));
      loop.execute(() -> peer.changed(this));
    }
  }
}
