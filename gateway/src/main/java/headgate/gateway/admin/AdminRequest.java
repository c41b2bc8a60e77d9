package headgate.gateway.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to the admin port.
 *
 * @param method as it was sent
 * @param target path and query as they were sent
 * @param fields values by name in lower case, in the order in which they came
 * @param body what came behind the head and was read; empty where nothing was
 */
record AdminRequest(String method, String target, Map<String, List<String>> fields, String body) {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,5}");

  /** A request of which only the head was read. */
  AdminRequest(String method, String target, Map<String, List<String>> fields) {
    this(method, target, fields, "");
  }

  /** The bytes of the body that is to be read; 0 where there is none, or none is wanted. */
  int bodyBytes() {
    var length = all("Content-Length");
    return method.equals("POST")
            && path().endsWith("/explain")
            && first("Transfer-Encoding") == null
            && length.size() == 1
            && LENGTH.matcher(length.getFirst()).matches()
        ? Integer.parseInt(length.getFirst())
        : 0;
  }

  AdminRequest with(String newBody) {
    return new AdminRequest(method, target, fields, newBody);
  }

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
