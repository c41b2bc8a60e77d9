package headgate.cli.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request of the traffic. */
sealed interface Step {
  /**
   * Reads: one alone, or several as a batch.
   *
   * @param calls at least one
   */
  record Reads(List<Read> calls) implements Step {
    public Reads {
      calls = List.copyOf(calls);
    }
  }

  /**
   * One read.
   *
   * @param method its name
   * @param params in JSON; null for none
   */
  record Read(String method, @Nullable String params) {
    /** The call as it is sent. */
    String body(long id) {
      var rest = params == null ? "" : ",\"params\":" + params;
      return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\"%s}".formatted(id, method, rest);
    }
  }

  /**
   * A transfer, signed when it is sent because it carries the time.
   *
   * @param from index of the wallet that pays
   * @param to index of the wallet that gets it
   * @param loops the amount, in the chain's smallest unit
   * @param nonce tells two equal transfers apart
   */
  record Write(int from, int to, long loops, long nonce) implements Step {}

  /**
   * A wait for a transaction.
   *
   * @param hash nobody's
   */
  record Wait(String hash) implements Step {}
}
