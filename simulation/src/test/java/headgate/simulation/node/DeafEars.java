package headgate.simulation.node;

/** Hears nothing of what a node does. */
public final class DeafEars implements WorldEars {
  @Override
  public void written(SimulatedNode node, String method, String params, String mark) {}

  @Override
  public void heightTold(SimulatedNode node) {}

  @Override
  public void taken(SimulatedNode node, String transaction) {}

  @Override
  public void refused(SimulatedNode node, String method, String params) {}

  @Override
  public long errorNumber() {
    return 1;
  }

  @Override
  public void noted(SimulatedNode node, String what) {}
}
