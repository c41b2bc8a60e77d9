package headgate.gateway.route;

import headgate.chain.ChainProfile;
import headgate.chain.surface.PathMatch;
import headgate.chain.surface.RpcApi;
import headgate.chain.surface.StreamApi;
import headgate.gateway.client.Client;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.Doors;
import headgate.gateway.listen.answer.EarlyAnswer;
import headgate.gateway.outcome.FailureKind;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the network, API and channel that a request means by its host and path.
 *
 * <p>Networks are tried in the order of the configuration, so the first one that serves any host is
 * the default. What matches none gets 404 with goloop's own texts.
 */
public final class NetworkDoors implements Doors {
  private static final String NOT_FOUND = "Not Found <nil>";

  /** A target with a host of its own, which counts instead of the field (RFC 9112, 3.2.2). */
  private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?#@]+)(/.*)?");

  /**
   * One network to choose from.
   *
   * @param channel the channel that its nodes serve as far as it is known, null where it is not
   * @param heard whether any node has told how far it is
   */
  public record Choice(
      NetworkConfig config,
      ChainProfile profile,
      Supplier<@Nullable String> channel,
      BooleanSupplier heard) {}

  private final List<Choice> choices;

  /** Doors to the networks in the order of the configuration. */
  public NetworkDoors(List<Choice> choices) {
    this.choices = List.copyOf(choices);
  }

  @Override
  public Door find(@Nullable String host, String verb, String target) {
    if (target.startsWith("/")) {
      return choose(host, verb, target);
    }
    var absolute = ABSOLUTE.matcher(target);
    if (!absolute.matches()) {
      return new Door.Absent(NOT_FOUND);
    }
    var path = absolute.group(2);
    return choose(absolute.group(1), verb, path == null ? "/" : path);
  }

  @Override
  public @Nullable String channel(int network) {
    var choice = choices.get(network);
    var known = choice.channel.get();
    return known == null && !choice.profile.paths().haveChannels() ? "" : known;
  }

  /** An API that is off until it is asked for is not there for whom no method of it is open. */
  @Override
  public @Nullable EarlyAnswer closed(Client client, Door door) {
    return switch (door) {
      case Door.Rpc(var network, var name, _) -> {
        var api = choices.get(network).profile.paths().api(name);
        yield api.isEmpty() || api.get().enabled() || mayReach(client, network, name)
            ? null
            : EarlyAnswer.absent(offText(api.get()));
      }
      case Door.Stream(var network, var name, _) ->
          client.standing().mayStream(network, name) ? null : EarlyAnswer.error(FailureKind.DENIED);
      case Door.Absent _ -> null;
    };
  }

  private boolean mayReach(Client client, int network, String api) {
    return choices.get(network).profile.methods().all().stream()
        .filter(method -> method.api().equals(api))
        .anyMatch(method -> client.standing().mayCall(network, method.index()));
  }

  private static String offText(RpcApi api) {
    var text = api.offText();
    return text == null ? NOT_FOUND : text;
  }

  private Door choose(@Nullable String host, String verb, String path) {
    Door closest = null;
    for (var network = 0; network < choices.size(); network++) {
      var choice = choices.get(network);
      if (servesHost(choice.config, host) && servesPrefix(choice.config, path)) {
        var door = behind(network, choice, verb, withoutPrefix(choice.config, path));
        if (!(door instanceof Door.Absent)) {
          return door;
        }
        closest = closest == null ? door : closest;
      }
    }
    return closest == null ? new Door.Absent(notFoundText(path)) : closest;
  }

  private Door behind(int network, Choice choice, String verb, String path) {
    return switch (choice.profile.paths().match(path)) {
      case PathMatch.Rpc rpc when verb.equals("POST") -> rpc(network, choice, rpc);
      case PathMatch.Stream stream when verb.equals("GET") -> stream(network, choice, stream);
      case PathMatch.Rpc _, PathMatch.Stream _, PathMatch.Unknown _ ->
          new Door.Absent(notFoundText(path));
    };
  }

  private Door rpc(int network, Choice choice, PathMatch.Rpc rpc) {
    if (!offered(choice, rpc.api())) {
      return new Door.Absent(offText(rpc.api()));
    }
    if (!mayBeChannel(choice, rpc.channel())) {
      return unknownChannel(choice);
    }
    return new Door.Rpc(network, rpc.api().name(), nodePath(choice, rpc.api()));
  }

  private Door stream(int network, Choice choice, PathMatch.Stream stream) {
    var api = choice.profile.paths().api(stream.stream().api());
    if (api.isEmpty() || !offered(choice, api.get())) {
      return new Door.Absent(NOT_FOUND + NOT_FOUND);
    }
    if (!isChannel(choice, stream.channel())) {
      return unknownChannel(choice);
    }
    return new Door.Stream(network, stream.stream().name(), nodePath(choice, stream.stream()));
  }

  private static boolean offered(Choice choice, RpcApi api) {
    return api.enabled() || choice.config.debugApi();
  }

  /** Before any node has been heard every channel may be right, and the call finds no node. */
  private static boolean mayBeChannel(Choice choice, @Nullable String asked) {
    var undecided = choice.channel.get() == null && !choice.heard.getAsBoolean();
    return undecided || isChannel(choice, asked);
  }

  private static boolean isChannel(Choice choice, @Nullable String asked) {
    return asked == null || asked.equals(choice.channel.get());
  }

  private static Door unknownChannel(Choice choice) {
    var known = choice.profile.unknownChannel();
    return new Door.Absent(known == null ? NOT_FOUND : known.text());
  }

  /** The path to ask a node for is ours: the profile's, with the network's own channel. */
  private static String nodePath(Choice choice, RpcApi api) {
    return NodePaths.choose(api.paths(), choice.channel.get());
  }

  private static String nodePath(Choice choice, StreamApi stream) {
    return NodePaths.choose(stream.paths(), choice.channel.get());
  }

  private static boolean servesHost(NetworkConfig config, @Nullable String host) {
    return config.hosts().isEmpty()
        || (host != null && config.hosts().contains(withoutPort(host.toLowerCase(Locale.ROOT))));
  }

  private static String withoutPort(String host) {
    var colon = host.lastIndexOf(':');
    return colon > 0 && host.indexOf(']', colon) < 0 ? host.substring(0, colon) : host;
  }

  private static boolean servesPrefix(NetworkConfig config, String path) {
    var prefix = config.pathPrefix();
    return prefix == null
        || path.startsWith(prefix + "/")
        || path.equals(prefix)
        || path.startsWith(prefix + "?");
  }

  /** A path that is nothing but the prefix means the root behind it. */
  private static String withoutPrefix(NetworkConfig config, String path) {
    if (config.pathPrefix() == null) {
      return path;
    }
    var rest = path.substring(config.pathPrefix().length());
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  /** goloop says it twice below an API's path, where two of its handlers answer. */
  private String notFoundText(String path) {
    var below =
        choices.stream()
            .flatMap(choice -> choice.profile.paths().apis().stream())
            .flatMap(api -> api.paths().stream())
            .anyMatch(template -> !template.hasChannel() && path.startsWith(template.text() + "/"));
    return below ? NOT_FOUND + NOT_FOUND : NOT_FOUND;
  }
}
