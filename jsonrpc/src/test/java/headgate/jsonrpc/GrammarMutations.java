package headgate.jsonrpc;

import static headgate.jsonrpc.MutatedEnvelopes.ID;
import static headgate.jsonrpc.MutatedEnvelopes.notJson;

import java.util.List;

/** What many decoders let pass and JSON does not: all of it is refused as a whole, with id null. */
final class GrammarMutations {

  private GrammarMutations() {}

  static void addTo(MutatedEnvelopes all) {
    trailing(all);
    leading(all);
    punctuation(all);
    quotes(all);
    numbers(all);
    literals(all);
    strings(all);
    bombs(all);
  }

  private static void trailing(MutatedEnvelopes all) {
    var tails =
        List.of(
            "x", "}", "]", ",", ";", ",{}", "null", "0", "\"\"", "//", "/* */", "#", "\u0000", "{}",
            "[]");
    for (String tail : tails) {
      all.add("then " + printable(tail), all.plain() + tail, notJson());
    }
    all.add("then the same again", all.plain() + all.plain(), notJson());
    all.add("then the same on the next line", all.plain() + "\n" + all.plain() + "\n", notJson());
    all.add(
        "a read, then the write",
        all.plain().replace(all.quotedMethod(), all.quotedOtherMethod()) + all.plain(),
        notJson());
  }

  private static void leading(MutatedEnvelopes all) {
    for (String head : List.of("\u0000", "//\n", "/* */", "#\n", ")]}',\n", ",", "\\", "{")) {
      all.add(printable(head) + " in front", head + all.plain(), notJson());
    }
  }

  private static void punctuation(MutatedEnvelopes all) {
    String plain = all.plain();
    all.add("no body but blanks", " \n", notJson());
    all.add("closing brace missing", plain.substring(0, plain.length() - 1), notJson());
    all.add("half of it", plain.substring(0, plain.length() / 2), notJson());
    all.add("closed by a bracket", plain.substring(0, plain.length() - 1) + "]", notJson());
    all.add("comma before the brace", plain.substring(0, plain.length() - 1) + ",}", notJson());
    all.add("comma after the brace", plain.replace("{\"jsonrpc\"", "{,\"jsonrpc\""), notJson());
    all.add("comma twice", plain.replace(",\"id\"", ",,\"id\""), notJson());
    all.add("comma missing", plain.replace(",\"id\"", "\"id\""), notJson());
    all.add("semicolon for a comma", plain.replace(",\"id\"", ";\"id\""), notJson());
    all.add("colon missing", plain.replace("\"id\":", "\"id\""), notJson());
    all.add("equals sign for a colon", plain.replace("\"id\":", "\"id\"="), notJson());
    all.add("colon twice", plain.replace("\"id\":", "\"id\"::"), notJson());
    all.add("value missing", plain.replace("\"id\":" + ID, "\"id\":"), notJson());
    all.add("comment inside", plain.replace(",\"id\"", ",/* */\"id\""), notJson());
    all.add("line comment inside", plain.replace(",\"id\"", ",//\n\"id\""), notJson());
    all.add("comma at the end of an array", all.envelope(ID, "[1,]"), notJson());
    all.add("comma at the end of the params", all.envelope(ID, "{\"mutant\":1,}"), notJson());
    for (int blank : new int[] {0x0B, 0x0C, 0x85, 0xA0, 0x200B, 0x2028, 0x3000, 0xFEFF}) {
      all.add(
          "U+%04X for a blank".formatted(blank),
          plain.replace(",\"id\"", "," + Character.toString(blank) + "\"id\""),
          notJson());
    }
  }

  private static void quotes(MutatedEnvelopes all) {
    String plain = all.plain();
    all.add("single quotes", plain.replace('"', '\''), notJson());
    all.add("key without quotes", plain.replace("\"method\"", "method"), notJson());
    all.add("key with single quotes", plain.replace("\"method\"", "'method'"), notJson());
    all.add("method without quotes", plain.replace(all.quotedMethod(), all.method()), notJson());
    all.add(
        "closing quote missing", plain.replace(all.quotedMethod(), "\"" + all.method()), notJson());
    all.add(
        "opening quote missing", plain.replace(all.quotedMethod(), all.method() + "\""), notJson());
    all.add("curly quotes", plain.replace("\"method\"", "\u201cmethod\u201d"), notJson());
    all.add("a number for a key", plain.replace("\"method\"", "1"), notJson());
    all.add("null for a key", plain.replace("\"method\"", "null"), notJson());
  }

  private static void numbers(MutatedEnvelopes all) {
    var numbers =
        List.of(
            "01",
            "00",
            "-01",
            "+1",
            ".5",
            "1.",
            "1.e1",
            "1e",
            "1e+",
            "-",
            "--1",
            "0x10",
            "1_000",
            "1,5",
            "NaN",
            "Infinity",
            "-Infinity",
            "1n",
            "\u0661");
    for (String number : numbers) {
      all.add("number " + number, all.envelope(number, all.params()), notJson());
    }
  }

  private static void literals(MutatedEnvelopes all) {
    for (String word :
        List.of("True", "NULL", "None", "undefined", "nul", "nulll", "tru", "falsey")) {
      all.add("word " + word, all.envelope(word, all.params()), notJson());
    }
  }

  private static void strings(MutatedEnvelopes all) {
    for (String text : List.of("\n", "\t", "\r", "\u0000", "\u001f", "\b")) {
      all.add(
          "raw " + printable(text) + " in the method",
          all.plain().replace(all.quotedMethod(), "\"" + all.method() + text + "\""),
          notJson());
    }
    for (String escape :
        List.of(
            "\\x41", "\\u12", "\\u12G4", "\\u 123", "\\U0041", "\\'", "\\0", "\\a", "\\v", "\\\n",
            "\\")) {
      all.add(
          "escape " + printable(escape), all.plain().replace(ID, "\"" + escape + "\""), notJson());
    }
    all.add("raw NUL in a key", all.plain().replace("\"id\"", "\"id\u0000\""), notJson());
    all.add("raw newline in the id", all.plain().replace(ID, "\"a\nb\""), notJson());
  }

  /** Depth 64 is the last that is read: the envelope, the params and 62 more. */
  private static void bombs(MutatedEnvelopes all) {
    all.add(
        "params 65 levels deep",
        all.envelope(ID, all.paramsWith("\"mutant\":" + "[".repeat(63) + "]".repeat(63))),
        notJson());
    all.add(
        "objects 65 levels deep",
        all.envelope(
            ID, all.paramsWith("\"mutant\":" + "{\"a\":".repeat(63) + "1" + "}".repeat(63))),
        notJson());
    all.add(
        "a depth bomb in the params",
        all.envelope(ID, "[".repeat(100_000) + "]".repeat(100_000)),
        notJson());
    all.add(
        "a depth bomb in the id",
        all.envelope("[".repeat(100_000) + "]".repeat(100_000), all.params()),
        notJson());
    all.add("an open depth bomb", "[".repeat(500_000), notJson());
    all.add("an open depth bomb of objects", "{\"a\":".repeat(100_000), notJson());
    all.add("a depth bomb after the call", all.plain() + "[".repeat(100_000), notJson());
  }

  private static String printable(String text) {
    var result = new StringBuilder("'");
    text.codePoints()
        .forEach(c -> result.append(c < ' ' ? "U+%04X".formatted(c) : Character.toString(c)));
    return result.append('\'').toString();
  }
}
