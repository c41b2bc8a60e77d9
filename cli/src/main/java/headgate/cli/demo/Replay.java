package headgate.cli.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a chain's blocks from one height to its last. */
final class Replay {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** After the last block nothing may come; so long it is listened for. */
  private static final Duration SILENCE = Duration.ofMillis(1_500);

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

  private Replay() {}

  /**
   * Streams the blocks from a height on.
   *
   * @param api of a gateway
   * @return what was wrong with them in words, empty where exactly those up to the end came
   */
  static String of(URI api, long from, long end) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var seen = new Replay().heights(client, api, from, end);
      client.shutdownNow();
      return seen.equals(expected(from, end))
          ? ""
          : "a stream from block %d to %d told %s".formatted(from, end, seen);
    } catch (ExecutionException | TimeoutException | JacksonException failed) {
      return "a stream could not be had: " + failed;
    }
  }

  private static List<Long> expected(long from, long end) {
    var heights = new ArrayList<Long>();
    for (var height = from; height <= end; height++) {
      heights.add(height);
    }
    return heights;
  }

  private List<Long> heights(HttpClient client, URI api, long from, long end)
      throws InterruptedException, ExecutionException, TimeoutException {
    var socket =
        client
            .newWebSocketBuilder()
            .buildAsync(stream(api), new Listener())
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    socket.sendText("{\"height\":\"0x%x\"}".formatted(from), true);
    next(PATIENCE); // The request is taken.
    var heights = new ArrayList<Long>();
    for (var text = next(PATIENCE); text != null; text = next(SILENCE)) {
      heights.add(Long.decode(JsonMapper.shared().readTree(text).path("height").asString("-1")));
      if (heights.size() > end - from + 1) {
        break;
      }
    }
    socket.abort();
    return heights;
  }

  private static URI stream(URI api) {
    return URI.create("ws://" + api.getAuthority() + api.getPath() + "/icon_dex/block");
  }

  private @Nullable String next(Duration patience) throws InterruptedException {
    return messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Puts whole messages into the queue. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        messages.add(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
