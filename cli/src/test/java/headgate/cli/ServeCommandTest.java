package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.talk.Lifetime;
import headgate.devnode.DevNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  private static final String BLOCK =
      "{\"jsonrpc\":\"2.0\",\"id\":\"mine\",\"method\":\"icx_getLastBlock\"}";

  @TempDir private Path folder;
  private final DevNetwork nodes = DevNetwork.start(2, Duration.ofSeconds(1));
  private final AtomicReference<String> answer = new AtomicReference<>("");
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void makeHarness() {
    headgate = new CommandLineHarness(folder);
    headgate.lifetime(askOnce());
  }

  @AfterEach
  void closeNodes() {
    nodes.close();
  }

  @Test
  void aUrlIsEnough() {
    assertThat(serve(url(0))).isZero();
    assertThat(answer.get()).contains("\"result\"", "\"id\":\"mine\"");
    assertThat(headgate.err())
        .contains(url(0) + ": icon, network ", ", height ")
        .contains("chain icon, nodes 1");
    assertThat(headgate.out()).isEmpty();
  }

  @Test
  void severalUrlsAreSeveralNodesAndTheFormsThatCallersHaveAreTaken() {
    assertThat(serve("127.0.0.1:" + nodes.node(0).port(), url(1) + "/api/v3")).isZero();
    assertThat(answer.get()).contains("\"result\"");
    assertThat(headgate.err()).contains("chain icon, nodes 2");
  }

  @Test
  void aNodeThatDoesNotAnswerYetIsServedWithTheOthers() {
    nodes.node(1).faults().refuseConnections();
    assertThat(serve(url(0), url(1))).isZero();
    assertThat(answer.get()).contains("\"result\"");
    assertThat(headgate.err()).contains(url(1) + ": nobody takes the connection");
  }

  @Test
  void whoHasNoSuchNameOrIsNoNodeIsToldSo() {
    assertThat(headgate.run("serve", "http://no-such-host.invalid:9000")).isEqualTo(1);
    assertThat(headgate.err()).contains(": its name is not known");
  }

  @Test
  void oneAddressIsNotForCallsAndOrders() {
    assertThat(
            headgate.run(
                "serve", "--chain", "icon", "--listen", ":9071", "--admin", ":9071", url(0)))
        .isEqualTo(2);
    assertThat(headgate.err()).contains("admin.port must not be listen.port");
  }

  @Test
  void aTokenGoesWithUrlsAndHasToBeOne(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("token"), "short").toString();
    assertThat(headgate.run("serve", "--chain", "icon", "--token-file", file, url(0))).isEqualTo(2);
    assertThat(headgate.err()).contains("must be 16 to 256 printable").doesNotContain("short");
    assertThat(headgate.run("serve", "-c", "a.yaml", "--token-file", file)).isEqualTo(2);
    assertThat(headgate.err()).contains("a file has its own admin.token");
    assertThat(headgate.run("serve", "--chain", "icon", "--token-file", folder.toString(), url(0)))
        .isEqualTo(2);
    assertThat(headgate.err()).contains(" is a folder");
  }

  @Test
  void aChainThatIsNamedIsServedWithoutAsking() {
    assertThat(serve("--chain", "icon", url(0))).isZero();
    assertThat(answer.get()).contains("\"result\"");
    assertThat(headgate.err()).doesNotContain("height");
  }

  @Test
  void nodesThatSayNothingEndTheStart() {
    nodes.node(0).faults().refuseConnections();
    assertThat(serve(url(0))).isEqualTo(1);
    assertThat(headgate.err()).contains("no node said what it is").contains("--chain icon");
  }

  @Test
  void nodesOfDifferentNetworksAreNotOneEndpoint() {
    nodes.node(1).faults().wrongNetwork(7);
    assertThat(serve(url(0), url(1))).isEqualTo(1);
    assertThat(headgate.err()).contains("the nodes are on different networks");
  }

  @Test
  void aUrlThatIsNoneIsAMistake() {
    assertThat(headgate.run("serve", "http://a b")).isEqualTo(2);
    assertThat(headgate.run("serve", "--chain", "icon", "ftp://node")).isEqualTo(2);
    assertThat(headgate.err()).contains("is not a URL", "must begin with http:// or https://");
  }

  @Test
  void aUrlThatNoNodeMayHaveIsToldBeforeAnybodyIsAskedAndNotRepeated() {
    for (var url :
        List.of("ftp://x", "http://127.0.0.1:99999", "http://u:secret@h", "http://h?x=1")) {
      assertThat(headgate.run("serve", url)).as(url).isEqualTo(2);
    }
    assertThat(headgate.err()).contains("must not carry a user or password");
    assertThat(headgate.err()).doesNotContain("secret", "Exception", "nobody takes");
  }

  @Test
  void theFileInTheFolderIsServed() throws IOException {
    Files.writeString(
        folder.resolve("headgate.yaml"),
        "chain: icon\nnodes: ["
            + url(0)
            + "]\nlisten: {host: 127.0.0.1, port: 0}\nadmin: {port: 0}\n");
    assertThat(headgate.run("serve")).isZero();
    assertThat(answer.get()).contains("\"result\"");
  }

  @Test
  void withoutUrlsAndWithoutAFileItSaysWhatToDo() {
    assertThat(headgate.run("serve")).isEqualTo(3);
    assertThat(headgate.err())
        .contains("headgate serve http://node:9000", "headgate serve -c FILE", "headgate demo");
  }

  @Test
  void aFileWithMistakesEndsTheStartWithAllOfThem() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "chain: icon\nnodes: [ftp://a]\nlagMax: x\n");
    assertThat(headgate.run("serve", "-c", "bad.yaml")).isEqualTo(3);
    assertThat(headgate.err()).contains("bad.yaml:2:9: nodes[0]: ", "bad.yaml:3:9: lagMax: ");
  }

  /** The file is written while the process begins, and the signal comes before it can serve. */
  @Test
  void anOrderThatComesBeforeThereIsAGatewayIsCarriedOut() throws IOException {
    var file = folder.resolve("headgate.yaml");
    var text =
        "chain: icon\nnodes: ["
            + url(0)
            + "]\nlisten: {host: 127.0.0.1, port: 0}\nadmin: {port: 0}\n";
    var metrics = new AtomicReference<>("");
    headgate.lifetime(
        new Lifetime() {
          @Override
          public void onHangup(Runnable task) {
            write(file, text);
            task.run();
          }

          @Override
          public void holdUntilStopped(Runnable ready, Runnable stop) {
            ready.run();
            metrics.set(metricsOnce("headgate_config_reloads_total{outcome=\"unchanged\"} 1"));
            stop.run();
          }
        });
    assertThat(headgate.run("serve")).isZero();
    assertThat(metrics.get()).contains("headgate_config_reloads_total{outcome=\"unchanged\"} 1");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The metrics once they have that line, or what was there after half a minute. */
  private String metricsOnce(String line) {
    var page = "";
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(place("health   (\\S+)").resolve("/metrics")).build();
      for (var look = 0; look < 1_500 && !page.contains(line); look++) {
        page = client.send(request, BodyHandlers.ofString()).body();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (IOException failed) {
      return failed.toString();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return page;
  }

  @Test
  void whoeverTakesOverHasToSayWhereToAsk() {
    assertThat(serve(url(0), "--take-over")).isEqualTo(2);
    assertThat(headgate.err()).contains("--take-over needs listen.handover");
  }

  @Test
  void aFileThatDoesNotSayWhereToAskCannotTakeOver() throws IOException {
    var file =
        Files.writeString(folder.resolve("plain.yaml"), "chain: icon\nnodes: [" + url(0) + "]\n");
    assertThat(headgate.run("serve", "--config", file.toString(), "--take-over")).isEqualTo(3);
    assertThat(headgate.err()).contains("--take-over needs listen.handover");
  }

  @Test
  void whereNobodyRunsTakingOverIsAStart() throws IOException {
    Files.writeString(
        folder.resolve("headgate.yaml"),
        "chain: icon\nnodes: ["
            + url(0)
            + "]\nlisten: {host: 127.0.0.1, port: 0, handover: next.sock}\nadmin: {port: 0}\n");
    assertThat(headgate.run("serve", "--take-over")).isZero();
    assertThat(answer.get()).contains("\"result\"");
    assertThat(headgate.err()).doesNotContain("come here now");
  }

  @Test
  void aPortThatIsTakenEndsTheStart() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThat(
              headgate.run(
                  "serve",
                  "--chain",
                  "icon",
                  "--admin",
                  "127.0.0.1:0",
                  "--listen",
                  "0.0.0.0:" + taken.getLocalPort(),
                  url(0)))
          .isEqualTo(1);
      assertThat(headgate.err()).startsWith("headgate: ").doesNotContain("\tat ");
      assertThat(headgate.err())
          .contains(
              "cannot listen on 0.0.0.0:" + taken.getLocalPort() + ": Address already in use");
    }
  }

  private int serve(String... arguments) {
    var line = new String[arguments.length + 5];
    line[0] = "serve";
    line[1] = "--listen";
    line[2] = "127.0.0.1:0";
    line[3] = "--admin";
    line[4] = "127.0.0.1:0";
    System.arraycopy(arguments, 0, line, 5, arguments.length);
    return headgate.run(line);
  }

  private String url(int node) {
    return "http://127.0.0.1:" + nodes.node(node).port();
  }

  /** Waits until the gateway is ready, keeps one answer, and stops it. */
  private Lifetime askOnce() {
    return (started, stop) -> {
      started.run();
      try (var client = HttpClient.newHttpClient()) {
        var ready = HttpRequest.newBuilder(place("health   (\\S+)")).build();
        while (client.send(ready, BodyHandlers.ofString()).statusCode() != 200) {
          LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        var call =
            HttpRequest.newBuilder(place("calls    (\\S+)").resolve("/api/v3"))
                .POST(BodyPublishers.ofString(BLOCK))
                .build();
        answer.set(client.send(call, BodyHandlers.ofString()).body());
      } catch (IOException failed) {
        answer.set(failed.toString());
      } finally {
        stop.run();
      }
    };
  }

  private URI place(String pattern) {
    return Pattern.compile(pattern)
        .matcher(headgate.err())
        .results()
        .map(found -> URI.create(found.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
