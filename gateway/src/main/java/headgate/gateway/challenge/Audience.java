package headgate.gateway.challenge;

import java.util.regex.Pattern;

/**
 * Whom a proof is meant for: a gateway, and one network of those that it serves. What was signed or
 * sealed for one audience is worth nothing to another.
 *
 * @param gateway the gateway's configured name, 1 to 64 lower-case letters, digits, dots, hyphens
 *     and underscores. Gateways that share it and a key take each other's credentials.
 * @param networkId the network's id (nid) as its nodes write it: {@code 0x} and up to 16
 *     hexadecimal digits in lower case that do not begin with 0
 */
public record Audience(String gateway, String networkId) {
  private static final Pattern GATEWAY = Pattern.compile("[a-z0-9._-]{1,64}");
  private static final Pattern NETWORK_ID = Pattern.compile("0x[1-9a-f][0-9a-f]{0,15}");

  /**
   * Takes both.
   *
   * @throws IllegalArgumentException where one of them has another form
   */
  public Audience {
    if (!GATEWAY.matcher(gateway).matches()) {
      throw new IllegalArgumentException(
          "a gateway's name has 1 to 64 of a-z, 0-9, dot, hyphen and underscore");
    }
    if (!NETWORK_ID.matcher(networkId).matches()) {
      throw new IllegalArgumentException("a network's id is like 0x1");
    }
  }
}
