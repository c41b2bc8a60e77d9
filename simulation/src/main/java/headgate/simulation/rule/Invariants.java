package headgate.simulation.rule;

import headgate.gateway.observe.NodeStatus;
import headgate.gateway.observe.StatusSource;
import headgate.simulation.caller.CallerEars;
import headgate.simulation.caller.Knowledge;
import headgate.simulation.caller.Question;
import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import headgate.simulation.node.SimulatedNode;
import java.util.ArrayList;
import java.util.List;

/** All rules, each asked about what it has a say in. */
public final class Invariants implements CallerEars {
  private final Landscape landscape;
  private final Knowledge knowledge;
  private final Verdict verdict;
  private final AnswerReading answers;
  private final EditionRule editions;
  private final DrainRule drain;
  private final TruthRule truth;
  private final HeightRule heights;
  private final AgeRule ages;
  private final WriteRule writes;
  private final ErrorRule errors;

  /** Rules that know the world. */
  public Invariants(Landscape landscape, Knowledge knowledge, Verdict verdict) {
    this.landscape = landscape;
    this.knowledge = knowledge;
    this.verdict = verdict;
    answers = new AnswerReading(verdict);
    editions = new EditionRule(landscape, verdict);
    drain = new DrainRule(landscape, verdict);
    truth = new TruthRule(landscape, editions, verdict);
    heights = new HeightRule(landscape, verdict);
    ages = new AgeRule(landscape, verdict);
    writes = new WriteRule(landscape, verdict);
    errors = new ErrorRule(landscape, verdict);
  }

  @Override
  public void sent(Request request) {
    editions.sent(request);
  }

  @Override
  public void headThere(Request request) {
    editions.headThere(request);
  }

  @Override
  public void left(Request request) {
    // It hears nothing, so nothing can be wrong.
  }

  @Override
  public void unread(Request request) {
    drain.unread(request);
  }

  @Override
  public void refused(Request request) {
    drain.refused(request);
  }

  @Override
  public void unanswered(Request request, String why) {
    verdict.broken("every id is answered exactly once", request + ": " + why);
  }

  @Override
  public void answered(Request request, Response response) {
    drain.answered(request, response);
    if (!drain.turnedAway(request, response) && editions.judge(request, response)) {
      judge(request, response);
    }
  }

  private void judge(Request request, Response response) {
    var told = answers.read(request, response);
    var calls = request.answered();
    var shown = new ArrayList<Shown>();
    for (var index = 0; index < told.size(); index++) {
      var question = calls.get(index).question();
      writes.judge(request, question, told.get(index));
      switch (told.get(index)) {
        case Told.Result(var value) -> {
          var height = truth.judge(request, question, value);
          if (height != null) {
            shown.add(height);
          }
          learn(question);
        }
        case Told.Fault fault -> errors.judge(request, question, fault);
      }
    }
    heights.judge(request, response, shown);
    ages.judge(request, response, shown);
    learn(request, response, shown);
  }

  /**
   * Whoever sent a transaction and waited for it is told its result even where the head stands
   * still and cannot confirm its height; nobody is held to such a height.
   */
  private void learn(Request request, Response response, List<Shown> shown) {
    var waited =
        request.calls().stream()
            .anyMatch(call -> call.question() instanceof Question.Send(_, var waits) && waits);
    if (!waited) {
      shown.stream()
          .filter(one -> one.kind() != Shown.Kind.LOOSE)
          .forEach(one -> knowledge.heightTold(one.height()));
      knowledge.heightTold(response.head());
    }
  }

  private void learn(Question question) {
    if (question instanceof Question.Send(var transaction, _)) {
      knowledge.transactionTold(transaction.hash());
    }
  }

  /** What holds while the gateway takes its leave. */
  public DrainRule drain() {
    return drain;
  }

  /** The gateway wrote a call to a node. */
  public void written(SimulatedNode node, String method, String params, String mark) {
    editions.written(method, params, mark);
    writes.written(node, method, params);
  }

  /** A node tells how far it is. */
  public void heightTold() {
    ages.told();
  }

  /** A node has proven that it did not do a call. */
  public void refused(String method, String params) {
    writes.refused(method, params);
  }

  /** A node took a transaction. */
  public void taken(SimulatedNode node, String transaction) {
    writes.taken(node, transaction);
  }

  /** What the gateway makes of a node now. */
  public void judged(NodeStatus node) {
    landscape.skies().judged(node.name(), node.state(), landscape.agenda().nanos());
    var doubted = node.state().equals("quarantined") && landscape.mayBeDoubted();
    if ((!node.up() || node.load().ejected()) && !doubted && landscape.isSound(node.name())) {
      verdict.broken("a sound node is used", node.name() + " is " + node.state() + " " + node);
    }
  }

  /** What the gateway says of itself, at any moment. */
  public void look(StatusSource gateway, long bufferedBytesMax, int connectionsMax) {
    var process = gateway.process();
    verdict.hold(
        process.bufferedBytes() >= 0 && process.bufferedBytes() <= bufferedBytesMax,
        "the byte budget is never exceeded",
        process.bufferedBytes());
    verdict.hold(
        process.connections() >= 0 && process.connections() <= connectionsMax,
        "no more connections than allowed",
        process.connections());
  }
}
