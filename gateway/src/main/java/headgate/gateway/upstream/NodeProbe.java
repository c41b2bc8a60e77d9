package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.head.HeadProbe;
import headgate.chain.method.FieldPath;
import headgate.chain.method.Lane;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.AnswerReader;
import headgate.jsonrpc.CanonicalEnvelope;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.FieldPaths;
import headgate.jsonrpc.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks nodes for their height as the chain's profile says, on connections of its own that no
 * traffic can fill up.
 *
 * <p>Where the network's id takes a second call, it is asked for first and with every probe: a node
 * that was replaced by one of another network must not keep its name.
 */
public final class NodeProbe implements HeightProbe {
  private static final int ANSWER_BYTES_MAX = 256 * 1024;
  private static final Duration IDLE_MAX = Duration.ofMinutes(1);

  private final Loop loop;
  private final List<Node> nodes;
  private final HeadProbe terms;
  private final String path;
  private final Duration deadline;
  private final List<NodeConnections> connections;
  private final AnswerReader reader = new AnswerReader();
  private final Answer answer = new Answer();
  private final FieldFinder finder = new FieldFinder();
  private ChannelListener channels = (_, _) -> {};
  private long lastId;

  /** A probe of the given nodes under one of their paths. */
  public NodeProbe(Loop loop, Wire wire, List<Node> nodes, HeadProbe terms, Question question) {
    this.loop = loop;
    this.nodes = nodes;
    this.terms = terms;
    this.path = question.path;
    this.deadline = question.deadline;
    // What a probe reads is held for no caller.
    var budget = new ByteBudget(Long.MAX_VALUE);
    connections =
        nodes.stream()
            .map(node ->
                new NodeConnections(
                    wire, node.endpoint(Lane.READ), IDLE_MAX.toNanos(), ANSWER_BYTES_MAX, budget))
            .toList();
  }

  /**
   * How nodes are asked.
   *
   * @param path the HTTP path
   * @param deadline for one call
   */
  public record Question(String path, Duration deadline) {}

  /** Hears which channel a node says it serves. */
  @FunctionalInterface
  public interface ChannelListener {
    /** The node at a place of the configuration names its channel, or null where it tells none. */
    void told(int node, @Nullable String channel);
  }

  /** Also tells the channel that a node says it serves. */
  public NodeProbe tellingChannel(ChannelListener listener) {
    channels = listener;
    return this;
  }

  @Override
  public void probe(int node, Receiver receiver) {
    var identity = terms.identity();
    if (identity == null) {
      askHeight(node, null, receiver);
    } else {
      ask(
          node,
          identity.method(),
          identity.params(),
          found -> {
            var network = found ? text(identity.network()) : null;
            if (network == null) {
              missed(node, receiver);
            } else {
              askHeight(node, network, receiver);
            }
          });
    }
  }

  private void missed(int node, Receiver receiver) {
    nodes.get(node).probeMissed();
    receiver.missed();
  }

  private void askHeight(int node, @Nullable String knownNetwork, Receiver receiver) {
    ask(
        node,
        terms.method(),
        terms.params(),
        found -> {
          var height = found ? height(terms.height()) : -1;
          var network = terms.network() == null || !found ? knownNetwork : text(terms.network());
          var channel = terms.channel() == null || !found ? null : text(terms.channel());
          if (height < 0) {
            missed(node, receiver);
          } else {
            channels.told(node, channel);
            receiver.reported(new Report(height, network));
          }
        });
  }

  private void ask(int node, String method, @Nullable String params, Consumer<Boolean> receiver) {
    lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
    var bytes = params == null ? new byte[0] : params.getBytes(UTF_8);
    var body =
        CanonicalEnvelope.of(
            lastId, method.getBytes(UTF_8), bytes, params == null ? -1 : 0, bytes.length);
    new Asking(node, lastId, nodes.get(node).compose(path, null, body), receiver).send();
  }

  private boolean read(NodeAnswer response, long id) {
    reader.read(response.body(), 0, response.length(), answer);
    return answer.fault() == null && !answer.isError() && answer.idAsLong() == id;
  }

  private long height(FieldPath where) {
    var span = find(where);
    return span[0] < 0 ? -1 : JsonText.height(answer.bytes(), span[0], span[1]);
  }

  /** A string's text or a number's digits; null where there is neither. */
  private @Nullable String text(FieldPath where) {
    var span = find(where);
    if (span[0] < 0) {
      return null;
    }
    if (JsonText.isString(answer.bytes(), span[0], span[1])) {
      return JsonText.decode(answer.bytes(), span[0], span[1]);
    }
    var digits = new String(answer.bytes(), span[0], span[1] - span[0], UTF_8);
    return digits.matches("[0-9]{1,20}") ? digits : null;
  }

  private int[] find(FieldPath where) {
    var span = new int[] {answer.resultStart(), answer.resultEnd()};
    if (!where.isWhole()) {
      var paths = FieldPaths.compile(List.of(where.toString()), List.of());
      finder.find(answer.bytes(), answer.resultStart(), answer.resultEnd(), paths, span);
    }
    return span;
  }

  /** One question on its way; asked again where it met a kept connection that was being closed. */
  private final class Asking implements NodeConnection.Listener {
    private final int node;
    private final long id;
    private final Consumer<Boolean> receiver;
    private final byte[] request;
    private final Loop.Timer timer;
    private NodeConnection connection;
    private boolean again;

    Asking(int node, long id, byte[] request, Consumer<Boolean> receiver) {
      this.node = node;
      this.id = id;
      this.request = request;
      this.receiver = receiver;
      timer = loop.schedule(deadline, this::late);
      connection = connections.get(node).take(loop.clock().nanos());
    }

    void send() {
      connection.send(request, this);
    }

    private void late() {
      connection.close();
      receiver.accept(false);
    }

    @Override
    public void answered(NodeConnection from, NodeAnswer response) {
      timer.cancel();
      var found = read(response, id);
      if (found) {
        connections.get(node).giveBack(from, loop.clock().nanos());
      } else {
        from.close();
      }
      receiver.accept(found);
    }

    @Override
    public void failed(NodeConnection from, TryFailure failure, boolean sent) {
      if (failure == TryFailure.IDLE_CLOSED && !again) {
        again = true;
        connections.get(node).close();
        connection = connections.get(node).take(loop.clock().nanos());
        send();
      } else {
        timer.cancel();
        receiver.accept(false);
      }
    }
  }
}
