package headgate.cli;

import headgate.chain.ChainProfile;

/**
 * What a node said about itself.
 *
 * @param profile the chain that it speaks
 * @param networkId the network that it is on, as it writes it
 * @param height its newest block
 */
record NodeIdentity(ChainProfile profile, String networkId, long height) {
  /** The network's name in the profile, else its id. */
  String networkName() {
    return profile.networkOf(networkId).map(network -> network.name()).orElse(networkId);
  }
}
