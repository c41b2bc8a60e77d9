package headgate.devnode.fault;

import java.util.OptionalLong;

/**
 * What is wrong with what a node says and does.
 *
 * @param lie how much it adds to the height that it reports as its head
 * @param network the network that it claims to be on; -1: its own
 * @param gossip whether it passes on the transactions that it accepts
 * @param heightParam whether it knows the optional {@code height} in the params of reads; a node
 *     that is too old refuses it as an unknown field
 */
public record Conduct(long lie, long network, boolean gossip, boolean heightParam) {
  /** A node that says what is and does what it should. */
  public static final Conduct GOOD = new Conduct(0, -1, true, true);

  Conduct withLie(long blocks) {
    return new Conduct(blocks, network, gossip, heightParam);
  }

  Conduct withNetwork(long id) {
    return new Conduct(lie, id, gossip, heightParam);
  }

  Conduct withGossip(boolean passesOn) {
    return new Conduct(lie, network, passesOn, heightParam);
  }

  Conduct withHeightParam(boolean known) {
    return new Conduct(lie, network, gossip, known);
  }

  /** The network that the node claims to be on, if not its own. */
  public OptionalLong claimedNetwork() {
    return network < 0 ? OptionalLong.empty() : OptionalLong.of(network);
  }
}
