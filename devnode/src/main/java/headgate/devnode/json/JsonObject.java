package headgate.devnode.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Builds an object member by member. Quantities are written the way ICON writes them: as hex. */
public final class JsonObject {
  private final List<Json.Member> members = new ArrayList<>();

  public JsonObject put(String name, Json value) {
    members.add(new Json.Member(name, value));
    return this;
  }

  public JsonObject put(String name, String text) {
    return put(name, new Json.Text(text));
  }

  /** A JSON number, for the few fields that are none of ICON's hex strings. */
  public JsonObject putNumber(String name, long value) {
    return put(name, Json.number(value));
  }

  public JsonObject putHex(String name, long value) {
    return put(name, Hex.of(value));
  }

  public JsonObject putHex(String name, BigInteger value) {
    return put(name, Hex.of(value));
  }

  public JsonObject putItems(String name, List<? extends Json> items) {
    return put(name, new Json.Items(List.copyOf(items)));
  }

  /** The object with its members in the order in which they were put. */
  public Json.Members build() {
    return new Json.Members(members);
  }

  /** The object with its members in the order of their names, as Go writes a map. */
  public Json.Members sorted() {
    members.sort(Comparator.comparing(Json.Member::name));
    return new Json.Members(members);
  }
}
