package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.seam.Loop;
import java.util.ArrayList;
import java.util.List;

/** A caller's way back that writes down what is done with it. */
final class RecordingCaller implements Streams.Caller {
  private final Loop loop;
  private final IpAddress client;
  private final List<String> seen = new ArrayList<>();
  private boolean slow;
  private long unsentBytes;
  private boolean over;
  private boolean asked;
  private int flushed;

  RecordingCaller(Loop loop, IpAddress client) {
    this.loop = loop;
    this.client = client;
  }

  /** What was done, in order; empties the list. */
  List<String> seen() {
    var now = List.copyOf(seen);
    seen.clear();
    return now;
  }

  /** Notes that the request was sent. */
  void asked() {
    asked = true;
  }

  boolean hasAsked() {
    return asked;
  }

  /** How much was there when the last flush came. */
  int flushed() {
    return flushed;
  }

  /** From now on the caller takes nothing, with so many bytes waiting. */
  RecordingCaller slow(long waitingBytes) {
    slow = true;
    unsentBytes = waitingBytes;
    return this;
  }

  RecordingCaller caughtUp() {
    slow = false;
    unsentBytes = 0;
    return this;
  }

  private void note(String what) {
    if (!over) {
      seen.add(what);
    }
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public IpAddress client() {
    return client;
  }

  @Override
  public void send(Streams.Kind kind, boolean last, byte[] payload) {
    var name =
        switch (kind) {
          case TEXT -> "text";
          case BINARY -> "binary";
          case CONTINUATION -> "more";
        };
    note(name + (last ? ":" : "…:") + new String(payload, UTF_8));
  }

  @Override
  public void ping() {
    note("ping");
  }

  @Override
  public void flush() {
    flushed = seen.size();
  }

  @Override
  public boolean writable() {
    return !slow;
  }

  @Override
  public long unsentBytes() {
    return unsentBytes;
  }

  @Override
  public void close(int status, String reason) {
    note("close:" + status + reason);
    over = true;
  }

  @Override
  public void end() {
    note("end");
    over = true;
  }

  @Override
  public void abort() {
    note("abort");
    over = true;
  }
}
