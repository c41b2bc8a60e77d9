package headgate.gateway.admin.orders;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may change something: it has to carry the configured token as {@code
 * Authorization: Bearer} (RFC 6750, section 2.1). Without a configured one nothing may be changed.
 */
final class AdminToken {
  private static final String SCHEME = "Bearer ";

  private final @Nullable Secret token;

  /** A token, null where nothing may be changed. */
  public AdminToken(@Nullable Secret token) {
    this.token = token;
  }

  /** Why the request may change nothing, null where it may. */
  @Nullable AdminReply refusal(AdminRequest request) {
    if (token == null) {
      return AdminReply.error(
          403, "nothing can be changed over this port: set admin.token in the configuration");
    }
    var given = request.all("Authorization");
    if (given.size() == 1
        && given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && Secret.of(given.getFirst().substring(SCHEME.length()).strip()).equals(token)) {
      return null;
    }
    return AdminReply.error(
            401, given.isEmpty() ? "this needs the admin token" : "that is not the admin token")
        .with("WWW-Authenticate: Bearer");
  }
}
