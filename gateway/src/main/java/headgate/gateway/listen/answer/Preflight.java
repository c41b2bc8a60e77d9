package headgate.gateway.listen.answer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a browser's question whether a page may call here: always yes, as goloop does (the CORS
 * protocol of the Fetch standard).
 */
public final class Preflight {
  private static final Pattern FIELD_NAMES =
      Pattern.compile(
          "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}( ?, ?[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}){0,31}");
  private static final String OWN = "X-Headgate-Min-Height";

  private Preflight() {}

  /**
   * The header lines of the answer.
   *
   * @param requested what the browser asks leave for; given back only where it is a short list of
   *     field names
   */
  public static String fields(@Nullable String requested) {
    var allowed = requested != null && FIELD_NAMES.matcher(requested).matches() ? requested : OWN;
    return "Access-Control-Allow-Headers: "
        + allowed
        + "\r\nAccess-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE"
        + "\r\nAccess-Control-Allow-Origin: *"
        + "\r\nAccess-Control-Max-Age: 3600"
        + "\r\nVary: Access-Control-Request-Method"
        + "\r\nVary: Access-Control-Request-Headers\r\n";
  }
}
