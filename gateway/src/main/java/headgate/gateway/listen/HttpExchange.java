package headgate.gateway.listen;

import headgate.gateway.seam.Loop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange that came in over HTTP/1.1. */
final class HttpExchange implements Exchange {
  private final RpcConnection connection;
  private final Door.Rpc door;
  private final HttpHeaders headers;
  private final byte[] body;
  private final int bodyLength;
  private final AnswerSink sink;
  private final List<Runnable> whenGone = new ArrayList<>(1);
  private boolean gone;

  HttpExchange(
      RpcConnection connection, Door.Rpc door, HttpHeaders headers, byte[] body, int bodyLength) {
    this.connection = connection;
    this.door = door;
    this.headers = headers;
    this.body = body;
    this.bodyLength = bodyLength;
    sink = new OneAnswer(connection.sink());
  }

  @Override
  public Loop loop() {
    return connection.loop();
  }

  @Override
  public Door.Rpc door() {
    return door;
  }

  @Override
  public InetAddress client() {
    return connection.client();
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
    return headers.get(name);
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

  /** The caller's connection has ended. */
  void end() {
    gone = true;
    var told = List.copyOf(whenGone);
    whenGone.clear();
    told.forEach(Runnable::run);
  }
}
