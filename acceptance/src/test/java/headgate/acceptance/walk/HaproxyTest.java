package headgate.acceptance.walk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.admin.AdminServer;
import headgate.gateway.config.AdminConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A real load balancer reads the health of nodes as it is documented. */
@EnabledIf(
    value = "installed",
    disabledReason = "haproxy is not installed (./verify --install installs it)")
class HaproxyTest {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy"));
  private static final int STATUS_COLUMN = 17;

  @TempDir private Path folder;
  @AutoClose private final FakeNode one = FakeNode.at(100);
  @AutoClose private final FakeNode two = FakeNode.at(100);
  @AutoClose private final FakeNode behind = FakeNode.at(90);
  @AutoClose private final TestGateway gateway = TestNetwork.icon(one, two, behind).serve();
  private final AdminServer sideCar = sideCar();
  private @Nullable Process haproxy;

  @SuppressWarnings("UnusedMethod") // JUnit calls it by its name
  static boolean installed() {
    return PLACES.stream().anyMatch(Files::isExecutable);
  }

  @BeforeEach
  void start() throws IOException {
    sideCar.start();
    var admin = gateway.gateway().adminPort();
    var file =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            "global\n  stats socket "
                + socket()
                + " mode 600\ndefaults\n  mode http\n  timeout connect 5s\n  timeout client 5s\n"
                + "  timeout server 5s\n"
                + backend("ready0", "/nodes/n0/readyz", admin)
                + backend("ready2", "/nodes/n2/readyz", admin)
                + backend("alive2", "/nodes/n2/healthz", admin)
                + backend("sidecar", "/readyz", sideCar.port()));
    var program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    haproxy =
        new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    Eventually.holds("haproxy runs", () -> Files.exists(socket()));
  }

  @AfterEach
  void stop() throws InterruptedException {
    sideCar.stop();
    var running = haproxy;
    if (running != null) {
      running.destroy();
      assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aNodeThatCatchesUpIsAliveAndNotReadyAndADrainedOneIsNotReady() {
    becomes("ready0", "UP");
    becomes("sidecar", "UP");
    becomes("alive2", "UP");
    becomes("ready2", "DOWN");

    behind.height(100);
    becomes("ready2", "UP");
    gateway.gateway().drain("test", "n0");
    becomes("ready0", "DOWN");
    becomes("sidecar", "DOWN");
    gateway.gateway().resume("test", "n0");
    becomes("ready0", "UP");

    behind.dies();
    becomes("alive2", "DOWN");
    becomes("ready2", "DOWN");
  }

  private void becomes(String backend, String status) {
    Eventually.value(
        backend + " is " + status, () -> status(backend), found -> found.startsWith(status));
  }

  private String status(String backend) {
    return statistics()
        .lines()
        .filter(line -> line.startsWith(backend + ",node,"))
        .map(line -> line.split(",", -1)[STATUS_COLUMN])
        .findFirst()
        .orElse("unknown");
  }

  private String statistics() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      channel.write(ByteBuffer.wrap("show stat\n".getBytes(US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private Path socket() {
    return folder.resolve("s");
  }

  private String backend(String name, String page, int port) {
    return "backend "
        + name
        + "\n  option httpchk\n  http-check send meth GET uri "
        + page
        + "\n  server node 127.0.0.1:"
        + one.uri().getPort()
        + " check inter 100ms fall 1 rise 1 addr 127.0.0.1 port "
        + port
        + "\n";
  }

  /** What {@code headgate health} serves, of the first node. */
  private AdminServer sideCar() {
    try {
      return AdminServer.ofFirstNode(AdminConfig.defaults().at("127.0.0.1", 0), gateway.gateway());
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }
}
