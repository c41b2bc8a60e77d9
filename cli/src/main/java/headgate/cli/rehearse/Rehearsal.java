package headgate.cli.rehearse;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import headgate.cli.demo.DemoTraffic;
import headgate.cli.talk.ExitCode;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the AOT cache (JEP 483, 514 and 515) of an installation: what a gateway loads, links and
 * learns on its way to its first answers, kept for later starts of the same JVM with the same jars.
 *
 * <p>The nodes and the callers live in another process than the gateway, so that nothing of them is
 * kept. The file appears whole or not at all.
 */
public final class Rehearsal {
  private static final Duration TRAFFIC = Duration.ofSeconds(3);

  /** Some seconds on an idle machine; one that needs longer than this has other worries. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final int NODES = 3;

  private final Path cache;
  private final List<String> command;

  /**
   * One that has not begun.
   *
   * @param cache the file to be made
   * @param command what starts the command line: the JVM, its options, the main class
   */
  Rehearsal(Path cache, List<String> command) {
    this.cache = cache;
    this.command = List.copyOf(command);
  }

  /** {@code CACHE JAVA WORD...}: makes the file, or says in one line why there is none. */
  public static void main(String[] words) throws InterruptedException {
    if (words.length < 3) {
      System.err.println("headgate: a rehearsal needs a file and the command to be rehearsed");
      System.exit(ExitCode.USAGE);
    }
    var command = List.of(words).subList(1, words.length);
    try {
      new Rehearsal(Path.of(words[0]), command).run();
    } catch (IOException | UncheckedIOException | IllegalStateException failure) {
      System.err.println("headgate: no AOT cache, starts take longer: " + failure.getMessage());
      System.exit(ExitCode.FAILURE);
    }
    System.exit(ExitCode.OK);
  }

  /**
   * Makes the file.
   *
   * @throws IllegalStateException where the gateway did not do what it should, or not in time
   */
  void run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("headgate-rehearsal");
    var part = cache.resolveSibling(cache.getFileName() + ".part");
    try (var network = network()) {
      rehearse(network, folder, part);
      Files.move(part, cache, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".config"));
      remove(folder);
    }
  }

  private static DevNetwork network() {
    return DevNetwork.start(
        NODES,
        Duration.ofSeconds(1),
        DevClock.system(),
        _ -> NodeOptions.defaults(),
        DemoTraffic.OLD_BLOCKS);
  }

  private void rehearse(DevNetwork network, Path folder, Path part)
      throws IOException, InterruptedException {
    var config = Files.writeString(folder.resolve("headgate.yaml"), config(network));
    try (var gateway =
        RehearsedGateway.start(recording(part, config), folder.resolve("gateway.log"), DEADLINE)) {
      gateway.awaitReady();
      if (DemoTraffic.send(gateway.calls(), network.wallets(), TRAFFIC) == 0) {
        throw new IllegalStateException("the gateway answered no call");
      }
      gateway.readMetrics();
      gateway.stop();
    }
    if (!Files.exists(part) || Files.size(part) == 0) {
      throw new IllegalStateException("the JVM wrote no file");
    }
  }

  private List<String> recording(Path part, Path config) {
    var words = new ArrayList<>(command);
    words.add(1, "-XX:AOTCacheOutput=" + part);
    words.addAll(List.of("serve", "-c", config.toString()));
    return words;
  }

  private static String config(DevNetwork network) {
    var urls = network.nodes().stream().map(node -> node.url().toString()).toList();
    return """
    listen: {host: 127.0.0.1, port: 0}
    admin: {port: 0}
    drain: {notice: 0s}
    chain: icon
    nodes: [%s]
    """
        .formatted(String.join(", ", urls));
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
