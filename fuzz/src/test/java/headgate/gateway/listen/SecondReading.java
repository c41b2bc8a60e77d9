package headgate.gateway.listen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 requests read by plain means, for comparison: heads are cut at the first empty line,
 * framing is judged by RFC 9112, section 6, and nothing is forgiven. It knows what it does not
 * know: at the first thing out of the ordinary it stops.
 *
 * @param bodies of the requests that a good gateway serves, as far as the reading came
 * @param end why it came no further
 */
record SecondReading(List<String> bodies, End end) {
  /** Why a reading ends. */
  enum End {
    /** The next request is not whole. */
    INCOMPLETE,
    /** What comes next can be read in two ways: nobody must be served any more. */
    AMBIGUOUS,
    /** Something that this reading has no opinion about. */
    UNKNOWN
  }

  /** RFC 9110, section 8.6, bounds neither the digits nor the zeros before them. */
  private static final Pattern LENGTH = Pattern.compile("0*[0-9]{1,9}");

  private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,7}");
  private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (/[!-~]*) HTTP/1\\.([01])");

  static SecondReading of(String stream) {
    var reader = new Reader(stream);
    var end = reader.next();
    while (end == null) {
      end = reader.next();
    }
    return new SecondReading(reader.bodies, end);
  }

  private static final class Reader {
    private final String stream;
    private final List<String> bodies = new ArrayList<>();
    private int at;

    Reader(String stream) {
      this.stream = stream;
    }

    /** Reads one request; null where another may follow. */
    @Nullable End next() {
      while (at < stream.length() && "\r\n".indexOf(stream.charAt(at)) >= 0) {
        at++;
      }
      var headEnd = stream.indexOf("\r\n\r\n", at);
      if (headEnd < 0) {
        return End.INCOMPLETE;
      }
      var lines = List.of(stream.substring(at, headEnd).split("\r\n", -1));
      at = headEnd + 4;
      var line = REQUEST_LINE.matcher(lines.getFirst());
      if (!line.matches()) {
        return End.UNKNOWN;
      }
      var fields = lines.subList(1, lines.size());
      if (isAmbiguous(fields, line.group(3).equals("0"))) {
        return End.AMBIGUOUS;
      }
      var coded = !values(fields, "transfer-encoding").isEmpty();
      var end = coded ? chunked() : plain(values(fields, "content-length"));
      var served = line.group(1).equals("POST") && line.group(2).equals("/rpc");
      var encoded = encoded(fields);
      if (end == null && (!served || encoded)) {
        bodies.removeLast();
      }
      return end == null && encoded ? End.UNKNOWN : end;
    }

    /** An encoded body is refused by other rules than those of framing. */
    private boolean encoded(List<String> fields) {
      return !values(fields, "content-encoding").isEmpty();
    }

    private @Nullable End plain(List<String> lengths) {
      var length = lengths.isEmpty() ? 0 : Integer.parseInt(lengths.getFirst());
      if (stream.length() - at < length) {
        return End.INCOMPLETE;
      }
      bodies.add(stream.substring(at, at + length));
      at += length;
      return null;
    }

    private @Nullable End chunked() {
      var body = new StringBuilder();
      for (var size = size(); size != 0; size = size()) {
        var stop = size < 0 ? End.UNKNOWN : chunk(body, size);
        if (stop != null) {
          return stop;
        }
      }
      if (!stream.startsWith("\r\n", at)) {
        return End.UNKNOWN;
      }
      at += 2;
      bodies.add(body.toString());
      return null;
    }

    private @Nullable End chunk(StringBuilder body, int size) {
      if (stream.length() - at < size + 2) {
        return End.UNKNOWN;
      }
      body.append(stream, at, at + size);
      at += size;
      var ended = stream.startsWith("\r\n", at);
      at += 2;
      return ended ? null : End.AMBIGUOUS;
    }

    /** The size of the next chunk, -1 where its line is anything but a size. */
    private int size() {
      var lineEnd = stream.indexOf("\r\n", at);
      var line = lineEnd < 0 ? "" : stream.substring(at, lineEnd);
      at = lineEnd + 2;
      return SIZE.matcher(line).matches() ? Integer.parseInt(line, 16) : -1;
    }
  }

  private static boolean isAmbiguous(List<String> fields, boolean old) {
    var lengths = values(fields, "content-length");
    var codings = values(fields, "transfer-encoding");
    var hosts = values(fields, "host").size();
    return fields.stream().anyMatch(SecondReading::isOdd)
        || lengths.size() + codings.size() > 1
        || lengths.stream().anyMatch(length -> !LENGTH.matcher(length).matches())
        || codings.stream().anyMatch(coding -> old || !coding.equalsIgnoreCase("chunked"))
        || hosts > 1
        || (hosts == 0 && !old);
  }

  /** A bare line end, a folded line, or a blank before the colon. */
  private static boolean isOdd(String field) {
    var colon = field.indexOf(':');
    return field.indexOf('\r') >= 0
        || field.indexOf('\n') >= 0
        || field.indexOf('\0') >= 0
        || field.startsWith(" ")
        || field.startsWith("\t")
        || (colon > 0 && " \t".indexOf(field.charAt(colon - 1)) >= 0);
  }

  private static List<String> values(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(field -> field.substring(name.length() + 1).replaceAll("^[ \t]+|[ \t]+$", ""))
        .toList();
  }
}
