package headgate.devnode.replay;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** Where two JSON texts differ: in members and their order, in types, or in values. */
public final class JsonDifference {
  private final List<Difference> found = new ArrayList<>();

  /** One difference: where, and whether only the value differs. */
  public record Difference(String path, boolean valueOnly, String text) {}

  /** Every difference of two values, outermost first. */
  public static List<Difference> between(Json expected, Json actual) {
    var difference = new JsonDifference();
    difference.compare("$", expected, actual);
    return difference.found;
  }

  private void compare(String path, Json expected, Json actual) {
    if (!expected.getClass().equals(actual.getClass())) {
      shape(path, expected, actual);
    } else if (expected instanceof Json.Members left && actual instanceof Json.Members right) {
      members(path, left, right);
    } else if (expected instanceof Json.Items left && actual instanceof Json.Items right) {
      items(path, left, right);
    } else if (!expected.equals(actual)) {
      found.add(new Difference(path, true, text(expected, actual)));
    }
  }

  private void members(String path, Json.Members expected, Json.Members actual) {
    var names = expected.members().stream().map(Json.Member::name).toList();
    if (!names.equals(actual.members().stream().map(Json.Member::name).toList())) {
      shape(path, expected, actual);
      return;
    }
    for (var index = 0; index < names.size(); index++) {
      var name = path + "." + names.get(index);
      compare(name, expected.members().get(index).value(), actual.members().get(index).value());
    }
  }

  private void items(String path, Json.Items expected, Json.Items actual) {
    if (expected.items().size() != actual.items().size()) {
      shape(path, expected, actual);
      return;
    }
    for (var index = 0; index < expected.items().size(); index++) {
      compare(path + "[" + index + "]", expected.items().get(index), actual.items().get(index));
    }
  }

  private void shape(String path, Json expected, Json actual) {
    found.add(new Difference(path, false, text(expected, actual)));
  }

  private static String text(Json expected, Json actual) {
    return "expected " + JsonWriter.write(expected) + " but was " + JsonWriter.write(actual);
  }
}
