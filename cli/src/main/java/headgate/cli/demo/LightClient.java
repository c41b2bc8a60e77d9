package headgate.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A caller: sends JSON-RPC bodies over a few kept connections. */
final class LightClient implements AutoCloseable {
  /** Longer than any deadline of the gateway, which has to speak first. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final long ANSWER_BYTES_MAX = 16 << 20;

  private final URI url;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(Version.HTTP_1_1).executor(threads).build();

  LightClient(URI url) {
    this.url = url;
  }

  /**
   * A response.
   *
   * @param body whatever its status
   * @param height the one that the gateway says it is of, -1 where it says none
   * @param cache how the gateway's cache was met, empty where it does not say
   */
  record Heard(String body, long height, String cache) {
    private static Heard of(HttpResponse<String> response) {
      var headers = response.headers();
      return new Heard(
          response.body(),
          headers.firstValue("X-Headgate-Head").map(Long::decode).orElse(-1L),
          headers.firstValue("X-Headgate-Cache").orElse(""));
    }
  }

  /** Sends a body and reads the response, whatever its status. */
  Heard send(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var limited = BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX);
    return Heard.of(client.send(request, limited));
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
