package headgate.jsonrpc;

import static headgate.jsonrpc.MutatedEnvelopes.ID;
import static headgate.jsonrpc.MutatedEnvelopes.notJson;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes that are no UTF-8, or UTF-8 with a byte order mark: refused as a whole, with id null. */
final class EncodingMutations {

  private EncodingMutations() {}

  static void addTo(MutatedEnvelopes all) {
    all.add("byte order mark", "\ufeff" + all.plain(), notJson());
    all.add("byte order mark at the end", all.plain() + "\ufeff", notJson());
    encoded(all, "UTF-16 little endian", all.plain(), UTF_16LE);
    encoded(all, "UTF-16 little endian with mark", "\ufeff" + all.plain(), UTF_16LE);
    encoded(all, "UTF-16 big endian", all.plain(), UTF_16BE);
    encoded(all, "UTF-16 big endian with mark", "\ufeff" + all.plain(), UTF_16BE);
    encoded(all, "UTF-32", all.plain(), Charset.forName("UTF-32LE"));
    encoded(all, "Latin-1", all.envelope(ID, all.paramsWith("\"mutant\":\"\u00e9\"")), ISO_8859_1);
    badBytes().forEach((name, bytes) -> badBytesEverywhere(all, name, bytes));
  }

  private static void encoded(MutatedEnvelopes all, String name, String text, Charset charset) {
    all.add(name, () -> text.getBytes(charset), notJson());
  }

  /**
   * In a value of the params first, where a decoder that only looks for tokens would not notice.
   */
  private static void badBytesEverywhere(MutatedEnvelopes all, String name, String bytes) {
    spliced(
        all, name + " in the params", all.envelope(ID, all.paramsWith("\"mutant\":\"@\"")), bytes);
    spliced(
        all, name + " in the method", all.plain().replace(all.method(), all.method() + "@"), bytes);
    spliced(all, name + " in the id", all.envelope("\"@\"", all.params()), bytes);
    spliced(all, name + " in a key", all.plain().replace("\"id\"", "\"id@\""), bytes);
  }

  /** The text in UTF-8, with these bytes, given as Latin-1, in place of the at sign. */
  private static void spliced(MutatedEnvelopes all, String name, String text, String bytes) {
    int at = text.indexOf('@');
    all.add(
        name,
        () -> {
          byte[] head = text.substring(0, at).getBytes(UTF_8);
          byte[] tail = text.substring(at + 1).getBytes(UTF_8);
          byte[] body = new byte[head.length + bytes.length() + tail.length];
          System.arraycopy(head, 0, body, 0, head.length);
          System.arraycopy(bytes.getBytes(ISO_8859_1), 0, body, head.length, bytes.length());
          System.arraycopy(tail, 0, body, head.length + bytes.length(), tail.length);
          return body;
        },
        notJson());
  }

  private static Map<String, String> badBytes() {
    var bytes = new LinkedHashMap<String, String>();
    bytes.put("overlong slash in two bytes", "\u00c0\u00af");
    bytes.put("overlong NUL in two bytes", "\u00c0\u0080");
    bytes.put("overlong quote in three bytes", "\u00e0\u0080\u00a2");
    bytes.put("overlong letter in four bytes", "\u00f0\u0080\u0081\u0081");
    bytes.put("high surrogate in three bytes", "\u00ed\u00a0\u0080");
    bytes.put("surrogate pair in six bytes", "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080");
    bytes.put("code point above U+10FFFF", "\u00f4\u0090\u0080\u0080");
    bytes.put("five-byte form", "\u00f8\u0088\u0080\u0080\u0080");
    bytes.put("lone continuation byte", "\u0080");
    bytes.put("two-byte character cut short", "\u00c3");
    bytes.put("three-byte character cut short", "\u00e2\u0082");
    bytes.put("four-byte character cut short", "\u00f0\u009f\u0098");
    bytes.put("byte FE", "\u00fe");
    bytes.put("byte FF", "\u00ff");
    return bytes;
  }
}
