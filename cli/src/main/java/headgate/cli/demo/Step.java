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
  record Read(String method, @Nullable String params) {}

  /**
   * A transfer, signed when it is sent because it carries the time.
   *
   * @param from index of the wallet that pays
   * @param to index of the wallet that gets it
   * @param loops the amount, in the chain's smallest unit
   * @param nonce tells two equal transfers apart
   */
  record Write(int from, int to, long loops, long nonce) implements Step {}
}
