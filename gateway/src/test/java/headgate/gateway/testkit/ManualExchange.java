package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.client.Client;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.Exchange;
import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.seam.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that a test has made, with an answer that it can look at. */
public final class ManualExchange implements Exchange {
  private final Loop loop;
  private final Door.Rpc door;
  private final byte[] body;
  private final Map<String, String> headers;
  private final RecordedAnswer answer = new RecordedAnswer();
  private final List<Runnable> whenGone = new ArrayList<>();
  private final List<Runnable> whenLastCalled = new ArrayList<>();
  private boolean gone;
  private boolean lastCalled;

  /** A request without headers under an API. */
  public ManualExchange(Loop loop, String api, String body) {
    this(loop, api, body, Map.of());
  }

  /** A request under an API. */
  public ManualExchange(Loop loop, String api, String body, Map<String, String> headers) {
    this.loop = loop;
    this.door = new Door.Rpc(0, api, "/api/" + api);
    this.body = body.getBytes(UTF_8);
    this.headers = Map.copyOf(headers);
  }

  /** What was answered. */
  public RecordedAnswer answer() {
    return answer;
  }

  /** The caller's connection ends. */
  public void leave() {
    gone = true;
    whenGone.forEach(Runnable::run);
    whenGone.clear();
  }

  /** The gateway is about to end. */
  public void lastCall() {
    lastCalled = true;
    whenLastCalled.forEach(Runnable::run);
    whenLastCalled.clear();
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

  @Override
  public boolean gone() {
    return gone;
  }

  @Override
  public void onGone(Runnable task) {
    whenGone.add(task);
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
  public Client client() {
    return Client.OPERATOR;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int bodyLength() {
    return body.length;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public AnswerSink sink() {
    return answer;
  }
}
