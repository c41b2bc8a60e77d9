package headgate.jsonrpc;

import static headgate.jsonrpc.MutatedEnvelopes.ID;
import static headgate.jsonrpc.MutatedEnvelopes.envelopeOf;
import static headgate.jsonrpc.MutatedEnvelopes.refused;

import java.util.List;
import java.util.Locale;

/**
 * JSON that is no envelope: keys that fold, come twice or should not be there, and values of wrong
 * kinds.
 */
final class FieldMutations {

  private static final List<String> KEYS = List.of("jsonrpc", "id", "method", "params");

  private FieldMutations() {}

  static void addTo(MutatedEnvelopes all) {
    variants(all);
    folds(all);
    duplicates(all);
    unknownKeys(all);
    missing(all);
    wrongVersions(all);
    wrongMethods(all);
    wrongIds(all);
    wrongParams(all);
    wrongBodies(all);
  }

  /** Case variants, alone and beside the key itself, before and after it. */
  private static void variants(MutatedEnvelopes all) {
    for (String key : KEYS) {
      String upper = key.toUpperCase(Locale.ROOT);
      String capital = upper.charAt(0) + key.substring(1);
      String id = idWith(key);
      all.add(upper, renamed(all, key, upper), refused(-32600, id));
      all.add(capital, renamed(all, key, capital), refused(-32600, id));
      both(all, key, capital);
    }
    both(all, "id", "\\u0049d");
  }

  /** The long s folds to s, raw and escaped. */
  private static void folds(MutatedEnvelopes all) {
    for (String longS : List.of("\u017f", "\\u017f")) {
      String script = longS.length() == 1 ? "raw" : "escaped";
      for (String key : List.of("jsonrpc", "params")) {
        String folded = key.replace("s", longS);
        all.add("long s in " + key + ", " + script, renamed(all, key, folded), refused(-32600, ID));
        both(all, key, folded);
      }
    }
  }

  private static void both(MutatedEnvelopes all, String key, String variant) {
    String member = member(all, key);
    String other = member.replace("\"" + key + "\":", "\"" + variant + "\":");
    String id = idWith(key);
    all.add(key + " then " + variant, twice(all, key, member, other), refused(-32600, id));
    all.add(variant + " then " + key, twice(all, key, other, member), refused(-32600, id));
  }

  private static void duplicates(MutatedEnvelopes all) {
    for (String key : KEYS) {
      String member = member(all, key);
      all.add(key + " twice", twice(all, key, member, member), refused(-32600, idWith(key)));
      String escaped =
          member.replace("\"" + key.charAt(0), "\"\\u%04x".formatted((int) key.charAt(0)));
      all.add(
          key + " twice, once escaped",
          twice(all, key, member, escaped),
          refused(-32600, idWith(key)));
    }
    String write = "\"method\":" + all.quotedMethod();
    String read = "\"method\":" + all.quotedOtherMethod();
    all.add("read then write", twice(all, "method", read, write), refused(-32600, ID));
    all.add("write then read", twice(all, "method", write, read), refused(-32600, ID));
    String empty = "\"params\":{}";
    all.add(
        "params, then empty ones",
        twice(all, "params", member(all, "params"), empty),
        refused(-32600, ID));
    all.add(
        "empty params, then params",
        twice(all, "params", empty, member(all, "params")),
        refused(-32600, ID));
    all.add("two ids", twice(all, "id", "\"id\":1", "\"id\":2"), refused(-32600, "null"));
    all.add(
        "an id and a null", twice(all, "id", "\"id\":1", "\"id\":null"), refused(-32600, "null"));
    all.add(
        "a null and an id", twice(all, "id", "\"id\":null", "\"id\":1"), refused(-32600, "null"));
  }

  private static void unknownKeys(MutatedEnvelopes all) {
    var keys =
        List.of(
            "result",
            "error",
            "",
            "jsonrpc ",
            " method",
            "method\\u0000",
            "params\\n",
            "\\ufeffid",
            "i",
            "ids",
            "\\ud800",
            "x".repeat(100_000));
    for (String key : keys) {
      String name = key.length() > 20 ? "of " + key.length() + " letters" : "'" + key + "'";
      all.add("key " + name, withMember(all, "\"" + key + "\":1"), refused(-32600, ID));
    }
  }

