package headgate.cli;

import headgate.cli.operate.TokenFile;
import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.InvalidSettings;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.file.ConfigReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code headgate serve}: a gateway until it is told to stop. */
@Command(
    name = "serve",
    description = "Serves a chain's nodes until it is told to stop.",
    footerHeading = "Examples:%n",
    footer = {
      "  headgate serve http://node:9000                     asks the node what chain it is",
      "  headgate serve http://a:9000 http://b:9000          two nodes of one network",
      "  headgate serve -c prod.yaml --listen 127.0.0.1:8080",
      "  headgate serve -c prod.yaml --watch                 and reads the file anew when it changes",
      "  headgate serve -c prod.yaml --take-over             in the place of the one that runs",
      ""
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Orders orders = new Orders();

  @Parameters(
      paramLabel = "URL",
      description = "Nodes of one network; without any, a file is read.")
  private List<String> urls = new ArrayList<>();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file; ./headgate.yaml unless named.")
  private @Nullable Path file;

  @Option(
      names = "--chain",
      paramLabel = "PROFILE",
      description = "With URLs: a profile's name or file, instead of asking the nodes.")
  private @Nullable String chain;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "Where calls come in; 0.0.0.0:9000 unless the file says otherwise.")
  private @Nullable HostAndPort listen;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "Health and metrics; 127.0.0.1:9900 unless the file says otherwise.")
  private @Nullable HostAndPort admin;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "With URLs: holds the token that orders have to carry; without, none is taken.")
  private @Nullable Path tokenFile;

  @Option(names = "--watch", description = "Reads the file anew whenever it has changed.")
  private boolean watch;

  @Option(
      names = "--take-over",
      description = "Takes the callers of the gateway that runs at listen.handover, if one does.")
  private boolean takeOver;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (urls.isEmpty()) {
      hearOrders();
    }
    var config = placed(config());
    if (takeOver && config.listen().handover() == null) {
      throw new CommandFailure(
          urls.isEmpty() ? ExitCode.CONFIG : ExitCode.USAGE,
          "--take-over needs listen.handover in the file: where to ask");
    }
    var passed = PassedSocket.of(terminal.environment(), ProcessHandle.current().pid());
    var gateway = GatewayStart.provisioned(config);
    gateway.onHandedOver(this::end);
    GatewayStart.started(gateway, each -> start(each, passed));
    if (urls.isEmpty()) {
      reloadable(gateway, new ConfigSource(terminal));
    }
    serve(config, gateway);
    return ExitCode.OK;
  }

  /** Another process has the callers: what is left to do is done at the end of this one. */
  private void end() {
    try {
      terminal.lifetime().end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Gateway gateway, OptionalInt passed) throws StartFailure {
    if (takeOver && gateway.takeOver()) {
      terminal.say("the callers of the gateway that ran come here now");
    } else if (passed.isPresent()) {
      gateway.startOn(passed.getAsInt());
    } else {
      gateway.start();
    }
  }

  private GatewayConfig config() throws InterruptedException {
    if (!urls.isEmpty() && file != null) {
      throw new CommandFailure(ExitCode.USAGE, "name either URLs or a file, not both");
    }
    if (tokenFile != null && urls.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--token-file goes with URLs; a file has its own admin.token");
    }
    if (watch && !urls.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "--watch goes with a file; URLs do not change");
    }
    if (!urls.isEmpty()) {
      return new UrlConfig(terminal).config(urls, chain);
    }
    if (chain != null) {
      throw new CommandFailure(ExitCode.USAGE, "--chain goes with URLs; a file has its own chain");
    }
    var source = new ConfigSource(terminal);
    return source.config(source.file(file));
  }

  /** The command line has the last word about where to listen. */
  private GatewayConfig placed(GatewayConfig config) {
    try {
      return config.at(listen(config.listen()), guarded(admin(config.admin())));
    } catch (InvalidSettings invalid) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(invalid.getMessage()), invalid);
    }
  }

  private AdminConfig guarded(AdminConfig from) {
    return tokenFile == null
        ? from
        : from.guardedBy(Secret.of(TokenFile.read(terminal.folder(), tokenFile)));
  }

  private ListenConfig listen(ListenConfig from) {
    return listen == null ? from : from.at(listen.hostOr(from.host()), listen.port());
  }

  private AdminConfig admin(AdminConfig from) {
    return admin == null ? from : from.at(admin.hostOr(from.host()), admin.port());
  }

  /**
   * Before the file is read for the first time, since what comes from then on is about a newer one;
   * and a signal that nobody hears ends the process.
   */
  private void hearOrders() {
    terminal.lifetime().onHangup(() -> orders.give("SIGHUP"));
    if (watch) {
      var path = new ConfigSource(terminal).file(file);
      new FileWatch(path, () -> orders.give("a change of the file")).start();
    }
  }

  /** From now on the file may be read anew. */
  private void reloadable(Gateway gateway, ConfigSource source) {
    var path = source.file(file);
    gateway.reloadFrom(() ->
        switch (source.read(path)) {
          case ConfigReading.Valid(var config) -> new ConfigReading.Valid(placed(config));
          case ConfigReading.Invalid invalid -> invalid;
        });
    orders.to(gateway);
  }

  /** Orders to read the file anew; the newest that comes before there is a gateway waits for it. */
  private static final class Orders {
    private @Nullable Gateway gateway;
    private @Nullable String waiting;

    synchronized void give(String by) {
      if (gateway == null) {
        waiting = by;
      } else {
        // What comes of it is in the log; nobody waits for it here.
        var _ = gateway.reload(by, false);
      }
    }

    synchronized void to(Gateway started) {
      gateway = started;
      if (waiting != null) {
        give(waiting);
      }
    }
  }

  private void serve(GatewayConfig config, Gateway gateway) throws InterruptedException {
    terminal.lifetime().holdUntilStopped(() -> introduce(config, gateway), gateway::drain);
  }

  /** Said once a signal would stop the gateway in order: whoever reads it may send one. */
  private void introduce(GatewayConfig config, Gateway gateway) {
    for (var network : config.networks()) {
      terminal.say(
          network.name() + ": chain " + network.chain() + ", nodes " + network.nodes().size());
    }
    terminal.say("calls    http://" + place(config.listen().host(), gateway.port()));
    var adminPlace = place(config.admin().host(), gateway.adminPort());
    terminal.say("health   http://" + adminPlace + "/readyz");
  }

  private static String place(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
