package headgate.cli;

import headgate.chain.ChainProfiles;
import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.InvalidSettings;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.NodeUrls;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of nothing but the nodes' URLs, by asking the nodes what they are. */
final class UrlConfig {
  private final Terminal terminal;

  UrlConfig(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * The configuration of one network with these nodes.
   *
   * @param chain the profile to use without asking, a name or a file; null to ask
   * @throws CommandFailure if a URL is wrong, if no node answers or if they do not agree
   */
  GatewayConfig config(List<String> urls, @Nullable String chain) throws InterruptedException {
    var bases = urls.stream().map(UrlConfig::base).toList();
    if (chain != null) {
      return config(bases, chain, null);
    }
    var identity = agreed(bases);
    var network = identity.profile().networkOf(identity.networkId());
    return config(
        bases, identity.profile().name(), network.map(known -> known.name()).orElse(null));
  }

  private static GatewayConfig config(List<URI> bases, String chain, @Nullable String network) {
    var nodes = new ArrayList<NodeConfig>();
    try {
      for (var base : bases) {
        nodes.add(NodeConfig.of("node" + (nodes.size() + 1), base));
      }
      var plain =
          NetworkConfig.of(ChainProfiles.names().contains(chain) ? chain : "default", chain, nodes);
      return GatewayConfig.of(List.of(network == null ? plain : plain.on(network)));
    } catch (InvalidSettings invalid) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(invalid.getMessage()), invalid);
    }
  }

  private NodeIdentity agreed(List<URI> bases) throws InterruptedException {
    var answers = new ArrayList<NodeIdentity>();
    try (var inquiry = new NodeInquiry()) {
      for (var base : bases) {
        var answer = identity(inquiry, base);
        terminal.say(base + ": " + answer.map(UrlConfig::described).orElseGet(inquiry::why));
        answer.ifPresent(answers::add);
      }
    }
    if (answers.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "no node said what it is; --chain "
              + String.join(" or --chain ", ChainProfiles.names())
              + " serves without asking them.");
    }
    var first = answers.getFirst();
    for (var other : answers) {
      if (!other.profile().name().equals(first.profile().name())
          || !other.networkId().equals(first.networkId())) {
        throw new CommandFailure(
            ExitCode.FAILURE, "the nodes are on different networks; one gateway needs a file then");
      }
    }
    return first;
  }

  private static Optional<NodeIdentity> identity(NodeInquiry inquiry, URI base)
      throws InterruptedException {
    for (var name : ChainProfiles.names()) {
      var identity = inquiry.ask(base, ChainProfiles.builtIn(name));
      if (identity.isPresent()) {
        return identity;
      }
    }
    return Optional.empty();
  }

  private static String described(NodeIdentity node) {
    return node.profile().name() + ", network " + node.networkName() + ", height " + node.height();
  }

  /** The URL in front of the chain's own paths; callers often have the whole. */
  private static URI base(String text) {
    try {
      var url = new URI(text.contains("://") ? text : "http://" + text);
      for (var name : ChainProfiles.names()) {
        url = NodeUrls.base(url, ChainProfiles.builtIn(name));
      }
      var path = url.getPath() == null ? "" : url.getPath().replaceFirst("/+$", "");
      var base = new URI(url.getScheme(), url.getRawAuthority(), path, url.getRawQuery(), null);
      // Held to a node's rules before anybody is asked; the text itself may hold a password.
      return NodeConfig.of("node", base).url();
    } catch (InvalidSettings invalid) {
      var why = String.valueOf(invalid.getMessage());
      throw new CommandFailure(ExitCode.USAGE, "a node cannot be asked so: " + why, invalid);
    } catch (URISyntaxException malformed) {
      throw new CommandFailure(ExitCode.USAGE, "\"" + text + "\" is not a URL", malformed);
    }
  }
}
