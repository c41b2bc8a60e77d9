package headgate.gateway.upstream;

import static java.util.Objects.requireNonNull;

import headgate.chain.error.ErrorMeaning;
import headgate.chain.method.Lane;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.HeadView;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.Reply;
import headgate.gateway.route.NodeCall;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.gateway.upstream.choice.Fallbacks;
import headgate.gateway.upstream.choice.NodeChoice;
import headgate.gateway.upstream.choice.Wanted;
import headgate.gateway.upstream.health.Ejection;
import headgate.gateway.upstream.health.MethodLatencies;
import headgate.gateway.upstream.health.NodeJudgement;
import headgate.gateway.upstream.health.TryBudgets;
import headgate.gateway.upstream.http.NodeConnections;
import headgate.gateway.upstream.permit.PermitQueue;
import headgate.gateway.upstream.writes.SentTransactions;
import headgate.gateway.upstream.writes.TransactionLookup;
import headgate.gateway.upstream.writes.WriteCounts.Lost;
import headgate.gateway.upstream.writes.WriteTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of one network as one loop reaches them. */
public final class Upstream {
  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  static final Duration IDLE_MAX = Duration.ofSeconds(30);

  /** How old a kept connection may be that a write goes out on. */
  static final Duration WRITE_IDLE_MAX = Duration.ofSeconds(1);

  private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

  /**
   * What every loop's upstream of one network is made with.
   *
   * @param nodes the nodes, in the order of the configuration
   * @param fallbacks how far some of them may be used
   * @param lanes caps and deadlines
   * @param answerBytesMax bytes of an answer's body at most
   * @param view gives the newest view of the head
   * @param hashing names a write whose answer was lost
   * @param sent which node took which transaction
   * @param writes where else writes go, and what became of that
   * @param tryBudgets how many tries beyond the first are made
   * @param served told how long a call waited for its first node
   * @param budget charged with what has come of answers
   */
  public record Terms(
      List<Node> nodes,
      Fallbacks fallbacks,
      LanesConfig lanes,
      int answerBytesMax,
      Supplier<HeadView> view,
      WriteHash hashing,
      SentTransactions sent,
      WriteTerms writes,
      TryBudgets tryBudgets,
      Served served,
      ByteBudget budget) {}

  /** Told of calls that a node was found for. */
  @FunctionalInterface
  public interface Served {
    /**
     * One more.
     *
     * @param units what it costs a node
     */
    void served(Lane lane, int units, long waitedNanos);
  }

  /** Names the transaction that a write carries. */
  @FunctionalInterface
  public interface WriteHash {
    /** The hash in hexadecimal with its prefix, null where the params give none. */
    @Nullable String hash(Call write);
  }

  private final Loop loop;
  private final Terms terms;
  private final NodeChoice choice;
  private final RandomGenerator random;
  private final AnswerJudge judge;
  private final @Nullable TransactionLookup lookup;
  private final List<Map<Lane, NodeConnections>> connections = new ArrayList<>();
  private final Map<Lane, PermitQueue> queues = new EnumMap<>(Lane.class);
  private final OwnIds ids = new OwnIds();
  private final ShownHeights heights;
  private final OtherNodes others;
  private boolean ended;

  /** An upstream without connections yet. */
  public Upstream(
      Loop loop,
      Wire wire,
      Terms terms,
      AnswerJudge judge,
      RandomGenerator random,
      ShownHeights heights) {
    this.loop = loop;
    this.heights = heights;
    this.terms = terms;
    this.judge = judge;
    this.random = random;
    lookup = TransactionLookup.of(judge.profile());
    others = new OtherNodes(this);
    choice = new NodeChoice(terms.nodes(), terms.fallbacks(), random);
    for (var lane : Lane.values()) {
      queues.put(
          lane, new PermitQueue(loop, terms.tryBudgets().waiting(lane), () -> perhapsFree(lane)));
    }
    for (var node : terms.nodes()) {
      var lanes = new EnumMap<Lane, NodeConnections>(Lane.class);
      for (var lane : Lane.values()) {
        lanes.put(
            lane,
            new NodeConnections(
                wire,
                node.endpoint(lane),
                IDLE_MAX.toNanos(),
                terms.answerBytesMax(),
                terms.budget()));
      }
      connections.add(lanes);
    }
  }

  /** Begins to close connections that nobody uses; once, after the loop has started. */
  public void start() {
    loop.schedule(SWEEP_EVERY, this::sweep);
  }

  /**
   * Goes on with the connections of the upstream that served before, to nodes that are reached as
   * before, and with the transactions that it looks after; on their loop.
   */
  public void takeOver(Upstream before) {
    for (var node : terms.nodes()) {
      var same = before.placeOf(node.number());
      if (same >= 0) {
        var theirs = before.connections.get(same);
        connections
            .get(node.index())
            .replaceAll((lane, own) -> {
              var kept = requireNonNull(theirs.get(lane));
              return kept.isLike(own) ? kept : own;
            });
      }
    }
    others.takeOver(before.others);
  }

