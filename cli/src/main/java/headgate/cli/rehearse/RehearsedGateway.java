package headgate.cli.rehearse;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The gateway of a rehearsal: a process of its own that has to be over by a deadline. */
final class RehearsedGateway implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PAGE_DEADLINE = Duration.ofSeconds(10);
  private static final Pattern CALLS = Pattern.compile("(?m)^calls +(http://\\S+)$");
  private static final Pattern HEALTH = Pattern.compile("(?m)^health +(http://\\S+)/readyz$");
  private static final Pattern OF_THE_FILE =
      Pattern.compile("^\\[|AOTCache|AOTConfiguration|_OPTIONS: ");
  private static final int REASON_MAX = 300;

  private final Process process;
  private final Path log;
  private final long endNanos;
  private final Thread last = new Thread(this::end, "headgate-rehearsal-end");

  private RehearsedGateway(Process process, Path log, long endNanos) {
    this.process = process;
    this.log = log;
    this.endNanos = endNanos;
  }

  /**
   * Starts one.
   *
   * @param log where its talk goes
   * @param deadline so long it lives at most, the making of the file included
   */
  static RehearsedGateway start(List<String> command, Path log, Duration deadline)
      throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HEADGATE_"));
    var gateway =
        new RehearsedGateway(builder.start(), log, System.nanoTime() + deadline.toNanos());
    Runtime.getRuntime().addShutdownHook(gateway.last);
    return gateway;
  }

  /** Returns once it serves. */
  void awaitReady() throws IOException, InterruptedException {
    while (!said(HEALTH) || page("/readyz") != 200) {
      if (!process.isAlive() || left() <= 0) {
        throw new IllegalStateException("the gateway did not come up: " + lastWords());
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Where calls go. */
  URI calls() throws IOException {
    return URI.create(told(CALLS) + "/api/v3");
  }

  /** Has it write its metrics once, as it does every few seconds in service. */
  void readMetrics() throws IOException, InterruptedException {
    var status = page("/metrics");
    if (status != 200) {
      throw new IllegalStateException("the gateway's metrics have the status " + status);
    }
  }

  /** Tells it to end, and returns when it and what it makes then are over. */
  void stop() throws IOException, InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(left(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("it took too long");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "the gateway ended with " + process.exitValue() + ": " + lastWords());
    }
  }

  /** Nothing of it goes on. */
  @Override
  public void close() {
    end();
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(last);
    } catch (IllegalStateException ending) {
      // The hook runs already, and does the same.
    }
  }

  /** The process that makes the file is a child of the gateway's. */
  private void end() {
    children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  private long left() {
    return endNanos - System.nanoTime();
  }

  private int page(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(told(HEALTH) + path)).timeout(PAGE_DEADLINE).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private boolean said(Pattern line) throws IOException {
    return line.matcher(Files.readString(log)).find();
  }

  private String told(Pattern line) throws IOException {
    var found = line.matcher(Files.readString(log));
    if (!found.find()) {
      throw new IllegalStateException("the gateway does not say where it listens");
    }
    return found.group(1);
  }

  /** Without what the JVM says of the file that it makes. */
  private String lastWords() throws IOException {
    try (var lines = Files.lines(log)) {
      var said = lines.filter(line -> !OF_THE_FILE.matcher(line).find()).collect(joining("; "));
      return said.isEmpty()
          ? "it said nothing"
          : said.substring(Math.max(0, said.length() - REASON_MAX));
    }
  }
}
