package headgate.gateway;

import headgate.chain.ChainNetwork;
import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.chain.method.MethodProfile;
import headgate.chain.yaml.InvalidYaml;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.network.Chain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network as it is configured, with what its configuration names and is read from elsewhere.
 *
 * @param text the chain's profile as it was read, by which a changed one is told
 */
record NetworkPlan(NetworkConfig config, Chain chain, String text) {
  /**
   * Reads the profiles of all networks of a configuration.
   *
   * @throws StartFailure as below
   */
  static List<NetworkPlan> all(GatewayConfig config) throws StartFailure {
    var plans = new ArrayList<NetworkPlan>();
    for (var each : config.networks()) {
      plans.add(of(each));
    }
    return List.copyOf(plans);
  }

  /**
   * Reads the profile.
   *
   * @throws StartFailure where it cannot be used, or knows no network of that name
   */
  static NetworkPlan of(NetworkConfig config) throws StartFailure {
    try {
      var builtIn = ChainProfiles.names().contains(config.chain());
      var text = builtIn ? "" : Files.readString(Path.of(config.chain()));
      var profile =
          builtIn
              ? ChainProfiles.builtIn(config.chain())
              : ChainProfiles.load(Path.of(config.chain()));
      return new NetworkPlan(config, new Chain(profile, named(config, profile)), text);
    } catch (IOException unreadable) {
      throw new StartFailure(
          "network "
              + config.name()
              + ": chain \""
              + config.chain()
              + "\" is neither one of "
              + ChainProfiles.names()
              + " nor a file that can be read",
          unreadable);
    } catch (InvalidYaml invalid) {
      throw new StartFailure(String.valueOf(invalid.getMessage()), invalid);
    }
  }

  private static @Nullable ChainNetwork named(NetworkConfig config, ChainProfile profile)
      throws StartFailure {
    if (config.network() == null) {
      return null;
    }
    var named = profile.networks().get(config.network());
    if (named == null) {
      throw new StartFailure(
          "network "
              + config.name()
              + ": chain "
              + profile.name()
              + " has no network \""
              + config.network()
              + "\", only "
              + profile.networks().keySet());
    }
    return named;
  }

  /** Whether nothing about the network is other than in that plan. */
  boolean isLike(NetworkPlan other) {
    return config.equals(other.config) && text.equals(other.text);
  }

  /** Whether that plan may be of the same chain and network. */
  boolean isOfChain(NetworkPlan other) {
    var named = chain.named();
    var otherNamed = other.chain.named();
    return chain.profile().name().equals(other.chain.profile().name())
        && (named == null || otherNamed == null || named.nid().equalsIgnoreCase(otherNamed.nid()));
  }

  /** The names of the profile's methods, in the order of their indexes. */
  List<String> methods() {
    return chain.profile().methods().all().stream().map(MethodProfile::name).toList();
  }
}
