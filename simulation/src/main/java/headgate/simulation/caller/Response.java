package headgate.simulation.caller;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP response, whole.
 *
 * @param fields by their names in lower case
 */
public record Response(int status, Map<String, String> fields, String body) {
  /** Copies the fields. */
  public Response {
    fields = Map.copyOf(fields);
  }

  /** The height that the gateway says it was answered by, -1 where it says none. */
  public long head() {
    var told = fields.get("x-headgate-head");
    return told == null ? -1 : Long.decode(told);
  }

  /** Whether the connection ends with it. */
  public boolean last() {
    return "close".equalsIgnoreCase(fields.getOrDefault("connection", ""));
  }

  /** Reads a response from what has come, null where more is to come. */
  static @Nullable Response read(String text) {
    var end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return null;
    }
    var lines = text.substring(0, end).split("\r\n", -1);
    var fields = new HashMap<String, String>();
    for (var index = 1; index < lines.length; index++) {
      var colon = lines[index].indexOf(':');
      fields.put(
          lines[index].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[index].substring(colon + 1).strip());
    }
    var length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
    var body = text.substring(end + 4);
    if (body.length() < length) {
      return null;
    }
    if (body.length() > length) {
      throw new IllegalStateException("more than one answer: " + text);
    }
    return new Response(Integer.parseInt(lines[0].split(" ", -1)[1]), fields, body);
  }
}
