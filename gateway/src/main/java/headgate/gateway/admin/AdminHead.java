package headgate.gateway.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import headgate.gateway.admin.message.AdminRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one HTTP/1.x request (RFC 9112, sections 2 to 5), strictly and under bounds:
 * what is no plain head is none at all.
 */
final class AdminHead {
  private static final int BYTES_MAX = 16 * 1024;
  private static final int FIELDS_MAX = 64;
  private static final String END = "\r\n\r\n";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Za-z]{1,32}) ([\\x21-\\x7e]{1,4096}) HTTP/1\\.[01]");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*)");

  private AdminHead() {}

  /**
   * Waits for the whole head.
   *
   * @return null where the peer ends before, sends too much or no HTTP
   */
  static @Nullable AdminRequest read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    var matched = 0;
    while (matched < END.length()) {
      var next = in.read();
      if (next < 0 || head.size() == BYTES_MAX) {
        return null;
      }
      head.write(next);
      matched = next == END.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return parse(head.toString(ISO_8859_1));
  }

  private static @Nullable AdminRequest parse(String text) {
    var lines = text.substring(0, text.length() - END.length()).split("\r\n", -1);
    var first = REQUEST_LINE.matcher(lines[0]);
    if (!first.matches() || lines.length > FIELDS_MAX + 1) {
      return null;
    }
    Map<String, List<String>> fields = new HashMap<>();
    for (var index = 1; index < lines.length; index++) {
      var field = FIELD.matcher(lines[index]);
      if (!field.matches()) {
        return null;
      }
      fields
          .computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(field.group(2).strip());
    }
    return new AdminRequest(first.group(1), first.group(2), fields);
  }
}
