package headgate.gateway.admin;

/** What an operator may order of a node over the admin port; callable from any thread. */
public interface NodeOrders {
  /**
   * Takes a node out of use: what it works on ends, and it gets no more.
   *
   * @param network its network's place in the configuration
   * @param node its place among the network's nodes
   */
  void drain(int network, int node);

  /** Takes a node into use again, from draining and from quarantine. */
  void resume(int network, int node);
}
