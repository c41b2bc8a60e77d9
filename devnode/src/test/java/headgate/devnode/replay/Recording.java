package headgate.devnode.replay;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One recorded exchange, read from its file. */
public record Recording(String name, Json.Members content) {
  static final Path FOLDER = Path.of("..", "conformance", "icon");

  /** Every recording of a folder, in the order of their names. */
  public static List<Recording> all(String folder) {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Recording::read)
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException("no recordings in " + folder, unreadable);
    }
  }

  static Recording read(Path file) {
    var fileName = file.getFileName().toString();
    var name = fileName.substring(0, fileName.length() - ".json".length());
    return new Recording(name, (Json.Members) json(file));
  }

  static Json json(Path file) {
    try {
      return LaxReader.first(Files.readAllBytes(file));
    } catch (IOException | JsonSyntaxException unreadable) {
      throw new IllegalStateException("cannot read " + file, unreadable);
    }
  }

  /** A member that is a text. */
  public String text(String member) {
    return optional(member).orElseThrow();
  }

  Optional<String> optional(String member) {
    return content.last(member) instanceof Json.Text(var text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The recorded HTTP status. */
  public int status() {
    return Integer.parseInt(((Json.Numeral) content.required("status")).literal());
  }

  boolean chunked() {
    return content.last("chunked") instanceof Json.Bool(var chunked) && chunked;
  }

  /** The headers under a member; null stands for a plain JSON type alone. */
  public Map<String, String> headers(String member) {
    var headers = new LinkedHashMap<String, String>();
    if (content.last(member) instanceof Json.Members given) {
      given
          .members()
          .forEach(header -> headers.put(header.name(), ((Json.Text) header.value()).value()));
    } else {
      headers.put("Content-Type", "application/json");
    }
    return headers;
  }
}
