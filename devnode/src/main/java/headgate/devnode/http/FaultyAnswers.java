package headgate.devnode.http;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.JsonWriter;
import headgate.devnode.json.LaxReader;
import java.util.function.UnaryOperator;

/** Spoils right answers. */
final class FaultyAnswers {
  private static final String GARBAGE = "{\"jsonrpc\":\"2.0\",\"result\":<garbage>";
  private static final Json OTHER_ID = Json.number(987_654_321);

  private FaultyAnswers() {}

  static Answer garbage(Answer answer) {
    return answer.withBody(GARBAGE);
  }

  static Answer wrongId(Answer answer) {
    return edited(answer, response -> withId(response, true));
  }

  static Answer missingId(Answer answer) {
    return edited(answer, response -> withId(response, false));
  }

  private static Answer edited(Answer answer, UnaryOperator<Json> edit) {
    try {
      var body = LaxReader.first(answer.body());
      var spoiled =
          body instanceof Json.Items(var items)
              ? new Json.Items(items.stream().map(edit).toList())
              : edit.apply(body);
      return answer.withBody(JsonWriter.write(spoiled) + "\n");
    } catch (JsonSyntaxException noJson) {
      return answer;
    }
  }

  private static Json withId(Json response, boolean keep) {
    if (!(response instanceof Json.Members(var members))) {
      return response;
    }
    var spoiled = new JsonObject();
    for (var member : members) {
      if (!member.name().equals("id")) {
        spoiled.put(member.name(), member.value());
      } else if (keep) {
        spoiled.put("id", OTHER_ID);
      }
    }
    return spoiled.build();
  }
}
