package headgate.devnode.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Icon-Options} header: {@code timeout=100,debug=true}. */
final class IconOptions {
  private IconOptions() {}

  static Map<String, String> read(@Nullable String header) {
    var options = new HashMap<String, String>();
    if (header == null) {
      return options;
    }
    for (var option : header.split(",", -1)) {
      var equals = option.indexOf('=');
      if (equals > 0) {
        options.put(option.substring(0, equals), option.substring(equals + 1));
      } else if (!option.isEmpty()) {
        options.put(option, "");
      }
    }
    return options;
  }
}
