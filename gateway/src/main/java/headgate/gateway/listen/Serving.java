package headgate.gateway.listen;

import headgate.gateway.listen.held.BodyCollector;
import org.jspecify.annotations.Nullable;

/** The one request of a connection that is with the pipeline. */
final class Serving {
  private final HttpExchange.Caller caller;
  private @Nullable HttpExchange present;
  private boolean lastCalled;

  Serving(HttpExchange.Caller caller) {
    this.caller = caller;
  }

  /** Hands a request over. */
  void serve(RpcListener.Service service, HttpExchange.Asked asked, BodyCollector body) {
    var exchange = new HttpExchange(caller, asked, body.bytes(), body.length());
    present = exchange;
    if (lastCalled) {
      exchange.lastCall();
    }
    service.pipeline().accept(exchange);
  }

  /** The gateway is about to end, which what is not answered yet, and all that comes, is told. */
  void lastCall(boolean unanswered) {
    lastCalled = true;
    if (unanswered && present != null) {
      present.lastCall();
    }
  }

  /** The caller's connection has ended. */
  void callerLeft() {
    if (present != null) {
      present.end();
    }
  }

  /** It has its answer. */
  void over() {
    present = null;
  }
}
