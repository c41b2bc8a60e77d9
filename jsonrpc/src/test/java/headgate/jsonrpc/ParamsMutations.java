package headgate.jsonrpc;

import static headgate.jsonrpc.MutatedEnvelopes.ID;
import static headgate.jsonrpc.MutatedEnvelopes.refused;

import headgate.jsonrpc.MutatedEnvelope.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What may and what may not stand inside the params. */
final class ParamsMutations {

  private ParamsMutations() {}

  static void addTo(MutatedEnvelopes all) {
    legal().forEach((name, value) -> accepted(all, name, value));
    duplicates().forEach((name, value) -> refusedInside(all, name, value));
    surrogates().forEach((name, value) -> refusedInside(all, name, value));
    atTheTop(all);
  }

  private static void accepted(MutatedEnvelopes all, String name, String value) {
    String params = all.paramsWith("\"mutant\":" + value);
    all.add("params with " + name, all.envelope(ID, params), all.writeWith(params));
  }

  private static void refusedInside(MutatedEnvelopes all, String name, String value) {
    String params = all.paramsWith("\"mutant\":" + value);
    all.add("params with " + name, all.envelope(ID, params), refused(-32602, ID));
  }

  private static Map<String, String> legal() {
    var values = new LinkedHashMap<String, String>();
    values.put("keys of two cases in a map", "{\"a\":1,\"A\":2}");
    values.put("k and the Kelvin sign in a map", "{\"k\":1,\"\u212a\":2,\"K\":3}");
    values.put("one key in two objects", "[{\"a\":1},{\"a\":1},{\"b\":{\"a\":1}}]");
    values.put("an object within its own key", "{\"a\":{\"a\":{\"a\":{}}}}");
    values.put("an escaped NUL in a key", "{\"\\u0000\":1,\"\":2}");
    values.put("composed and decomposed letters", "{\"\u00e9\":1,\"e\u0301\":2}");
    values.put("a key of 100,000 letters", "{\"" + "x".repeat(100_000) + "\":1}");
    values.put("all escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"");
    values.put("escaped quotes", "\"\\\",\\\"method\\\":\\\"other\"");
    values.put("an escaped backslash before a quote", "[\"\\\\\",\"\\\\\\\\\"]");
    values.put("raw separators and DEL", "\"\u2028\u2029\u007f\u0085\"");
    values.put("a character beyond the first plane", "\"\ud83d\ude00\"");
    values.put("odd numbers", "[-0,0.0,1E400,1e-400,1e999999999,12345678901234567890]");
    values.put("empty things", "[{},[],\"\",[[]],{\"a\":{}}]");
    values.put("blanks", "{ \"a\" :\t[ 1 ,\n2 ] , \"b\" : { } }");
    values.put("depth 64", "[".repeat(62) + "]".repeat(62));
    values.put("an object of 5,000 keys", object(5_000, "key%d"));
    values.put(
        "an envelope inside", "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"other\",\"params\":{}}");
    return values;
  }

  private static Map<String, String> duplicates() {
    var values = new LinkedHashMap<String, String>();
    values.put("a key twice", "{\"a\":1,\"a\":1}");
    values.put("a key twice, not side by side", "{\"a\":1,\"b\":2,\"c\":3,\"a\":4}");
    values.put("a key twice around an object that has it", "{\"a\":{\"a\":1},\"a\":1}");
    values.put("a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}");
    values.put("an escaped key twice", "{\"\\u0061\":1,\"\\u0061\":2}");
    values.put("an accent twice, once escaped", "{\"\u00e9\":1,\"\\u00E9\":2}");
    values.put("a pair twice, once escaped", "{\"\ud83d\ude00\":1,\"\\ud83d\\ude00\":2}");
    values.put("the empty key twice", "{\"\":1,\"\":2}");
    values.put("an escaped NUL twice", "{\"\\u0000\":1,\"\\u0000\":2}");
    values.put("a slash twice, once escaped", "{\"/\":1,\"\\/\":2}");
    values.put("a key twice inside arrays", "[[1,[{\"a\":1,\"a\":2}]]]");
    values.put("a key twice 60 levels down", "[".repeat(60) + "{\"a\":1,\"a\":2}" + "]".repeat(60));
    values.put("a key twice among 5,000", object(5_000, "key%d").replace("}", ",\"key7\":1}"));
    values.put("a long key twice", "{\"%1$s\":1,\"%1$s\":2}".formatted("x".repeat(10_000)));
    return values;
  }

  private static Map<String, String> surrogates() {
    var values = new LinkedHashMap<String, String>();
    values.put("a high half alone", "\"\\ud83d\"");
    values.put("a low half alone", "\"\\ude00\"");
    values.put("a pair the wrong way round", "\"\\ude00\\ud83d\"");
    values.put("a high half before a letter", "\"\\ud83d\\u0041\"");
    values.put("two high halves and a low one", "\"\\ud83d\\ud83d\\ude00\"");
    values.put("a half in a key", "{\"\\ud83d\":1}");
    return values;
  }

  /** The params themselves, which a node decodes into a struct. */
  private static void atTheTop(MutatedEnvelopes all) {
    top(all, "mutant twice", "\"mutant\":1,\"mutant\":2", false);
    top(all, "mutant twice, once escaped", "\"mutant\":1,\"m\\u0075tant\":2", false);
    top(all, "mutant in two cases", "\"mutant\":1,\"Mutant\":2", true);
    top(all, "mutant in two cases, once escaped", "\"mutant\":1,\"\\u004dutant\":2", true);
    top(all, "a name with s and one with long s", "\"mutants\":1,\"mutant\u017f\":2", true);
    top(all, "a name with k and one with the Kelvin sign", "\"mutank\":1,\"mutan\\u212a\":2", true);
    top(all, "two cases of a Greek letter", "\"\u03c3\":1,\"\u03c2\":2", true);
  }

  private static void top(MutatedEnvelopes all, String name, String members, boolean byStruct) {
    all.add(
        "params with " + name,
        all.envelope(ID, all.paramsWith(members)),
        new Refused(-32602, ID, 400, byStruct));
  }

  private static String object(int size, String key) {
    return IntStream.range(0, size)
        .mapToObj(i -> "\"" + key.formatted(i) + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
