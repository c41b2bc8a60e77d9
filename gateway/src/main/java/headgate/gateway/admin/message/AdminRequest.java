package headgate.gateway.admin.message;

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
public record AdminRequest(
    String method, String target, Map<String, List<String>> fields, String body) {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,5}");

  /** A request of which only the head was read. */
  public AdminRequest(String method, String target, Map<String, List<String>> fields) {
    this(method, target, fields, "");
  }

  /** The bytes of the body that is to be read; 0 where there is none, or none is wanted. */
  public int bodyBytes() {
    var length = all("Content-Length");
    return takesBody()
            && first("Transfer-Encoding") == null
            && length.size() == 1
            && LENGTH.matcher(length.getFirst()).matches()
        ? Integer.parseInt(length.getFirst())
        : 0;
  }

  private boolean takesBody() {
    return method.equals("POST") && path().endsWith("/explain");
  }

  /** What whoever announces a body is told where none is read. */
  public String bodyRefusal() {
    return takesBody()
        ? "the call may have 99999 bytes, and its length has to be announced"
        : "no request body is taken";
  }

  /** The same with its body. */
  public AdminRequest with(String newBody) {
    return new AdminRequest(method, target, fields, newBody);
  }

  /** Whether it only asks. */
  public boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The target without its query. */
  public String path() {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** What follows the question mark, empty where there is none. */
  public String query() {
    var query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** Every value of a field, in the order in which they came. */
  public List<String> all(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first value of a field, null where it is absent. */
  public @Nullable String first(String name) {
    var values = all(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  /** Whether a body is announced. */
  public boolean hasBody() {
    var length = first("Content-Length");
    return first("Transfer-Encoding") != null || (length != null && !length.equals("0"));
  }
}
