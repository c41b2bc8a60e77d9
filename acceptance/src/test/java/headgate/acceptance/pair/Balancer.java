package headgate.acceptance.pair;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.soak.GatewayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real HAProxy with the configuration as it comes, but for the addresses in it. */
final class Balancer implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STARTS_MAX = 5;
  private static final int STATUS = 17;
  private static final int ANSWERED = 7;
  private static final int REDISPATCHED = 16;

  private final Path folder;
  private final Process process;
  private final int port;

  private Balancer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  static boolean installed() {
    return PLACES.stream().anyMatch(Files::isExecutable);
  }

  /**
   * Starts one that has found both gateways ready.
   *
   * @param balance how callers are spread
   */
  static Balancer start(Path folder, String balance, GatewayProcess one, GatewayProcess other)
      throws IOException {
    Files.writeString(folder.resolve(Deployed.PATTERN), Deployed.text(Deployed.PATTERN));
    for (var attempt = 0; attempt < STARTS_MAX; attempt++) {
      // Somebody else may take the port before HAProxy does.
      var port = freePort();
      var balancer =
          new Balancer(folder, run(folder, config(folder, port, balance, one, other)), port);
      Eventually.value(
          "haproxy runs or has given up",
          PATIENCE,
          () -> Files.exists(balancer.socket()) || !balancer.process.isAlive(),
          begun -> begun);
      if (balancer.process.isAlive()) {
        balancer.becomes("gateway1", "UP");
        balancer.becomes("gateway2", "UP");
        return balancer;
      }
    }
    throw new AssertionError(Files.readString(folder.resolve("haproxy.log")));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process run(Path folder, String config) throws IOException {
    var file = Files.writeString(folder.resolve(Deployed.CONFIG), config);
    var program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    return new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("haproxy.log").toFile())
        .start();
  }

  private static String config(
      Path folder, int port, String balance, GatewayProcess one, GatewayProcess other) {
    var text = Deployed.text(Deployed.CONFIG);
    text =
        with(text, "stats socket /run/haproxy/admin.sock", "stats socket " + folder.resolve("s"));
    text = with(text, "bind 10.0.0.1:9000", "bind 127.0.0.1:" + port);
    text = with(text, "balance source", "balance " + balance);
    text = with(text, "10.0.0.11:9000 addr 10.0.0.11 port 9900", place(one));
    return with(text, "10.0.0.12:9000 addr 10.0.0.12 port 9900", place(other));
  }

  private static String place(GatewayProcess gateway) {
    return "127.0.0.1:" + gateway.port() + " addr 127.0.0.1 port " + gateway.adminPort();
  }

  private static String with(String text, String shipped, String here) {
    if (text.split(Pattern.quote(shipped), -1).length != 2) {
      throw new AssertionError("the file that comes has not one line with: " + shipped);
    }
    return text.replace(shipped, here);
  }

  /** Where callers come. */
  int port() {
    return port;
  }

  /** Waits until a gateway has that status. */
  void becomes(String server, String status) {
    Eventually.value(
        server + " is " + status,
        PATIENCE,
        () -> column(server, STATUS),
        found -> found.startsWith(status));
  }

  /** Requests that were given to a gateway. */
  long requests(String server) {
    return Long.parseLong(column(server, ANSWERED));
  }

  /** Requests that were given to another gateway than this one, which had failed them. */
  long redispatched(String server) {
    return Long.parseLong(column(server, REDISPATCHED));
  }

  private String column(String server, int column) {
    return order("show stat")
        .lines()
        .filter(line -> line.startsWith("gateways," + server + ","))
        .map(line -> line.split(",", -1)[column])
        .findFirst()
        .orElseThrow();
  }

  /** An operator's command, and what is said to it. */
  String order(String command) {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private Path socket() {
    return folder.resolve("s");
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
