package headgate.gateway.admin.orders;

import java.util.concurrent.CompletableFuture;

/** What an operator may ask of a running gateway over the admin port; callable from any thread. */
public interface Operations {
  /**
   * Takes a node out of use: what it works on ends, and it gets no more.
   *
   * @param network its network's place in the configuration
   * @param node its place among the network's nodes
   */
  void drain(int network, int node);

  /** Takes a node into use again, from draining and from quarantine. */
  void resume(int network, int node);

  /**
   * Lowers the height at which calls are answered, and empties every cache of the network.
   *
   * @param height from 0; without effect where the serving height is not above it
   */
  void lowerHead(int network, long height);

  /** Whether the network's chain has ended, so that its height stays. */
  boolean isFrozen(int network);

  /** Empties every cache of the network. */
  void clearCaches(int network);

  /**
   * Says what would become of a call.
   *
   * @param call its JSON
   * @param live whether it is made as well, where it is a read
   * @return a JSON object
   */
  CompletableFuture<String> explain(int network, String call, boolean live);
}
