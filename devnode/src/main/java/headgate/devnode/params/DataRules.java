package headgate.devnode.params;

import headgate.devnode.json.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the data of a call or a transaction, which depend on its type. */
public final class DataRules {
  private static final Pattern HEX = Pattern.compile("0x[0-9a-f]+");
  private static final List<String> CONTENT_TYPES = List.of("application/zip", "application/java");

  private DataRules() {}

  /** The data of {@code icx_call}. */
  public static void checkCall(GoStruct struct, Violations violations) {
    if (struct.value("data") instanceof Json.Members data) {
      checkCallData(data, violations);
    } else {
      violations.add("data", "data");
    }
  }

  /** The data of a transaction. */
  public static void checkTransaction(GoStruct struct, Violations violations) {
    var data = struct.value("data");
    switch (struct.text("dataType")) {
      case "call" -> checkMembers(data, violations, DataRules::checkCallData);
      case "deploy" -> checkMembers(data, violations, DataRules::checkDeploy);
      case "deposit" -> checkMembers(data, violations, DataRules::checkDeposit);
      case "message" -> {
        if (!isHex(data)) {
          violations.add("data", "data");
        }
      }
      default -> {
        // Without a type, or with one that its own rule refuses, data may be anything.
      }
    }
  }

  private interface MembersCheck {
    void check(Json.Members data, Violations violations);
  }

  private static void checkMembers(@Nullable Json data, Violations violations, MembersCheck check) {
    if (data instanceof Json.Members members) {
      check.check(members, violations);
    } else {
      violations.add("data", "data");
    }
  }

  private static void checkCallData(Json.Members data, Violations violations) {
    if (data.last("method") == null) {
      violations.add("data.method", "Data");
    }
    checkParams(data, violations);
  }

  private static void checkParams(Json.Members data, Violations violations) {
    var params = data.last("params");
    if (params instanceof Json.Members members) {
      members
          .members()
          .forEach(
              member -> checkValue("Data.params." + member.name(), member.value(), violations));
    } else if (params != null) {
      violations.add("data.params", "data");
    }
  }

  private static void checkValue(String name, Json value, Violations violations) {
    switch (value) {
      case Json.Text _ -> {}
      case Json.Members(var members) ->
          members.forEach(
              member -> checkValue(name + "." + member.name(), member.value(), violations));
      case Json.Items(var items) -> {
        for (var index = 0; index < items.size(); index++) {
          checkValue(name + "[" + index + "]", items.get(index), violations);
        }
      }
      case Json.Numeral _, Json.Bool _, Json.Null _ -> violations.add("data.params", name);
    }
  }

  private static void checkDeploy(Json.Members data, Violations violations) {
    if (!(data.last("contentType") instanceof Json.Text(var type))
        || !CONTENT_TYPES.contains(type)) {
      violations.add("data.contentType", "Data");
    }
    var content = data.last("content");
    if (content != null && !isHex(content)) {
      violations.add("data.content", "data");
    }
    checkParams(data, violations);
  }

  private static void checkDeposit(Json.Members data, Violations violations) {
    var action = data.last("action") instanceof Json.Text(var text) ? text : "";
    if (!action.equals("add") && !action.equals("withdraw")) {
      violations.add("data.action", "data");
    } else if (action.equals("add") && data.members().size() > 1) {
      violations.add("data.unknown", "data");
    }
  }

  private static boolean isHex(@Nullable Json value) {
    return value instanceof Json.Text(var text) && HEX.matcher(text).matches();
  }
}
