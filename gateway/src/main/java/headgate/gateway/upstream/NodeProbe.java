package headgate.gateway.upstream;

import headgate.chain.ChainProfile;
import headgate.chain.method.Lane;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.outcome.TryFailure;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.gateway.upstream.http.NodeConnection;
import headgate.gateway.upstream.http.NodeConnections;
import headgate.gateway.upstream.probe.HeadQuestions;
import headgate.gateway.upstream.probe.ProbeJudge;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks nodes for their height as the chain's profile says, on connections of its own that no
 * traffic can fill up.
 *
 * <p>Where the network's id takes a second call, it is asked for first and with every probe: a node
 * that was replaced by one of another network must not keep its name.
 */
public final class NodeProbe implements HeightProbe {
  /** Nodes show blocks with all their transactions. */
  private static final int ANSWER_BYTES_MAX = 32 << 20;

  private static final Duration IDLE_MAX = Duration.ofMinutes(1);

  private final Loop loop;
  private final List<Node> nodes;
  private final HeadQuestions questions;
  private final String path;
  private final Duration deadline;
  private final List<NodeConnections> connections;
  private final OwnIds ids = new OwnIds();

  /** A probe of the given nodes under one of their paths. */
  public NodeProbe(
      Loop loop, Wire wire, List<Node> nodes, ChainProfile profile, Question question) {
    this.loop = loop;
    this.nodes = nodes;
    this.questions = new HeadQuestions(profile);
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

  /** Nothing is asked any more; on its loop. */
  public void end() {
    connections.forEach(NodeConnections::end);
  }

  @Override
  public void probe(int node, Receiver receiver) {
    if (!questions.askIdentity()) {
      askHeight(node, null, receiver);
      return;
    }
    var id = ids.next();
    ask(
        node,
        id,
        questions.identity(id),
        miss -> {
          var told = miss == null ? questions.readIdentity() : null;
          if (told == null) {
            missed(node, miss, receiver);
          } else {
            askHeight(node, told, receiver);
          }
        });
  }

  /** A miss without a reason is an answer without what was asked for. */
  private void missed(int node, @Nullable ProbeMiss miss, Receiver receiver) {
    var why = miss == null ? ProbeMiss.NO_HEIGHT : miss;
    nodes.get(node).probeMissed(why);
    receiver.missed(why);
  }

  private void askHeight(int node, @Nullable String knownNetwork, Receiver receiver) {
    var id = ids.next();
    ask(
        node,
        id,
        questions.head(id),
        miss -> {
          var report = miss == null ? questions.readHead(knownNetwork) : null;
          if (report == null) {
            missed(node, miss, receiver);
          } else {
            receiver.reported(report);
          }
        });
  }

  @Override
  public void block(int node, long blockHeight, BlockReceiver receiver) {
    var id = ids.next();
    ask(
        node,
        id,
        questions.block(id, blockHeight),
        miss -> receiver.told(miss == null ? questions.readBlock() : null));
  }

  private void ask(int node, long id, byte[] body, Ending receiver) {
    new Asking(node, id, nodes.get(node).compose(path, null, body), receiver).send();
  }

  /** Told how one question ended. */
  @FunctionalInterface
  private interface Ending {
    /** With an answer that can be read where the miss is null. */
    void ended(@Nullable ProbeMiss miss);
  }

  /** One question on its way; asked again where it met a kept connection that was being closed. */
  private final class Asking implements NodeConnection.Listener {
    private final int node;
    private final long id;
    private final Ending receiver;
    private final byte[] request;
    private final Loop.Timer timer;
    private final long beganNanos = loop.clock().nanos();
    private NodeConnection connection;
    private boolean again;

    Asking(int node, long id, byte[] request, Ending receiver) {
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
      var late = connection.sent() ? ProbeMiss.TIMEOUT : ProbeMiss.CONNECT_TIMEOUT;
      connection.close();
      receiver.ended(late);
    }

    @Override
    public void answered(NodeConnection from, NodeAnswer response) {
      timer.cancel();
      var miss = questions.miss(response, id);
      if (miss == null) {
        nodes.get(node).probed(loop.clock().nanos() - beganNanos);
        connections.get(node).giveBack(from, loop.clock().nanos());
      } else {
        from.close();
      }
      receiver.ended(miss);
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
        receiver.ended(ProbeJudge.miss(failure));
      }
    }
  }
}
