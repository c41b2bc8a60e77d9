package headgate.devnode.rpc;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import headgate.devnode.method.Call;
import headgate.devnode.method.Method;
import headgate.devnode.method.MethodTable;
import headgate.devnode.method.Outcome;
import headgate.devnode.method.RpcError;
import headgate.devnode.node.NodeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers the body of a request: one call or a batch, with a goloop node's statuses. */
public final class Dispatcher {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;
  private static final CompletableFuture<Optional<Json>> SILENCE =
      CompletableFuture.completedFuture(Optional.empty());

  private final NodeState node;

  public Dispatcher(NodeState node) {
    this.node = node;
  }

  /** The names of the methods that a body calls; those of broken calls are empty texts. */
  public static List<String> methods(Json body) {
    var calls = body instanceof Json.Items(var items) ? items : List.of(body);
    return calls.stream()
        .map(call -> Optional.ofNullable(Envelope.read(call).method()).orElse(""))
        .toList();
  }

  /** Reads a body. An empty one is read as a call that is not there. */
  public static Optional<Json> read(byte[] body) {
    try {
      return Optional.of(LaxReader.first(body));
    } catch (JsonSyntaxException broken) {
      return Optional.empty();
    }
  }

  /** The answer to a body that is no JSON. */
  public static RpcAnswer parseError() {
    return RpcAnswer.of(BAD_REQUEST, Responses.error(RpcError.PARSE));
  }

  /** An error under the id of a call, of the first one of a batch. */
  public static RpcAnswer error(Json body, int code, String message) {
    var call = body instanceof Json.Items(var items) && !items.isEmpty() ? items.getFirst() : body;
    var error = new RpcError(code, message, null);
    return RpcAnswer.of(BAD_REQUEST, Responses.error(error, Envelope.read(call).id()));
  }

  /** The answer to a request without a body. */
  public static RpcAnswer nothingSent() {
    var error = RpcError.invalidRequest("fail to unmarshal, EOF");
    return RpcAnswer.of(BAD_REQUEST, Responses.error(error));
  }

  /** Answers a body. The options are those of the Icon-Options header. */
  public CompletableFuture<RpcAnswer> answer(
      MethodTable table, Json body, Map<String, String> options) {
    return body instanceof Json.Items(var calls)
        ? batch(table, calls, options)
        : single(table, body, options);
  }

  private CompletableFuture<RpcAnswer> single(
      MethodTable table, Json call, Map<String, String> options) {
    return call(table, call, options)
        .thenApply(response -> response.map(Dispatcher::withStatus).orElse(RpcAnswer.EMPTY));
  }

  private static RpcAnswer withStatus(Json response) {
    var failed = ((Json.Members) response).last("error") != null;
    return RpcAnswer.of(failed ? BAD_REQUEST : OK, response);
  }

  private CompletableFuture<RpcAnswer> batch(
      MethodTable table, List<Json> calls, Map<String, String> options) {
    if (calls.isEmpty()) {
      return refused(BAD_REQUEST, RpcError.EMPTY_BATCH);
    }
    if (calls.size() > node.options().batchLimit()) {
      return refused(UNAVAILABLE, RpcError.TOO_MANY);
    }
    var answers = calls.stream().map(call -> call(table, call, options)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().flatMap(answer -> answer.join().stream()).toList())
        .thenApply(responses -> RpcAnswer.of(OK, new Json.Items(responses)));
  }

  private static CompletableFuture<RpcAnswer> refused(int status, RpcError error) {
    return CompletableFuture.completedFuture(RpcAnswer.of(status, Responses.error(error)));
  }

  /** One call's response; empty where a notification gets none. */
  private CompletableFuture<Optional<Json>> call(
      MethodTable table, Json raw, Map<String, String> options) {
    var envelope = Envelope.read(raw);
    var name = envelope.method();
    node.counters().called(name == null ? "" : name);
    if (name == null || envelope.problem().isPresent()) {
      var problem = RpcError.invalidRequest(envelope.problem().orElse(""));
      return failed(wantsTrace(options) ? problem.traced() : problem, envelope);
    }
    var method = table.find(name);
    if (method.isEmpty()) {
      return failed(RpcError.METHOD_NOT_FOUND, envelope);
    }
    if (envelope.isNotification() && !table.runsAsNotification(name)) {
      return SILENCE;
    }
    var settled = settled(run(method.get(), envelope, options));
    var trace = wantsTrace(options);
    return settled.thenApply(outcome -> response(trace ? traced(outcome) : outcome, envelope));
  }

  private boolean wantsTrace(Map<String, String> options) {
    return node.options().debugApi() && "true".equals(options.get("debug"));
  }

  private static Outcome traced(Outcome outcome) {
    return outcome instanceof Outcome.Failed(var error) ? Outcome.failed(error.traced()) : outcome;
  }

  private static CompletableFuture<Optional<Json>> failed(RpcError error, Envelope envelope) {
    var response = Responses.error(error, envelope.id());
    return CompletableFuture.completedFuture(Optional.of(response));
  }

  private Outcome run(Method method, Envelope envelope, Map<String, String> options) {
    var known = node.faults().conduct().heightParam();
    var shape = known ? method.shape() : method.shape().withoutOptional("height");
    var reading = shape.read(envelope.params());
    var call = new Call(node, node.view(), reading.values(), envelope.params(), options);
    return method
        .gate()
        .refusal(call)
        .or(() -> reading.problem().map(RpcError::invalidParams))
        .map(Outcome::failed)
        .orElseGet(() -> method.answerer().answer(call));
  }

  private static CompletableFuture<Outcome> settled(Outcome outcome) {
    return outcome instanceof Outcome.Later(var later)
        ? later
        : CompletableFuture.completedFuture(outcome);
  }

  private static Optional<Json> response(Outcome outcome, Envelope envelope) {
    if (envelope.isNotification()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (outcome) {
          case Outcome.Result(var value) -> Responses.result(value, envelope.id());
          case Outcome.Failed(var error) -> Responses.error(error, envelope.id());
          case Outcome.Later _ -> throw new IllegalStateException("a call that settles twice");
        });
  }
}
