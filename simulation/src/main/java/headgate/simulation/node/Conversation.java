package headgate.simulation.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.simulation.wire.FarSide;
import headgate.simulation.wire.Link;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * One connection to a node, as the node sees it: a request, its answer, the next request.
 *
 * <p>The gateway writes each request at once, so what is written at once is a request.
 */
final class Conversation implements FarSide.Ear {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whose answers show how far the node is; a result is of a block that it has. */
  private static final Set<String> HEADS =
      Set.of(
          "icx_getNetworkInfo",
          "icx_getLastBlock",
          "icx_getBlockByHeight",
          "icx_getTransactionByHash",
          "icx_getTransactionResult",
          "icx_waitTransactionResult",
          "icx_sendTransactionAndWait");

  private static final String MARK = "X-Edition";
  private static final int LOSSY_PERCENT = 35;
  private static final int CHUNKED_PERCENT = 20;
  private static final int CLOSING_PERCENT = 3;

  private final SimulatedNode node;
  private final Link link;
  private final Methods methods;
  private @Nullable BlockStream stream;
  private boolean over;

  Conversation(SimulatedNode node, Link link) {
    this.node = node;
    this.link = link;
    methods = new Methods(node);
  }

  @Override
  public void written(byte[] bytes) {
    if (stream == null && bytes[0] == 'P') {
      var call = call(bytes);
      node.ears()
          .written(
              node,
              call.path("method").asString(),
              call.path("params").toString(),
              field(new String(bytes, UTF_8), MARK));
    }
  }

  @Override
  public void arrived(byte[] bytes) {
    var work =
        node.slowed(
            node.chance().between(Duration.ofNanos(50_000), Duration.ofMillis(2)).toNanos());
    node.agenda().after(work, () -> node.whenAwake(() -> read(bytes)));
  }

  /** The value of a field of the head, empty where it is not there. */
  private static String field(String request, String name) {
    var at = request.indexOf("\r\n" + name + ": ");
    var from = at + name.length() + 4;
    return at < 0 ? "" : request.substring(from, request.indexOf("\r\n", from));
  }

  private void read(byte[] bytes) {
    if (over) {
      return;
    }
    if (stream != null) {
      stream.arrived(bytes);
    } else if (bytes[0] == 'P') {
      serve(call(bytes));
    } else {
      var opened = new BlockStream(node, link);
      stream = opened;
      opened.upgrade(new String(bytes, UTF_8));
    }
  }

  private static JsonNode call(byte[] request) {
    var text = new String(request, UTF_8);
    return JSON.readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
  }

  private void serve(JsonNode call) {
    var fate = fate();
    if (fate != Fate.WHOLE) {
      node.ears().noted(node, fate.name().toLowerCase(Locale.ROOT));
    }
    if (fate == Fate.LOST_BEFORE || poisonous(call)) {
      breakOff();
    } else {
      methods.answer(
          call.path("method").asString(), call.path("params"), reply -> reply(call, reply, fate));
    }
  }

  /** Some calls are more than any node can bear. */
  private static boolean poisonous(JsonNode call) {
    return call.path("params").path("data").path("method").asString().equals("poison");
  }

  private Fate fate() {
    return node.ailment() == Ailment.LOSSY && node.chance().percent(LOSSY_PERCENT)
        ? node.chance().of(Fate.FAULTS)
        : Fate.WHOLE;
  }

  private void reply(JsonNode call, Reply reply, Fate fate) {
    if (over) {
      return;
    }
    switch (fate) {
      case WHOLE -> whole(call, reply);
      case LOST_BEFORE, LOST_AFTER -> breakOff();
      case ENDED_AFTER -> hangUp();
      case CUT, HALF -> part(bytes(call.path("id").asLong(), reply), fate == Fate.CUT);
      case STALLED -> {}
      case BAD_GATEWAY -> link.send(http(502, "<html>Bad Gateway</html>"));
      case GARBAGE -> link.send(http(200, "{\"jsonrpc\":\"2.0\",\"resu"));
      case OTHER_ID -> link.send(bytes(call.path("id").asLong() + 1, reply));
    }
  }

  private void whole(JsonNode call, Reply reply) {
    if (reply instanceof Reply.Fault fault && fault.provesRefusal()) {
      node.ears().refused(node, call.path("method").asString(), call.path("params").toString());
    }
    if (HEADS.contains(call.path("method").asString())) {
      node.ears().heightTold(node);
    }
    link.send(bytes(call.path("id").asLong(), reply));
    if (node.chance().percent(CLOSING_PERCENT)) {
      hangUp();
    }
  }

  private void part(byte[] bytes, boolean broken) {
    link.send(Arrays.copyOf(bytes, node.chance().between(1, bytes.length - 1)));
    if (broken) {
      breakOff();
    } else {
      hangUp();
    }
  }

  private byte[] bytes(long id, Reply reply) {
    return switch (reply) {
      case Reply.Result(var json) ->
          http(200, "{\"jsonrpc\":\"2.0\",\"result\":%s,\"id\":%d}\n".formatted(json, id));
      case Reply.Fault(var code, var message, var data) ->
          http(
              400,
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":%d,\"message\":\"%s\",\"data\":\"%s\"},\"id\":%d}\n"
                  .formatted(
                      code, message, data == null ? "#" + node.ears().errorNumber() : data, id));
      case Reply.Later() -> throw new IllegalStateException("it has not come yet");
    };
  }

  private byte[] http(int status, String body) {
    var head =
        "HTTP/1.1 %d Told\r\nContent-Type: application/json; charset=UTF-8\r\n".formatted(status);
    var length = body.getBytes(UTF_8).length;
    var framed =
        node.chance().percent(CHUNKED_PERCENT)
            ? "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n".formatted(length, body)
            : "Content-Length: %d\r\n\r\n%s".formatted(length, body);
    return (head + framed).getBytes(UTF_8);
  }

  /** The node has a new block. */
  void newBlock() {
    if (stream != null && !over) {
      stream.newBlock();
    }
  }

  private void hangUp() {
    leave();
    link.finish();
  }

  void breakOff() {
    leave();
    link.reset();
  }

  @Override
  public void closed() {
    leave();
  }

  private void leave() {
    over = true;
    node.over(this);
  }
}
