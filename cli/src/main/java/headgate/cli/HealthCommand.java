package headgate.cli;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Terminal;
import headgate.gateway.Gateway;
import headgate.gateway.admin.AdminServer;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.HeadConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code headgate health}: a side-car that tells the health of one node by comparing it with
 * others.
 *
 * <p>It is a gateway that nobody calls: the node and its references are judged by the code that
 * judges them for calls, and only the node's own health is shown.
 */
@Command(
    name = "health",
    description = {
      "Tells the health of one node, compared with others, until it is told to stop.",
      "/healthz says whether anything answers there, /readyz whether the node is good for calls."
    },
    footerHeading = "Examples:%n",
    footer = {
      "  headgate health --node http://127.0.0.1:9000 --reference http://10.0.0.12:9000",
      "  headgate health --node 127.0.0.1:9000 --reference a:9000 --reference b:9000"
          + " --listen :9901",
      ""
    })
final class HealthCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final HostAndPort USUAL = new HostAndPort(LOOPBACK, 9901);

  /** The references are asked for their height too; no stream of anybody's is taken. */
  private static final HeadConfig BY_PROBES = new HeadConfig(0, false, false);

  private final Terminal terminal;

  @Option(names = "--node", required = true, paramLabel = "URL", description = "The node.")
  private String node = "";

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "URL",
      description = "A node of the same network to compare it with; may be given several times.")
  private List<String> references = List.of();

  @Option(
      names = "--chain",
      paramLabel = "PROFILE",
      description = "A profile's name or file, instead of asking the nodes.")
  private @Nullable String chain;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "Where health is asked for; 127.0.0.1:9901 unless named.")
  private HostAndPort listen = USUAL;

  HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var urls = new ArrayList<>(List.of(node));
    urls.addAll(references);
    var gateway = GatewayStart.of(unseen(new UrlConfig(terminal).config(urls, chain)));
    try {
      serve(gateway);
      return ExitCode.OK;
    } finally {
      gateway.stop();
    }
  }

  /** No port of the gateway itself is to be found by anybody. */
  private static GatewayConfig unseen(GatewayConfig config) {
    var quiet = config.networks().stream().map(each -> each.headBy(BY_PROBES)).toList();
    return new GatewayConfig(
        config.listen().at(LOOPBACK, 0), config.admin().at(LOOPBACK, 0), config.limits(), quiet);
  }

  private void serve(Gateway gateway) throws InterruptedException {
    var place = AdminConfig.defaults().at(listen.hostOr(LOOPBACK), listen.port());
    var server = bound(place, gateway);
    server.start();
    terminal
        .lifetime()
        .holdUntilStopped(
            () -> terminal.say("health   http://" + place.host() + ":" + server.port() + "/readyz"),
            server::stop);
  }

  private static AdminServer bound(AdminConfig place, Gateway gateway) {
    try {
      return AdminServer.ofFirstNode(place, gateway);
    } catch (IOException taken) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "cannot listen on " + place.host() + ":" + place.port() + ": " + taken.getMessage(),
          taken);
    }
  }
}
