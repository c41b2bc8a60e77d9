package headgate.chain.error;

import org.jspecify.annotations.Nullable;

/**
 * One kind of JSON-RPC error that nodes of a chain give.
 *
 * @param name what the profile, statistics and logs call it
 * @param codes its codes
 * @param text how its message begins; null for any message
 * @param means what it proves
 */
public record NodeError(String name, CodeRange codes, @Nullable String text, ErrorMeaning means) {

  /** Whether an error with this code and message is of this kind. */
  public boolean matches(long code, String message) {
    return codes.contains(code) && (text == null || message.startsWith(text));
  }

  /** Whether every error of another kind is of this kind too. */
  boolean covers(NodeError other) {
    return codes.covers(other.codes)
        && (text == null || (other.text != null && other.text.startsWith(text)));
  }
}
