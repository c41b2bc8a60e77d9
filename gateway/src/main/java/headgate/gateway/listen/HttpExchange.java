package headgate.gateway.listen;

import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.listen.answer.OneAnswer;
import headgate.gateway.seam.Loop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange that came in over HTTP/1.1. */
final class HttpExchange implements Exchange {
  /** Who asks: on which loop, from where, and the way back. */
  record Caller(Loop loop, InetAddress address, AnswerSink sink) {}

  private final Caller caller;
  private final Door.Rpc door;
  private final HttpHeaders headers;
  private final byte[] body;
  private final int bodyLength;
  private final AnswerSink sink;
  private final List<Runnable> whenGone = new ArrayList<>(1);
  private final List<Runnable> whenLastCalled = new ArrayList<>(1);
  private boolean gone;
  private boolean lastCalled;

  HttpExchange(Caller caller, Door.Rpc door, HttpHeaders headers, byte[] body, int bodyLength) {
    this.caller = caller;
    this.door = door;
    this.headers = headers;
    this.body = body;
    this.bodyLength = bodyLength;
    sink = new OneAnswer(caller.sink);
  }

  @Override
  public Loop loop() {
    return caller.loop;
  }

  @Override
  public Door.Rpc door() {
    return door;
  }

  @Override
  public InetAddress client() {
    return caller.address;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int bodyLength() {
    return bodyLength;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.contains(name) ? String.join(",", headers.getAll(name)) : null;
  }

  @Override
  public AnswerSink sink() {
    return sink;
  }

  @Override
  public void onGone(Runnable task) {
    if (gone) {
      task.run();
    } else {
      whenGone.add(task);
    }
  }

  @Override
  public boolean gone() {
    return gone;
  }

  @Override
  public void onLastCall(Runnable task) {
    if (lastCalled) {
      task.run();
    } else {
      whenLastCalled.add(task);
    }
  }

  @Override
  public boolean lastCalled() {
    return lastCalled;
  }

  /** The gateway is about to end. */
  void lastCall() {
    lastCalled = true;
    runAll(whenLastCalled);
  }

  /** The caller's connection has ended. */
  void end() {
    gone = true;
    runAll(whenGone);
  }

  private static void runAll(List<Runnable> tasks) {
    var told = List.copyOf(tasks);
    tasks.clear();
    told.forEach(Runnable::run);
  }
}
