package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a node's answer to the request to switch to WebSocket (RFC 6455, section 4.1): status 101,
 * the switch named in both fields, the proof that the key was read, no extension and no protocol,
 * none having been offered.
 */
final class UpgradeReply {
  /** Bytes of status line and header fields that are read at most. */
  static final int HEAD_BYTES_MAX = 16 * 1024;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** What is known of the answer. */
  enum State {
    /** The head is not whole yet. */
    INCOMPLETE,
    /** The node has switched. */
    SWITCHED,
    /** The node has not, or what it says is no proof of it. */
    REFUSED
  }

  private final String proof;
  private byte[] head = new byte[256];
  private int length;
  private State state = State.INCOMPLETE;

  /** Waits for the answer to a request with the given key. */
  UpgradeReply(String key) {
    proof = proof(key);
  }

  State state() {
    return state;
  }

  /**
   * Reads on.
   *
   * @return the index after the last byte of the head, where the frames begin
   */
  int accept(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && state == State.INCOMPLETE) {
      push(bytes[at++]);
      if (isWhole()) {
        state = isSwitch(new String(head, 0, length, ISO_8859_1)) ? State.SWITCHED : State.REFUSED;
      } else if (length == HEAD_BYTES_MAX) {
        state = State.REFUSED;
      }
    }
    return at;
  }

  private void push(byte next) {
    if (length == head.length) {
      head = Arrays.copyOf(head, 2 * length);
    }
    head[length++] = next;
  }

  private boolean isWhole() {
    return length >= 4
        && head[length - 1] == '\n'
        && head[length - 2] == '\r'
        && head[length - 3] == '\n'
        && head[length - 4] == '\r';
  }

  private boolean isSwitch(String text) {
    var lines = List.of(text.split("\r\n", -1));
    var fields = new HashMap<String, String>();
    // The last two are empty: the head ends with two line ends.
    for (var line : lines.subList(1, lines.size() - 2)) {
      var colon = line.indexOf(':');
      if (colon <= 0 || line.indexOf('\n') >= 0) {
        return false;
      }
      var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      fields.merge(name, line.substring(colon + 1).strip(), (one, other) -> one + ", " + other);
    }
    return lines.getFirst().matches("HTTP/1\\.1 101( .*)?") && isAgreed(fields);
  }

  private boolean isAgreed(Map<String, String> fields) {
    return "websocket".equalsIgnoreCase(fields.get("upgrade"))
        && Stream.of(fields.getOrDefault("connection", "").split(",", -1))
            .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade"))
        && proof.equals(fields.get("sec-websocket-accept"))
        && !fields.containsKey("sec-websocket-extensions")
        && !fields.containsKey("sec-websocket-protocol");
  }

  private static String proof(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
