package headgate.acceptance.soak;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * {@code headgate serve} as a process of its own, as the launcher starts it, but with less heap and
 * with Netty's leak detector looking at every buffer.
 */
public final class GatewayProcess implements AutoCloseable {
  /** What the configuration says that orders have to carry. */
  public static final String TOKEN = "a-token-of-this-soak";

  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xshare:auto",
          "-XX:-OmitStackTraceInFastThrow",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xms128m",
          "-Xmx128m",
          "-Dio.netty.leakDetection.level=paranoid");
  private static final Pattern CALLS =
      Pattern.compile("(?m)^calls +http://127\\.0\\.0\\.1:(\\d+)$");
  private static final Pattern ADMIN =
      Pattern.compile("(?m)^health +http://127\\.0\\.0\\.1:(\\d+)/");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int port;
  private final int adminPort;

  private GatewayProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    port = told(CALLS);
    adminPort = told(ADMIN);
  }

  /**
   * Starts one.
   *
   * @param config its file; where ports are 0 it says which it took
   * @param folder where its log goes
   */
  public static GatewayProcess start(Path config, Path folder) throws IOException {
    return start(config, folder.resolve("gateway.log"), List.of());
  }

  /**
   * Starts one.
   *
   * @param log its log's file
   * @param options more words for {@code serve}
   */
  public static GatewayProcess start(Path config, Path log, List<String> options)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(tool("java"));
    command.addAll(JVM);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of("headgate.cli.Main", "serve", "-c", config.toString()));
    command.addAll(options);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HEADGATE_"));
    var process = builder.start();
    try {
      return new GatewayProcess(process, log);
    } catch (AssertionError silent) {
      process.destroyForcibly();
      throw silent;
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private int told(Pattern line) {
    var page =
        Eventually.value(
            "the gateway says where it listens",
            PATIENCE,
            () -> Files.readString(log),
            text -> line.matcher(text).find() || !process.isAlive());
    var found = line.matcher(page);
    if (!found.find()) {
      throw new AssertionError("the gateway ended at its start: " + page);
    }
    return Integer.parseInt(found.group(1));
  }

  /** Where calls go. */
  public int port() {
    return port;
  }

  /** Where health and metrics are read. */
  public int adminPort() {
    return adminPort;
  }

  /** The status of a page of the admin port. */
  public int status(String path) {
    try (var client = RawHttp.connect(adminPort)) {
      return client
          .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
          .response()
          .status();
    }
  }

  /** Gives an order, by its path. */
  RawResponse order(String path) {
    try (var client = RawHttp.connect(adminPort).within(PATIENCE)) {
      var request =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nAuthorization: Bearer "
              + TOKEN
              + "\r\n\r\n";
      return client.send(request).response();
    }
  }

  /** Its metrics now. */
  Scrape scrape() {
    try (var client = RawHttp.connect(adminPort).within(PATIENCE)) {
      var request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
      return new Scrape(client.send(request).response().body());
    }
  }

  /** Has it collect its whole heap, so that what is left is what it holds. */
  void collect() {
    try {
      var jcmd =
          new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(new File(log.toFile().getParentFile(), "jcmd.log"))
              .start();
      if (!jcmd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
        jcmd.destroyForcibly();
        throw new AssertionError("jcmd did not end well");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lines of its log that no sound gateway writes: leaks of buffers, errors, bugs. */
  public List<String> complaints() throws IOException {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("LEAK") || line.matches("\\S+ ERROR .*|.*Exception.*"))
          .limit(20)
          .toList();
    }
  }

  /** All that it has said. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Tells it to end. */
  public void tellToStop() {
    process.toHandle().destroy();
  }

  /** Tells it to end, and says with which status it did. */
  public int stop() throws InterruptedException {
    tellToStop();
    return ended();
  }

  /** Waits for its end, and says with which status that was. */
  public int ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("told to stop, the gateway goes on");
    }
    return process.exitValue();
  }

  /** Ends it as a crash would: with kill -9, and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("killed, the gateway goes on");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
