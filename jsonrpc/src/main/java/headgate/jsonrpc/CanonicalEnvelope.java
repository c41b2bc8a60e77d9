package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

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
    byte[] name = quoted(method);
    byte[] number = Long.toString(id).getBytes(US_ASCII);
    int paramsLength = from < 0 ? 0 : PARAMS.length + to - from;
    byte[] envelope =
        new byte[HEAD.length + number.length + METHOD.length + name.length + paramsLength + 1];
    int at = append(envelope, 0, HEAD);
    at = append(envelope, at, number);
    at = append(envelope, at, METHOD);
    at = append(envelope, at, name);
    if (from >= 0) {
      at = append(envelope, at, PARAMS);
      System.arraycopy(params, from, envelope, at, to - from);
      at += to - from;
    }
    envelope[at] = '}';
    return envelope;
  }

  private static byte[] quoted(byte[] method) {
    if (PlainText.end(method, 0, method.length) < method.length) {
      return GoText.json(new String(method, UTF_8)).getBytes(UTF_8);
    }
    byte[] name = new byte[method.length + 2];
    name[0] = '"';
    System.arraycopy(method, 0, name, 1, method.length);
    name[name.length - 1] = '"';
    return name;
  }

  private static int append(byte[] target, int at, byte[] part) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }
}
