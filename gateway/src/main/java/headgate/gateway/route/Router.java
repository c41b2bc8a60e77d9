package headgate.gateway.route;

import headgate.chain.method.CacheScope;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.NullMeaning;
import headgate.gateway.decompose.Call;
import headgate.gateway.decompose.HeightParam;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.Sight;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the plan for each call of one network. */
public final class Router {
  private final RouteTerms terms;
  private final Map<Integer, AnswerText> locals = new HashMap<>();

  /** A router. */
  public Router(RouteTerms terms) {
    this.terms = terms;
  }

  /**
   * Plans a call.
   *
   * @param path the node's path to ask
   * @param options a header line to forward, or null
   */
  public RoutePlan plan(Call call, Sight sight, String path, @Nullable String options) {
    var view = sight.view();
    var end = end(view);
    if (end != null && (!answersWithoutNewBlocks(call) || isBeyond(call, view))) {
      return new RoutePlan.Reject(end);
    }
    if (!terms.lanes().contains(call.method().lane()) && asksNodes(call)) {
      return new RoutePlan.Reject(FailureKind.NOT_SERVED);
    }
    return switch (call.method().methodClass()) {
      case READ -> read(call, sight, path, options);
      case WAIT ->
          new RoutePlan.PlainRead(new NodeCall(call, path, view.servingHeight(), false, options));
      case WRITE -> new RoutePlan.Write(new NodeCall(call, path, -1, false, options));
      case LOCAL -> new RoutePlan.Local(local(call.method()));
      case STREAM -> new RoutePlan.Reject(FailureKind.METHOD_NOT_FOUND);
    };
  }

  private static boolean answersWithoutNewBlocks(Call call) {
    return switch (call.method().methodClass()) {
      case READ, LOCAL, STREAM -> true;
      case WRITE, WAIT -> false;
    };
  }

  private static boolean asksNodes(Call call) {
    return switch (call.method().methodClass()) {
      case READ, WRITE, WAIT -> true;
      case LOCAL, STREAM -> false;
    };
  }

  /** A node that has gone on would answer, and another one would not. */
  private static boolean isBeyond(Call call, HeadView view) {
    return call.height() instanceof HeightParam.At(var height) && height > view.servingHeight();
  }

  /** What is told of everything after the chain's last block; null where the chain goes on. */
  public @Nullable Failure end(HeadView view) {
    return terms.frozen()
        ? new Failure(
            FailureKind.FROZEN,
            "{\"finalHeight\":\"0x" + Long.toHexString(view.servingHeight()) + "\"}")
        : null;
  }

  private RoutePlan read(Call call, Sight sight, String path, @Nullable String options) {
    if (sight.readsFail() != null) {
      return new RoutePlan.Reject(sight.readsFail());
    }
    var view = sight.view();
    var pinned = terms.pins() && view.servingHeight() >= 0 && call.pinnable();
    var nodeCall = new NodeCall(call, path, view.servingHeight(), pinned, options);
    var key = key(call, view);
    if (!sight.confirmed() && (key == null || !key.everyHeight())) {
      // Nobody says that the head is still where it was.
      return new RoutePlan.Reject(FailureKind.NO_NODE);
    }
    return key == null || !terms.keeps()
        ? new RoutePlan.PlainRead(nodeCall)
        : new RoutePlan.CachedRead(nodeCall, key);
  }

  /** Where the answer may be kept; null where it may not. */
  private @Nullable AnswerKey key(Call call, HeadView view) {
    var head = view.servingHeight();
    if (call.method().scope() == CacheScope.NONE || head < 0) {
      return null;
    }
    if (terms.frozen() && !(call.height() instanceof HeightParam.Opaque)) {
      return key(call, view, AnswerKey.EVERY_HEIGHT);
    }
    return switch (call.height()) {
      case HeightParam.Opaque _ -> null;
      case HeightParam.At at -> keyAt(call, view, at.height());
      case HeightParam.Open _ -> key(call, view, lasting(call) ? AnswerKey.EVERY_HEIGHT : head);
    };
  }

  /** A call that leaves open the height or hash which its method takes may mean the head. */
  private static boolean lasting(Call call) {
    var method = call.method();
    var asksForNothing = method.height() == null && method.hash() == null;
    return call.byHash() || (method.scope() == CacheScope.IMMUTABLE && asksForNothing);
  }

  /** A height beyond the head is for a node to judge, and its answer not to be kept. */
  private static @Nullable AnswerKey keyAt(Call call, HeadView view, long height) {
    var head = view.servingHeight();
    if (height > head) {
      return null;
    }
    var settled = height + call.method().settledAfter() <= head;
    return key(call, view, settled ? AnswerKey.EVERY_HEIGHT : head);
  }

  private static AnswerKey key(Call call, HeadView view, long height) {
    return new AnswerKey(call, view.generation(), height);
  }

  /**
   * Whether an answer may be kept under the key of its plan: what is not there yet may be there
   * tomorrow, and what shows a height that is not settled yet must not last for ever.
   */
  public boolean mayKeep(RoutePlan.CachedRead plan, AnswerText text) {
    var method = plan.call().call().method();
    if (text.nothing() && method.nullMeans() != NullMeaning.RESULT) {
      return false;
    }
    if (!plan.key().everyHeight() || terms.frozen()) {
      return true;
    }
    if (text.nothing() || method.answerHeight() == null) {
      return !text.nothing();
    }
    var shown = text.shownHeight();
    return shown >= 0 && shown + method.settledAfter() <= plan.call().neededHeight();
  }

  private AnswerText local(MethodProfile method) {
    return locals.computeIfAbsent(
        method.index(), _ -> AnswerText.local(method.answer() == null ? "null" : method.answer()));
  }
}
