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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {
  @TempDir private Path folder;
  private final DevNetwork nodes = DevNetwork.start(3, Duration.ofSeconds(1));
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void makeHarness() {
    headgate = new CommandLineHarness(folder);
  }

  @AfterEach
  void closeNodes() {
    nodes.close();
  }

  @Test
  void aNodeThatKeepsUpIsReadyAndOneThatLagsIsOnlyAlive() {
    assertThat(
            watch(health -> {
              health.until("readyz", answer -> answer.statusCode() == 200);
              assertThat(health.ask("healthz").statusCode()).isEqualTo(200);
              nodes.node(0).faults().lag(20);
              var lags = health.until("readyz?verbose=true", answer -> answer.statusCode() == 503);
              assertThat(lags.body()).contains("\"lag\":", "\"headAgeSeconds\":");
              assertThat(health.ask("healthz").statusCode()).isEqualTo(200);
              nodes.node(0).faults().clear();
              health.until("readyz", answer -> answer.statusCode() == 200);
            }))
        .isZero();
    assertThat(headgate.out()).isEmpty();
  }

  @Test
  void aNodeThatIsAheadOfItsReferencesIsNotReady() {
    watch(health -> {
      health.until("readyz", answer -> answer.statusCode() == 200);
      nodes.node(0).faults().lie(50);
      var ahead = health.until("readyz?verbose=true", answer -> answer.statusCode() == 503);
      assertThat(ahead.body()).contains("\"state\":\"ahead\"", "\"lag\":-");
    });
  }

  @Test
  void aProcessThatAnswersNothingOfUseIsAliveAndOneThatIsGoneIsNot() {
    watch(health -> {
      health.until("healthz", answer -> answer.statusCode() == 200);
      nodes.node(0).faults().answerStatus(503);
      health.until("readyz", answer -> answer.body().contains("HTTP 5xx"));
      assertThat(health.ask("healthz").statusCode()).isEqualTo(200);
      nodes.node(0).faults().refuseConnections();
      health.until("healthz", answer -> answer.statusCode() == 503);
      assertThat(health.ask("readyz").body()).startsWith("not ready: down: ");
    });
  }

  @Test
  void aPortThatIsTakenIsAFailure() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var place = "0.0.0.0:" + taken.getLocalPort();
      assertThat(run("--listen", place)).isEqualTo(1);
      assertThat(headgate.err()).contains("cannot listen on " + place);
    }
  }

  @Test
  void aNodeAloneHasNothingToBeComparedWith() {
    assertThat(headgate.run("health", "--node", url(0))).isEqualTo(2);
    assertThat(headgate.err()).contains("--reference");
  }

  private int watch(Consumer<Asked> watcher) {
    Lifetime lifetime =
        (ready, stop) -> {
          ready.run();
          try (var client = HttpClient.newHttpClient()) {
            watcher.accept(new Asked(client, place()));
          } finally {
            stop.run();
          }
        };
    headgate.lifetime(lifetime);
    return run("--listen", "127.0.0.1:0");
  }

  private int run(String... more) {
    return headgate.run(
        "health", "--node", url(0), "--reference", url(1), "--reference", url(2), more[0], more[1]);
  }

  private String url(int node) {
    return "http://127.0.0.1:" + nodes.node(node).port();
  }

  private URI place() {
    var found = Pattern.compile("health +(http://\\S+/)readyz").matcher(headgate.err());
    assertThat(found.find()).isTrue();
    return URI.create(found.group(1));
  }

  /** The side-car as something else sees it. */
  private record Asked(HttpClient client, URI place) {
    HttpResponse<String> ask(String page) {
      try {
        return client.send(
            HttpRequest.newBuilder(place.resolve(page)).build(), BodyHandlers.ofString());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }

    HttpResponse<String> until(String page, Predicate<HttpResponse<String>> holds) {
      var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      var answer = ask(page);
      while (!holds.test(answer)) {
        assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        answer = ask(page);
      }
      return answer;
    }
  }
}
