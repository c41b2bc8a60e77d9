package headgate.jsonrpc;

import static headgate.jsonrpc.MutatedEnvelopes.ID;
import static headgate.jsonrpc.MutatedEnvelopes.envelopeOf;

import headgate.jsonrpc.MutatedEnvelope.Accepted;
import java.util.List;

/** Odd but legal: the call goes through, in its canonical form. */
final class LegalMutations {

  private LegalMutations() {}

  static void addTo(MutatedEnvelopes all) {
    all.add("plain", all.plain(), all.write(ID));
    layouts(all);
    ids(all);
    escapedKeys(all);
    escapedValues(all);
    notifications(all);
  }

  private static void layouts(MutatedEnvelopes all) {
    var reversed = all.members().reversed();
    all.add("keys in reverse order", envelopeOf(reversed.toArray(String[]::new)), all.write(ID));
    all.add("blanks around the body", " \r\n\t" + all.plain() + "\t\n\r ", all.write(ID));
    all.add(
        "blanks between all tokens",
        "{ \"jsonrpc\"\t:\n\"2.0\" ,\r\"id\" : %s , \"method\" :\t%s ,\n\n\"params\" : %s }"
            .formatted(ID, all.quotedMethod(), all.params()),
        all.write(ID));
    all.add("ten thousand blanks in front", " ".repeat(10_000) + all.plain(), all.write(ID));
    all.add(
        "no params",
        envelopeOf("\"jsonrpc\":\"2.0\"", "\"id\":" + ID, "\"method\":" + all.quotedMethod()),
        new Accepted(ID, all.method(), null));
    all.add("params null", all.envelope(ID, "null"), new Accepted(ID, all.method(), "null"));
    all.add("params an array", all.envelope(ID, "[1]"), new Accepted(ID, all.method(), "[1]"));
  }

  private static void ids(MutatedEnvelopes all) {
    var ids =
        List.of(
            "0",
            "-0",
            "-1",
            "1.50",
            "1e3",
            "1E+2",
            "1e999999999",
            "-1e-999999999",
            "12345678901234567890",
            "9007199254740993",
            "\"\"",
            "\"null\"",
            "\"\\u0041\\n\"",
            "\"<&>\"",
            "\"\u00e9\ud83d\ude00\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u0000\"");
    for (String id : ids) {
      all.add("id " + id, all.envelope(id, all.params()), all.write(id));
    }
    String longest = "\"" + "x".repeat(4094) + "\"";
    all.add("id of 4 KiB", all.envelope(longest, all.params()), all.write(longest));
    String digits = "9".repeat(4096);
    all.add("id of 4,096 digits", all.envelope(digits, all.params()), all.write(digits));
  }

  private static void escapedKeys(MutatedEnvelopes all) {
    for (String key : List.of("jsonrpc", "id", "method", "params")) {
      all.add(
          "first letter of " + key + " escaped",
          all.plain()
              .replace(
                  "\"" + key + "\":", "\"" + escaped(key.charAt(0)) + key.substring(1) + "\":"),
          all.write(ID));
      all.add(
          "all of " + key + " escaped",
          all.plain().replace("\"" + key + "\":", "\"" + escaped(key) + "\":"),
          all.write(ID));
    }
  }

  private static void escapedValues(MutatedEnvelopes all) {
    String name = all.method();
    String first = "\"" + escaped(name.charAt(0)) + name.substring(1) + "\"";
    all.add("first letter of the method escaped", withMethod(all, first), all.write(ID));
    String whole = "\"" + escaped(name) + "\"";
    all.add("all of the method escaped", withMethod(all, whole), all.write(ID));
    all.add(
        "version escaped", all.plain().replace("\"2.0\"", "\"\\u0032\\u002E0\""), all.write(ID));
  }

  private static void notifications(MutatedEnvelopes all) {
    all.add(
        "no id",
        envelopeOf(
            "\"jsonrpc\":\"2.0\"",
            "\"method\":" + all.quotedMethod(),
            "\"params\":" + all.params()),
        all.write(null));
    all.add("id null", all.envelope("null", all.params()), all.write(null));
  }

  private static String withMethod(MutatedEnvelopes all, String quoted) {
    return all.plain().replace("\"method\":" + all.quotedMethod(), "\"method\":" + quoted);
  }

  private static String escaped(String text) {
    var result = new StringBuilder();
    text.chars().forEach(c -> result.append(escaped((char) c)));
    return result.toString();
  }

  private static String escaped(char letter) {
    return "\\u%04X".formatted((int) letter);
  }
}
