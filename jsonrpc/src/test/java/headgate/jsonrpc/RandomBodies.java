package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Request bodies drawn from a seed: about half of the plain shape that libraries write, the rest
 * with all that JSON allows, and a third of either damaged in a few places. The same seed gives the
 * same bodies.
 */
final class RandomBodies {

  private static final List<String> PLAIN_KEYS =
      List.of("a", "b", "k", "s", "to", "from", "height", "data", "address", "value");

  /** Fold-equal, escaped and odd keys, so that objects clash often. */
  private static final List<String> ODD_KEYS =
      List.of(
          "a",
          "A",
          "\\u0061",
          "k",
          "K",
          "\u212a",
          "\\u212A",
          "s",
          "S",
          "\u017f",
          "height",
          "Height",
          "\\u0068eight",
          "",
          "\\u0000",
          "\u00e9",
          "\\u00e9",
          "e\u0301",
          "\\ud83d\\ude00",
          "\ud83d\ude00");

  private static final List<String> ODD_FIELDS =
      List.of(
          "jsonrpc",
          "id",
          "method",
          "params",
          "\\u0069d",
          "ID",
          "Id",
          "Method",
          "param\u017f",
          "\\u006dethod",
          "x",
          "",
          "result",
          "jsonrpc ",
          "params\\u0000");

