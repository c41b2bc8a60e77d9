package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.jsonrpc.number.Digits;
import java.util.Arrays;

/**
 * Writes the one form of envelope that nodes get: {@code
 * {"jsonrpc":"2.0","id":7,"method":"…","params":…}} without blanks, whatever the caller's looked
 * like; the params are the caller's own bytes. What was judged is what is executed, because nothing
 * else of the caller's envelope reaches a node.
 */
public final class CanonicalEnvelope {

  private static final byte[] HEAD = "{\"jsonrpc\":\"2.0\",\"id\":".getBytes(US_ASCII);
  private static final byte[] METHOD = ",\"method\":".getBytes(US_ASCII);
  private static final byte[] PARAMS = ",\"params\":".getBytes(US_ASCII);

  private CanonicalEnvelope() {}

  /**
   * One envelope.
   *
   * @param id the gateway's own id, not negative
   * @param method the decoded name, UTF-8
   * @param params the array that holds the params
   * @param from where the params begin, or -1 where the call has none
   * @param to where the params end
   */
  public static byte[] of(long id, byte[] method, byte[] params, int from, int to) {
    byte[] name = withinQuotes(method);
    int decimals = Digits.decimals(id);
    int paramsLength = from < 0 ? 0 : PARAMS.length + to - from;
    byte[] envelope =
        new byte[HEAD.length + decimals + METHOD.length + name.length + 2 + paramsLength + 1];
    int at = append(envelope, 0, HEAD);
    at = Digits.putDecimal(id, decimals, envelope, at);
    at = append(envelope, at, METHOD);
    envelope[at++] = '"';
    at = append(envelope, at, name);
    envelope[at++] = '"';
    if (from >= 0) {
      at = append(envelope, at, PARAMS);
      System.arraycopy(params, from, envelope, at, to - from);
      at += to - from;
    }
    envelope[at] = '}';
    return envelope;
  }

  /** A name that is plain, as all of a profile's are, is written as it is. */
  private static byte[] withinQuotes(byte[] method) {
    if (PlainText.end(method, 0, method.length) == method.length) {
      return method;
    }
    byte[] quoted = GoText.json(new String(method, UTF_8)).getBytes(UTF_8);
    return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
  }

  private static int append(byte[] target, int at, byte[] part) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }
}
