package headgate.acceptance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One recorded stream of a real node.
 *
 * @param name the recording's name
 * @param content the whole recording
 */
record Recording(String name, JsonNode content) {
  private static final Path FOLDER = Path.of("..", "conformance", "icon", "ws");
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Recording> all() {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().map(Recording::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recording read(Path file) {
    try {
      var content = JSON.readTree(Files.readAllBytes(file));
      return new Recording(content.get("name").asString(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path() {
    return content.get("path").asString();
  }

  /** Whether the switch to WebSocket was refused. */
  boolean refused() {
    return content.has("http_status");
  }

  boolean silent() {
    return content.get("transcript").isEmpty();
  }

  /** What happened, in order. */
  List<Event> transcript() {
    return content.get("transcript").valueStream().map(Recording::event).toList();
  }

  private static Event event(JsonNode event) {
    if (event.has("close")) {
      return new Event.Closed(event.get("close").path("code").asInt(1006));
    }
    // Long texts are recorded by their beginning and their length.
    var text = event.get("text").asString();
    var whole = text + "x".repeat(event.path("len").asInt(text.length()) - text.length());
    return event.get("dir").asString().equals(">") ? new Event.Asked(whole) : new Event.Told(whole);
  }

  /** One line of a transcript. */
  sealed interface Event {
    /** The client sent a text. */
    record Asked(String text) implements Event {}

    /** The node sent a text. */
    record Told(String text) implements Event {}

    /** The stream ended, with 1006 where no close frame was seen. */
    record Closed(int status) implements Event {}
  }

  static JsonNode json(String text) {
    return JSON.readTree(text.getBytes(UTF_8));
  }
}
