package headgate.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

  /** The body of the answer, whatever its status. */
  String send(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var limited = BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX);
    return client.send(request, limited).body();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
