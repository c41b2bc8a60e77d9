package headgate.gateway;

import headgate.gateway.listen.AnswerSink;
import headgate.gateway.listen.AnswerStart;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.Exchange;
import headgate.gateway.seam.Loop;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exchange that is planned and not carried out: nobody waits for an answer to it. */
final class PlannedExchange implements Exchange {
  private final Loop loop;
  private final Door.Rpc door;
  private final Supplier<byte[]> body;

  PlannedExchange(Loop loop, Door.Rpc door, byte[] call) {
    this.loop = loop;
    this.door = door;
    body = () -> call;
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public Door.Rpc door() {
    return door;
  }

  @Override
  public InetAddress client() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public byte[] body() {
    return body.get();
  }

  @Override
  public int bodyLength() {
    return body.get().length;
  }

  @Override
  public @Nullable String header(String name) {
    return null;
  }

  @Override
  public AnswerSink sink() {
    return new Unread();
  }

  @Override
  public void onGone(Runnable task) {
    // Whoever asks for a plan is not there as a caller, and cannot leave.
  }

  @Override
  public boolean gone() {
    return false;
  }

  /** Takes answers that there are none of. */
  private static final class Unread implements AnswerSink {
    @Override
    public void hold(long bytes) {}

    @Override
    public void begin(AnswerStart start) {}

    @Override
    public void chunk(byte[] bytes, int from, int to) {}

    @Override
    public void end() {}

    @Override
    public void abort() {}
  }
}
