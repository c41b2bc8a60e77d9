package headgate.devnode.http;

import headgate.devnode.fault.Fault;
import headgate.devnode.json.Json;
import headgate.devnode.node.NodeState;
import headgate.devnode.rpc.Dispatcher;
import headgate.devnode.stream.Handshake;
import headgate.devnode.stream.StreamHandler;
import headgate.devnode.stream.StreamKind;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One request on its way to its answer: route, body, channel, fault, call. */
final class Exchange {
  private final NodeState node;
  private final Executor loop;
  private final AnswerSender sender;
  private final Received request;

  Exchange(NodeState node, Executor loop, AnswerSender sender, Received request) {
    this.node = node;
    this.loop = loop;
    this.sender = sender;
    this.request = request;
  }

  void serve() {
    if (request.isBroken()) {
      sender.send(request, Answer.text(400, "400 Bad Request"));
      return;
    }
    switch (Route.of(request.head().method(), request.head().uri())) {
      case Route.Preflight _ -> sender.sendHead(request, ResponseHeads.preflight(request.head()));
      case Route.Nowhere _ -> sender.send(request, Answer.NOT_FOUND);
      case Route.BelowApi(var api) -> belowApi(api);
      case Route.Stream(var kind, var channel) -> stream(kind, channel);
      case Route.Rpc(var api, var channel) -> rpc(api, channel);
    }
  }

  private void stream(StreamKind kind, String channel) {
    var disabled = Route.Api.ICX.disabled(node.options());
    if (disabled.isPresent()) {
      sender.send(request, Answer.text(404, disabled.get()));
    } else if (!node.serves(channel)) {
      sender.send(request, Answer.NO_CHANNEL);
    } else {
      Handshake.accept(request.head())
          .ifPresentOrElse(
              accepted -> sender.upgrade(accepted, new StreamHandler(node, kind)),
              () -> sender.send(request, Answer.text(400, "Bad Request\n")));
    }
  }

  private void belowApi(Route.Api api) {
    var disabled = api.disabled(node.options());
    if (disabled.isPresent()) {
      sender.send(request, Answer.text(404, disabled.get()));
    } else if (!request.hasNoBody() && Dispatcher.read(request.body()).isEmpty()) {
      sender.send(request, Answer.of(Dispatcher.parseError()));
    } else {
      sender.send(request, Answer.NOT_FOUND_TWICE);
    }
  }

  private void rpc(Route.Api api, String channel) {
    node.counters().received(request.body());
    var disabled = api.disabled(node.options());
    if (disabled.isPresent()) {
      sender.send(request, Answer.text(404, disabled.get()));
      return;
    }
    var body = request.hasNoBody() ? Optional.<Json>empty() : Dispatcher.read(request.body());
    if (body.isEmpty() && !request.hasNoBody()) {
      sender.send(request, Answer.of(Dispatcher.parseError()));
    } else if (!node.serves(channel)) {
      sender.send(request, Answer.NO_CHANNEL);
    } else if (body.isEmpty()) {
      sender.send(request, Answer.of(Dispatcher.nothingSent()));
    } else {
      strike(api, body.get());
    }
  }

  /** Calls, and lets a fault spoil it if one strikes. */
  private void strike(Route.Api api, Json body) {
    var fault = node.faults().draw(Dispatcher.methods(body));
    if (fault.isEmpty()) {
      whenCalled(api, body, answer -> sender.send(request, answer));
      return;
    }
    switch (fault.get()) {
      case Fault.Stall(var executed) -> withoutAnswer(api, body, executed, () -> {});
      case Fault.ResetBefore(var executed) -> withoutAnswer(api, body, executed, sender::reset);
      case Fault.Status(var code, var retryAfter) ->
          sender.send(request, Answer.status(code, retryAfter));
      case Fault.Garbage _ -> spoiled(api, body, FaultyAnswers::garbage);
      case Fault.Text(var code, var text) -> sender.send(request, Answer.text(code, text));
      case Fault.RpcFailure(var code, var message) ->
          sender.send(request, Answer.of(Dispatcher.error(body, code, message)));
      case Fault.Padding(var bytes) ->
          spoiled(api, body, right -> right.withBody(right.body() + " ".repeat(bytes)));
      case Fault.BadFraming _ -> sender.sendBadFraming();
      case Fault.CloseKept _ -> closeKept(api, body);
      case Fault.WrongId _ -> spoiled(api, body, FaultyAnswers::wrongId);
      case Fault.MissingId _ -> spoiled(api, body, FaultyAnswers::missingId);
      case Fault.ResetAfter reset ->
          whenCalled(api, body, answer -> sender.sendAndReset(request, answer, reset));
      case Fault.CutAfter cut ->
          whenCalled(api, body, answer -> sender.sendAndCut(request, answer, cut));
      case Fault.Drip drip -> whenCalled(api, body, answer -> sender.drip(request, answer, drip));
      case Fault.Latency(var delay) ->
          whenCalled(
              api,
              body,
              answer ->
                  node.options()
                      .timer()
                      .schedule(delay, () -> loop.execute(() -> sender.send(request, answer))));
    }
  }

  private void closeKept(Route.Api api, Json body) {
    if (sender.kept()) {
      sender.close();
    } else {
      whenCalled(api, body, answer -> sender.send(request, answer));
    }
  }

  private void spoiled(Route.Api api, Json body, UnaryOperator<Answer> spoil) {
    whenCalled(api, body, answer -> sender.send(request, spoil.apply(answer)));
  }

  private void withoutAnswer(Route.Api api, Json body, boolean executed, Runnable after) {
    if (executed) {
      whenCalled(api, body, _ -> after.run());
    } else {
      after.run();
    }
  }

  private void whenCalled(Route.Api api, Json body, Consumer<Answer> then) {
    var knee = node.faults().knee();
    if (knee == null) {
      call(api, body, then);
    } else {
      node.load().take(knee, () -> loop.execute(() -> call(api, body, then)));
    }
  }

  private void call(Route.Api api, Json body, Consumer<Answer> then) {
    var options = IconOptions.read(request.head().headers().get("Icon-Options"));
    var _ =
        new Dispatcher(node)
            .answer(api.methods(), body, options)
            .thenApply(Answer::of)
            .exceptionally(_ -> Answer.text(500, "Internal Server Error"))
            .thenAccept(answer -> loop.execute(() -> then.accept(answer)));
  }
}
