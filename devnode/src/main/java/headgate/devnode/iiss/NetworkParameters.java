package headgate.devnode.iiss;

/** What is fixed for a network: its id, channel, revision, who proposes blocks, and step rules. */
public record NetworkParameters(
    long networkId, String channel, long revision, String proposer, StepRules steps) {

  public NetworkParameters withChannel(String name) {
    return new NetworkParameters(networkId, name, revision, proposer, steps);
  }
}
