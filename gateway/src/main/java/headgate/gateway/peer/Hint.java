package headgate.gateway.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What one gateway tells another: the height that it serves now.
 *
 * @param network the network's name in the configuration, 1 to 63 characters of ASCII
 * @param networkId the id that its nodes report, empty while it is not known; at most 64 characters
 * @param height what is served, from 0
 * @param sender a number that a process draws at its start
 * @param sequence rises with every hint of a sender
 * @param sentMillis when it was sent, by the sender's wall clock, since 1970
 */
record Hint(
    String network, String networkId, long height, long sender, long sequence, long sentMillis) {
  static final int NETWORK_CHARS_MAX = 63;
  static final int NETWORK_ID_CHARS_MAX = 64;

  Hint {
    if (!fits(network, 1, NETWORK_CHARS_MAX)
        || !fits(networkId, 0, NETWORK_ID_CHARS_MAX)
        || height < 0) {
      throw new IllegalArgumentException("not a hint");
    }
  }

  private static boolean fits(String text, int least, int most) {
    return text.length() >= least && text.length() <= most && US_ASCII.newEncoder().canEncode(text);
  }
}