  private static void missing(MutatedEnvelopes all) {
    for (String key : List.of("jsonrpc", "method")) {
      var members = all.members();
      members.remove(member(all, key));
      all.add("no " + key, envelopeOf(members.toArray(String[]::new)), refused(-32600, ID));
    }
    all.add("empty object", "{}", refused(-32600, "null"));
  }

  private static void wrongVersions(MutatedEnvelopes all) {
    var versions =
        List.of(
            "\"1.0\"",
            "\"2\"",
            "\"2.00\"",
            "\"2.0 \"",
            "\"\"",
            "null",
            "2.0",
            "2",
            "true",
            "[\"2.0\"]",
            "{}",
            "\"\\ud800\"");
    for (String version : versions) {
      all.add("version " + version, replaced(all, "jsonrpc", version), refused(-32600, ID));
    }
  }

  private static void wrongMethods(MutatedEnvelopes all) {
    wrongMethod(all, "null", "null");
    wrongMethod(all, "a number", "5");
    wrongMethod(all, "a boolean", "true");
    wrongMethod(all, "in an array", "[" + all.quotedMethod() + "]");
    wrongMethod(all, "in an object", "{\"m\":" + all.quotedMethod() + "}");
    wrongMethod(all, "with half a pair", "\"" + all.method() + "\\ud83d\"");
  }

  private static void wrongMethod(MutatedEnvelopes all, String name, String value) {
    all.add("method " + name, replaced(all, "method", value), refused(-32600, ID));
  }

  private static void wrongIds(MutatedEnvelopes all) {
    var ids =
        List.of("true", "false", "{}", "[]", "[1]", "{\"id\":1}", "\"\\ud83d\"", "\"\\ude00\"");
    for (String id : ids) {
      all.add("no id but " + id, all.envelope(id, all.params()), refused(-32600, "null"));
    }
    all.add(
        "id of 4 KiB and a byte",
        all.envelope("\"" + "x".repeat(4095) + "\"", all.params()),
        refused(-32600, "null"));
    all.add(
        "id of a million digits",
        all.envelope("1".repeat(1_000_000), all.params()),
        refused(-32600, "null"));
  }

  private static void wrongParams(MutatedEnvelopes all) {
    for (String params : List.of("\"{}\"", "1", "true", "false")) {
      all.add("params " + params, all.envelope(ID, params), refused(-32602, ID));
    }
  }

  private static void wrongBodies(MutatedEnvelopes all) {
    for (String body : List.of("null", "1", "true", "\"" + all.method() + "\"", "")) {
      all.add("body '" + body + "'", body, refused(-32600, "null"));
    }
  }

  /** The id of the answer where this key is the one in doubt. */
  private static String idWith(String key) {
    return key.equals("id") ? "null" : ID;
  }

  private static String member(MutatedEnvelopes all, String key) {
    return all.members().get(KEYS.indexOf(key));
  }

  private static String renamed(MutatedEnvelopes all, String key, String name) {
    return all.plain().replace("\"" + key + "\":", "\"" + name + "\":");
  }

  private static String replaced(MutatedEnvelopes all, String key, String value) {
    var members = all.members();
    members.set(KEYS.indexOf(key), "\"" + key + "\":" + value);
    return envelopeOf(members.toArray(String[]::new));
  }

  private static String twice(MutatedEnvelopes all, String key, String first, String second) {
    var members = all.members();
    members.remove(KEYS.indexOf(key));
    members.addFirst(first);
    members.addLast(second);
    return envelopeOf(members.toArray(String[]::new));
  }

  private static String withMember(MutatedEnvelopes all, String member) {
    var members = all.members();
    members.add(2, member);
    return envelopeOf(members.toArray(String[]::new));
  }
}
