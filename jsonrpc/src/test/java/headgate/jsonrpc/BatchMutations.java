package headgate.jsonrpc;

import static headgate.jsonrpc.MutatedEnvelopes.ID;
import static headgate.jsonrpc.MutatedEnvelopes.batch;
import static headgate.jsonrpc.MutatedEnvelopes.notJson;
import static headgate.jsonrpc.MutatedEnvelopes.refused;

import headgate.jsonrpc.MutatedEnvelope.Expected;
import headgate.jsonrpc.MutatedEnvelope.Refused;
import java.util.Collections;

/** Batches: each call is judged alone, unless the whole is no batch at all. */
final class BatchMutations {

  private BatchMutations() {}

  static void addTo(MutatedEnvelopes all) {
    legal(all);
    mixed(all);
    whole(all);
  }

  private static void legal(MutatedEnvelopes all) {
    String plain = all.plain();
    all.add("batch of one", "[" + plain + "]", batch(all.write(ID)));
    all.add("batch with blanks", " [ " + plain + " ]\n", batch(all.write(ID)));
    all.add(
        "batch of two with one id",
        "[" + plain + "," + plain + "]",
        batch(all.write(ID), all.write(ID)));
    String silent = all.envelope("null", all.params());
    all.add("batch of a notification", "[" + silent + "]", batch(all.write(null)));
    all.add(
        "batch of a call and a notification",
        "[" + plain + "," + silent + "]",
        batch(all.write(ID), all.write(null)));
  }

  private static void mixed(MutatedEnvelopes all) {
    Expected garbage = refused(-32600, "null");
    for (String item : new String[] {"1", "\"x\"", "null", "true", "[]", "{}", "[[[]]]"}) {
      all.add(
          "batch with " + item,
          "[" + item + "," + all.plain() + "]",
          batch(garbage, all.write(ID)));
    }
    all.add("nested batch", "[[" + all.plain() + "]]", batch(garbage));
    String upper = all.plain().replace("\"method\"", "\"METHOD\"");
    all.add(
        "batch with a case variant",
        "[" + upper + "," + all.plain() + "]",
        batch(refused(-32600, ID), all.write(ID)));
    String twice = all.envelope(ID, all.paramsWith("\"mutant\":{\"a\":1,\"a\":2}"));
    all.add(
        "batch with a duplicate in the params",
        "[" + all.plain() + "," + twice + "]",
        batch(all.write(ID), refused(-32602, ID)));
    String half = all.envelope(ID, all.paramsWith("\"mutant\":\"\\ud83d\""));
    all.add(
        "batch with half a pair in the params",
        "[" + half + "," + all.plain() + "]",
        batch(refused(-32602, ID), all.write(ID)));
    String doubtful = all.envelope("true", all.params());
    all.add(
        "batch with an id that is none",
        "[" + all.plain() + "," + doubtful + "]",
        batch(all.write(ID), garbage));
  }

  private static void whole(MutatedEnvelopes all) {
    String plain = all.plain();
    all.add("empty batch", "[]", refused(-32600, "null"));
    all.add("empty batch with blanks", " [ ] ", refused(-32600, "null"));
    all.add("batch of 101", many(plain, 101), new Refused(-32600, "null", 503, false));
    all.add(
        "batch of 100,000 numbers", many("1", 100_000), new Refused(-32600, "null", 503, false));
    all.add(
        "batch of 101, the last one cut", many(plain, 101).replaceFirst("\\}\\]$", "]"), notJson());
    all.add("batch with a comma at the end", "[" + plain + ",]", notJson());
    all.add("batch with a comma in front", "[," + plain + "]", notJson());
    all.add("batch with a comma missing", "[" + plain + plain + "]", notJson());
    all.add("batch not closed", "[" + plain, notJson());
    all.add("batch closed twice", "[" + plain + "]]", notJson());
    all.add("batch, then a call", "[" + plain + "]" + plain, notJson());
    all.add("batch with garbage", "[" + plain + ",garbage]", notJson());
    all.add("batch with a bad byte", "[" + plain + ",\"\u0000\"]", notJson());
  }

  private static String many(String item, int count) {
    return "[" + String.join(",", Collections.nCopies(count, item)) + "]";
  }
}
