package headgate.gateway.head;

import java.util.concurrent.CompletableFuture;

/** What an operator may order of the head of a network; callable from any thread. */
public interface HeadCommands {
  /**
   * Lowers the serving height, which nothing else ever does, and raises the generation. Nodes that
   * agree on more raise it again at once: this is for a height that no honest node has.
   *
   * @param from the height that is to be served now, lest a stale order does harm
   * @param to from 0, below it
   * @return whether it was done, once that is known; it is not where another height is served by
   *     then, or where it never changes
   */
  CompletableFuture<Boolean> lowerServingHeight(long from, long to);

  /** Makes every cache forget what it holds; the reason goes to the log. */
  void raiseGeneration(String reason);

  /** Takes a node out of use: it gets no calls and has no vote. */
  void drain(int node);

  /** Takes a node into use again, from draining and from quarantine. */
  void resume(int node);
}
