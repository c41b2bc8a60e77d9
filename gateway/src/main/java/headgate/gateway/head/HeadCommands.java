package headgate.gateway.head;

/** What an operator may order of the head of a network; callable from any thread. */
public interface HeadCommands {
  /**
   * Lowers the serving height, which nothing else ever does, and raises the generation. Nodes that
   * agree on more raise it again at once: this is for a height that no honest node has.
   *
   * @param height from 0; without effect where the serving height is not above it
   */
  void lowerServingHeight(long height);

  /** Makes every cache forget what it holds; the reason goes to the log. */
  void raiseGeneration(String reason);

  /** Takes a node out of use: it gets no calls and has no vote. */
  void drain(int node);

  /** Takes a node into use again, from draining and from quarantine. */
  void resume(int node);
}