  private static final List<String> ODD_NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1.5",
          "1e3",
          "1E+2",
          "0.0e-0",
          "12345678901234567890",
          "1e999999999",
          "01",
          "1.",
          ".5",
          "+1",
          "-",
          "1e",
          "NaN",
          "Infinity",
          "0x10",
          "00",
          "-01",
          "1_000");

  private static final List<String> ODD_TEXTS =
      List.of(
          "\\\"",
          "\\\\",
          "\\/",
          "\\b\\f\\n\\r\\t",
          "\\u00e9",
          "\u00e9",
          "\u2028",
          "\ud83d\ude00",
          "\\ud83d\\ude00",
          "\\ud83d",
          "\\ude00",
          "\\ud83d\\u0041",
          "\\ude00\\ud83d",
          "\\x41",
          "\\u12",
          "\\u12G4",
          "\\u0000",
          "\u0000",
          "\t",
          "\u007f",
          "<&>",
          "\\",
          "'",
          "\\uD83D\\uDE00");

  private static final List<String> SHARDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "null",
          "true",
          "0",
          "-",
          ".",
          "e",
          " ",
          "\n",
          "//",
          "/**/",
          "\u00e9",
          "\ufeff",
          "\u0000",
          "\"id\":1,",
          "\"a\":1,",
          ",\"id\":2",
          "{}",
          "[]");

  private static final byte[][] BAD_UTF8 = {
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0x80},
    {(byte) 0xC3},
    {(byte) 0xFF},
    {(byte) 0xFE},
    {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
    {(byte) 0xE2, (byte) 0x28, (byte) 0xA1}
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private boolean odd;

  RandomBodies(long seed) {
    random = new Random(seed);
  }

  byte[] next() {
    text.setLength(0);
    odd = random.nextBoolean();
    if (oneIn(4)) {
      batch();
    } else {
      call();
    }
    byte[] body = text.toString().getBytes(UTF_8);
    return oneIn(3) ? damaged(body) : body;
  }

  private void batch() {
    blank();
    text.append('[');
    int calls = odd ? random.nextInt(13) : 1 + random.nextInt(5);
    for (int i = 0; i < calls; i++) {
      text.append(i == 0 ? "" : ",");
      call();
    }
    text.append(']');
    blank();
  }

  private void call() {
    blank();
    if (odd && oneIn(12)) {
      value(0);
    } else {
      envelope();
    }
    blank();
  }

  private void envelope() {
    var fields = new ArrayList<>(List.of("jsonrpc", "method"));
    if (!oneIn(6)) {
      fields.add("id");
    }
    if (!oneIn(6)) {
      fields.add("params");
    }
    if (odd && oneIn(10)) {
      fields.add(anyOf(ODD_FIELDS));
    }
    if (odd && oneIn(20)) {
      fields.remove(random.nextInt(fields.size()));
    }
    Collections.shuffle(fields, random);
    text.append('{');
    blank();
    for (int i = 0; i < fields.size(); i++) {
      text.append(i == 0 ? "" : ",");
      key(fields.get(i));
      fieldValue(fields.get(i));
      blank();
    }
    text.append('}');
  }

  private void key(String name) {
    blank();
    text.append('"').append(name).append('"');
    blank();
    text.append(':');
    blank();
  }

  private void fieldValue(String field) {
    if (odd && oneIn(30)) {
      value(0);
      return;
    }
    switch (field) {
      case "jsonrpc" -> text.append(odd && oneIn(6) ? "\"\\u0032.0\"" : "\"2.0\"");
      case "id" -> id();
      case "method" -> {
        text.append("\"icx_");
        chars();
        text.append('"');
      }
      case "params" -> structure(0);
      default -> value(0);
    }
  }

  private void id() {
    switch (random.nextInt(4)) {
      case 0 -> string();
      case 1 -> text.append(odd && oneIn(4) ? "\"" + "x".repeat(70) + "\"" : "null");
      default -> number();
    }
  }

  private void value(int depth) {
    switch (random.nextInt(depth < 4 ? 7 : 5)) {
      case 0 -> number();
      case 1 -> text.append(anyOf(List.of("true", "false", "null")));
      case 2, 3, 4 -> string();
      default -> structure(depth);
    }
  }

  private void structure(int depth) {
    if (oneIn(400)) {
      int levels = random.nextInt(100);
      text.append("[".repeat(levels)).append("]".repeat(levels));
    } else if (oneIn(5)) {
      array(depth);
    } else {
      object(depth);
    }
  }

  private void array(int depth) {
    text.append('[');
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",");
      blank();
      value(depth + 1);
      blank();
    }
    text.append(']');
  }

  private void object(int depth) {
    var keys = new ArrayList<>(PLAIN_KEYS);
    Collections.shuffle(keys, random);
    text.append('{');
    int size = random.nextInt(oneIn(30) ? 40 : 5);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",");
      boolean fresh = !odd || !oneIn(5);
      key(fresh ? i < keys.size() ? keys.get(i) : "key" + i : anyOf(ODD_KEYS));
      value(depth + 1);
      blank();
    }
    text.append('}');
  }

  private void string() {
    text.append('"');
    chars();
    text.append('"');
  }

  private void chars() {
    int length = random.nextInt(oneIn(10) ? 40 : 10);
    for (int i = 0; i < length; i++) {
      text.append(odd && oneIn(60) ? anyOf(ODD_TEXTS) : (char) ('a' + random.nextInt(26)));
    }
  }

  private void number() {
    text.append(odd && oneIn(8) ? anyOf(ODD_NUMBERS) : Integer.toString(random.nextInt(100_000)));
  }

  private void blank() {
    if (oneIn(12)) {
      text.append(anyOf(List.of(" ", "\n", "\t", "\r\n", "  ")));
    }
  }

  private byte[] damaged(byte[] body) {
    byte[] damaged = body;
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      int from = random.nextInt(damaged.length + 1);
      int to = Math.min(damaged.length, from + random.nextInt(8));
      damaged =
          switch (random.nextInt(5)) {
            case 0 -> replaced(damaged, from, to, new byte[0]);
            case 1 -> replaced(damaged, from, from, anyOf(SHARDS).getBytes(UTF_8));
            case 2 -> replaced(damaged, from, from, Arrays.copyOfRange(damaged, from, to));
            case 3 -> replaced(damaged, from, from, BAD_UTF8[random.nextInt(BAD_UTF8.length)]);
            default -> flipped(damaged, from);
          };
    }
    return damaged;
  }

  private byte[] flipped(byte[] body, int at) {
    byte[] flipped = body.clone();
    if (at < body.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] replaced(byte[] body, int from, int to, byte[] by) {
    var result = new ByteArrayOutputStream();
    result.write(body, 0, from);
    result.write(by, 0, by.length);
    result.write(body, to, body.length - to);
    return result.toByteArray();
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
