package headgate.simulation.rule;

import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every call is answered once, in its place, under the very bytes of its own id. */
final class AnswerReading {
  private static final String RULE = "every id is answered exactly once";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Verdict verdict;

  AnswerReading(Verdict verdict) {
    this.verdict = verdict;
  }

  /** What was told to each call that is answered; nothing where the rule is broken. */
  List<Told> read(Request request, Response response) {
    var calls = request.answered();
    if (calls.isEmpty()) {
      var nothing = request.batch() ? List.of("[]", "") : List.of("");
      verdict.hold(nothing.contains(response.body().strip()), RULE, request + " -> " + response);
      return List.of();
    }
    try {
      var body = JSON.readTree(response.body());
      var parts = body.isArray() ? body.valueStream().toList() : List.of(body);
      if (body.isArray() != request.batch() || parts.size() != calls.size()) {
        verdict.broken(RULE, request + " -> " + response);
        return List.of();
      }
      return told(request, response, parts);
    } catch (JacksonException broken) {
      verdict.broken("an answer is whole", request + " -> " + response);
      return List.of();
    }
  }

  private List<Told> told(Request request, Response response, List<JsonNode> parts) {
    var told = new ArrayList<Told>();
    var at = 0;
    for (var index = 0; index < parts.size(); index++) {
      var part = parts.get(index);
      var error = part.path("error");
      verdict.hold(
          part.has("result") != part.has("error"), "an answer is a result or an error", response);
      told.add(
          part.has("result")
              ? new Told.Result(part.path("result"))
              : new Told.Fault(
                  error.path("code").asInt(),
                  error.path("message").asString(),
                  error.path("data")));
      var id = "\"id\":" + request.answered().get(index).answeredId();
      at = response.body().indexOf(id, at);
      verdict.hold(at >= 0, RULE, request + " -> " + response);
      at += id.length();
    }
    return told;
  }
}
