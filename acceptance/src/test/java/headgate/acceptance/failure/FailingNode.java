package headgate.acceptance.failure;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.gateway.outcome.TryFailure;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node that answers every call, and from some moment on fails each in one way; probes go on. */
final class FailingNode implements AutoCloseable {
  /** Bytes of an answer that is larger than the gateway of a matrix takes. */
  static final int TOO_LARGE = 100_000;

  private static final String NO_FRAMING =
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}";

  private final TryFailure failure;
  private final FakeNode node;
  private final Set<Integer> used = ConcurrentHashMap.newKeySet();
  private volatile boolean failing;

  FailingNode(TryFailure failure, FakeNode node) {
    this.failure = failure;
    this.node = node;
    for (var way : Way.values()) {
      node.replies(way.method(), this::reply);
    }
    node.answersError("icx_getTransactionResult", -31004, "NotFound: not found tx");
  }

  FakeNode node() {
    return node;
  }

  /** From now on it fails. */
  void begin() {
    failing = true;
    switch (failure) {
      case REFUSED -> node.refusesNewConnections();
      case CONNECT_TIMEOUT -> node.leavesNewConnectionsWaiting();
      case TLS -> node.breaksNewHandshakes();
      case IDLE_CLOSED,
          LOST_BEFORE_ANSWER,
          TRUNCATED,
          STALLED,
          BROKEN_FRAMING,
          REDIRECT,
          RATE_LIMITED,
          API_ABSENT,
          SERVER_ERROR,
          UNEXPECTED_STATUS,
          NOT_AN_ANSWER,
          WRONG_ID,
          ANSWER_TOO_LARGE,
          NODE_ERROR,
          NODE_STOPPED,
          NODE_CANNOT,
          NO_BLOCK,
          PRUNED,
          NOT_OFFERED -> {}
    }
  }

  private Reply reply(ReceivedRequest request) {
    var kept = !used.add(request.connection());
    var good = good(request.method());
    return failing ? bad(good, kept) : good;
  }

  private static Reply good(String method) {
    return Reply.result(
        method.equals(Way.WRITE.method()) ? "\"" + Calls.TRANSACTION_HASH + "\"" : "\"0x1\"");
  }

  /** What it says of itself where it fails by an error of its own. */
  private Reply bad(Reply good, boolean kept) {
    return switch (failure) {
      case REFUSED, CONNECT_TIMEOUT, TLS -> good;
      case IDLE_CLOSED -> kept ? good.closeAfter(0) : good;
      case LOST_BEFORE_ANSWER -> good.resetAfter(0);
      case TRUNCATED -> good.closeAfter(60);
      case STALLED -> Reply.silence();
      case BROKEN_FRAMING -> Reply.raw(NO_FRAMING.getBytes(StandardCharsets.US_ASCII));
      case REDIRECT -> Reply.status(302, "", new Header("Location", "/elsewhere"));
      case RATE_LIMITED -> Reply.status(429, "", new Header("Retry-After", "60"));
      case API_ABSENT -> Reply.status(404, "No channel");
      case SERVER_ERROR -> Reply.status(500, "panic");
      case UNEXPECTED_STATUS -> Reply.status(403, "no");
      case NOT_AN_ANSWER -> Reply.status(200, "done");
      case WRONG_ID -> good.withId("77");
      case ANSWER_TOO_LARGE -> Reply.result("\"" + "x".repeat(TOO_LARGE) + "\"");
      case NODE_ERROR, NODE_STOPPED, NODE_CANNOT, NO_BLOCK, PRUNED, NOT_OFFERED -> {
        var error = NodeSays.of(failure);
        yield Reply.error(error.code(), error.message());
      }
    };
  }

  @Override
  public void close() {
    node.close();
  }
}
