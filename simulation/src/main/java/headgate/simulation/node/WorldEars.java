package headgate.simulation.node;

/** Told what nodes see and do, to judge the gateway by it. */
public interface WorldEars {
  /**
   * The gateway wrote a call to a node, which has not arrived yet.
   *
   * @param mark of the configuration that it was sent by, empty where that has none
   */
  void written(SimulatedNode node, String method, String params, String mark);

  /** A node tells how far it is. */
  void heightTold(SimulatedNode node);

  /** A node took a transaction. */
  void taken(SimulatedNode node, String transaction);

  /** A node sends a whole answer which proves that it has not done what the call says. */
  void refused(SimulatedNode node, String method, String params);

  /** A number for an error, which no other error has. */
  long errorNumber();

  /** Something else that is worth a line. */
  void noted(SimulatedNode node, String what);
}
