package headgate.gateway.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request to the admin port.
 *
 * @param method as it was sent
 * @param target path and query as they were sent
 * @param fields values by name in lower case, in the order in which they came
 */
record AdminRequest(String method, String target, Map<String, List<String>> fields) {
  /** Whether it only asks. */
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  String path() {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  String query() {
    var query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  List<String> all(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Nullable String first(String name) {
    var values = all(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  boolean hasBody() {
    var length = first("Content-Length");
    return first("Transfer-Encoding") != null || (length != null && !length.equals("0"));
  }
}
