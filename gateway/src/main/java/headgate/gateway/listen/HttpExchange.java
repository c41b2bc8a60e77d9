package headgate.gateway.listen;

import headgate.gateway.client.Client;
import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.listen.answer.OneAnswer;
import headgate.gateway.seam.Loop;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange that came in over HTTP/1.1. */
final class HttpExchange implements Exchange {
  /** Whose connection it is: on which loop, and the way back. */
  record Caller(Loop loop, AnswerSink sink) {}

  /** What is asked, and by whom. */
  record Asked(Client client, Door.Rpc door, HttpHeaders headers) {}

  private final Caller caller;
  private final Asked asked;
  private final byte[] body;
  private final int bodyLength;
  private final AnswerSink sink;
  private final List<Runnable> whenGone = new ArrayList<>(1);
  private final List<Runnable> whenLastCalled = new ArrayList<>(1);
  private boolean gone;
  private boolean lastCalled;

  HttpExchange(Caller caller, Asked asked, byte[] body, int bodyLength) {
    this.caller = caller;
    this.asked = asked;
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
    return asked.door;
  }

  @Override
  public Client client() {
    return asked.client;
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
    var headers = asked.headers;
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
