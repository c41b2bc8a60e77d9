package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.seam.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node at the far end of a {@link ManualWire} that answers as its script says.
 *
 * <p>Connections are taken at once unless it is told otherwise. Each whole request meets the next
 * script put down for one request, else the lasting one.
 */
public final class ScriptedNode implements ManualWire.Peer {
  /** What the node does with one request. */
  @FunctionalInterface
  public interface Script {
    /** A whole request came. */
    void received(ScriptedRequest request);
  }

  /** What becomes of an attempt to connect. */
  @FunctionalInterface
  public interface Welcome {
    /** A connection is asked for. */
    void connecting(ManualConnection connection);
  }

  private final ManualLoop loop;
  private final List<ScriptedRequest> requests = new ArrayList<>();
  private final List<ScriptedRequest> asides = new ArrayList<>();
  private final Map<String, Script> aside = new HashMap<>();
  private final Deque<Script> once = new ArrayDeque<>();
  private final Map<ManualConnection, StringBuilder> unread = new HashMap<>();
  private Script always = request -> request.result("\"0x1\"");
  private Welcome welcome = ManualConnection::open;

  /** A node that takes connections and answers every call with {@code "0x1"}. */
  public ScriptedNode(ManualLoop loop) {
    this.loop = loop;
  }

  /** What becomes of the requests for which nothing else was put down. */
  public ScriptedNode always(Script script) {
    always = script;
    return this;
  }

  /** What becomes of one more request, after those that were put down so before. */
  public ScriptedNode once(Script script) {
    once.add(script);
    return this;
  }

  /** What becomes of every request of a method, which is then kept among the {@link #asides}. */
  public ScriptedNode aside(String method, Script script) {
    aside.put(method, script);
    return this;
  }

  /** What becomes of connections. */
  public ScriptedNode welcoming(Welcome connecting) {
    welcome = connecting;
    return this;
  }

  /** Refuses connections. */
  public ScriptedNode refusing() {
    return welcoming(connection -> connection.close(Wire.Cause.REFUSED));
  }

  /** Every whole request of a method with a script of its own, in order. */
  public List<ScriptedRequest> asides() {
    return List.copyOf(asides);
  }

  /** Every other whole request, in order. */
  public List<ScriptedRequest> requests() {
    return List.copyOf(requests);
  }

  void in(Duration delay, Runnable task) {
    loop.schedule(delay, task);
  }

  @Override
  public void connecting(ManualConnection connection) {
    welcome.connecting(connection);
  }

  @Override
  public void changed(ManualConnection connection) {
    var text = unread.computeIfAbsent(connection, _ -> new StringBuilder());
    text.append(connection.take());
    for (var end = end(text); end > 0; end = end(text)) {
      var request = new ScriptedRequest(this, connection, text.substring(0, end));
      text.delete(0, end);
      receive(request);
    }
  }

  private void receive(ScriptedRequest request) {
    var own = aside.isEmpty() ? null : aside.get(request.method());
    if (own == null) {
      requests.add(request);
      (once.isEmpty() ? always : once.remove()).received(request);
    } else {
      asides.add(request);
      own.received(request);
    }
  }

  /** Where the first request ends, 0 where it is not whole yet. */
  private static int end(StringBuilder text) {
    var head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return 0;
    }
    var field = "Content-Length: ";
    var from = text.indexOf(field) + field.length();
    var length = Integer.parseInt(text.substring(from, text.indexOf("\r\n", from)));
    // Lengths count bytes.
    var body = text.substring(head + 4).getBytes(UTF_8);
    return body.length < length ? 0 : head + 4 + new String(body, 0, length, UTF_8).length();
  }
}