  /**
   * Ends it once another one has taken over; on their loop. Calls that are under way go on, and
   * each connection that was not taken over is closed once it is free.
   */
  public void end(Upstream after) {
    ended = true;
    var kept = after.connections.stream().flatMap(lanes -> lanes.values().stream()).toList();
    connections.forEach(lanes ->
        lanes.values().stream().filter(own -> !kept.contains(own)).forEach(NodeConnections::end));
  }

  /** Ends it for good; on its loop. Calls that are under way go on. */
  public void end() {
    ended = true;
    others.forget();
    connections.forEach(lanes -> lanes.values().forEach(NodeConnections::end));
  }

  /** Where the node of that number is, -1 where it is not configured. */
  int placeOf(int number) {
    for (var node : terms.nodes()) {
      if (node.number() == number) {
        return node.index();
      }
    }
    return -1;
  }

  /**
   * Asks the nodes.
   *
   * @param receiver told the end exactly once, on this loop, possibly before this returns; never
   *     after the call was called off
   */
  public Fetching fetch(NodeCall call, Consumer<Reply> receiver) {
    return fetch(call, 0, receiver);
  }

  /**
   * The same for a known caller.
   *
   * @param caller tells callers apart: a single one cannot have a node ejected that others use
   */
  public Fetching fetch(NodeCall call, int caller, Consumer<Reply> receiver) {
    var fetch = new Fetch(this, call, caller, receiver);
    fetch.start();
    return fetch;
  }

  /** What the sender of a write is told whose end is not waited for. */
  public Failure unknownOutcome(Call write) {
    var hash = terms.hashing().hash(write);
    return WriteOutcome.unknown(hash);
  }

  /** The node that took the transaction which a call asks about, -1 where none is remembered. */
  public int taker(Call call) {
    var about = call.transaction();
    return about == null ? -1 : takerOf(about, terms.view().get());
  }

  /** The node that took a transaction, -1 where none is remembered, or it is gone. */
  int takerOf(String transaction, HeadView view) {
    var number = terms.sent().nodeOf(transaction, view.servingHeight());
    return number < 0 ? -1 : placeOf(number);
  }

  /** What is said of each node if the call were to be sent now; on this loop. */
  public List<NodeJudgement> judged(NodeCall call) {
    var view = terms.view().get();
    var preferred = taker(call.call());
    var method = call.call().method();
    return choice.judged(
        new Wanted(
            view,
            call.neededHeight(),
            method,
            0,
            preferred,
            new Wanted.Past(call.namedHeight(), false),
            Wanted.Need.PRESSING),
        loop.clock().nanos());
  }

  Loop loop() {
    return loop;
  }

  Terms terms() {
    return terms;
  }

  NodeChoice choice() {
    return choice;
  }

  AnswerJudge judge() {
    return judge;
  }

  /** How a node is asked for a transaction, null where the chain has no way to. */
  @Nullable TransactionLookup lookup() {
    return lookup;
  }

  /** Where transactions are sent once more, and looked after. */
  OtherNodes others() {
    return others;
  }

  /** An answer about a transaction whose outcome was unknown makes it known. */
  void learn(NodeCall read, Verdict.Good good) {
    var known = good.text().success() && !good.text().nothing();
    if (!terms.sent().anyLost() || !(known || good.means() == ErrorMeaning.NOT_YET)) {
      return;
    }
    var about = read.call().transaction();
    if (about != null && terms.sent().turnedUp(about)) {
      terms.writes().counts().lost(Lost.FOUND_LATER);
    }
  }

  /** A bug in looking must keep nobody waiting: then each call is asked, and finds it itself. */
  private boolean perhapsFree(Lane lane) {
    try {
      return anyFree(lane);
    } catch (RuntimeException bug) {
      LOG.debug("nobody knows whether a permit is free", bug);
      return true;
    }
  }

  /** Whether a node that is up has a permit of a lane left. */
  private boolean anyFree(Lane lane) {
    var standings = terms.view().get().nodes();
    for (var node : terms.nodes()) {
      if (standings.get(node.index()).serves(-1) && node.permits(lane).free()) {
        return true;
      }
    }
    return false;
  }

  PermitQueue queue(Lane lane) {
    return requireNonNull(queues.get(lane));
  }

  NodeConnections connections(Node node, Lane lane) {
    return requireNonNull(connections.get(node.index()).get(lane));
  }

  ShownHeights heights() {
    return heights;
  }

  /** A node has failed a call by its own doing. */
  void charge(Node node, Call call, int caller) {
    var fingerprint = call.params().fingerprint(call.method().index());
    var failed = new Ejection.Failed(fingerprint, caller, loop.clock().nanos());
    if (node.failed(failed, jitter())) {
      LOG.warn("node {} fails and is left out for a while", node.name());
    }
  }

  /** How long calls of each method take. */
  MethodLatencies latencies() {
    return terms.tryBudgets().latencies();
  }

  /** 0 to 1, for what must not happen everywhere at once. */
  double jitter() {
    return random.nextDouble();
  }

  /** An id of our own for the next call. */
  long nextId() {
    return ids.next();
  }

  private void sweep() {
    if (ended) {
      return;
    }
    var now = loop.clock().nanos();
    start();
    connections.forEach(lanes -> lanes.values().forEach(each -> each.closeStale(now)));
  }
}
