package headgate.devnode.iiss;

import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A read-only method: the parameters that it takes by name and type, and how it answers. */
record SystemMethod(List<Parameter> parameters, Answerer answerer) {

  SystemMethod {
    parameters = List.copyOf(parameters);
  }

  /** A parameter; an optional one may be left out. */
  record Parameter(String name, Kind type, boolean optional) {}

  /** The types that the modelled methods take. */
  enum Kind {
    ADDRESS("Address", Pattern.compile("[hc]x[0-9a-f]{40}")),
    INTEGER("int", Pattern.compile("-?0x[0-9a-f]+")),
    STRING("str", Pattern.compile("(?s).*"));

    private final String word;
    private final Pattern form;

    Kind(String word, Pattern form) {
      this.word = word;
      this.form = form;
    }

    String word() {
      return word;
    }
  }

  /** Answers a query whose arguments have the right types. */
  @FunctionalInterface
  interface Answerer {
    SystemAnswer answer(SystemQuery query, Arguments arguments);
  }

  /** The arguments of a call, those that were given. */
  record Arguments(Map<String, String> values) {
    String text(String name) {
      return values.getOrDefault(name, "");
    }

    boolean has(String name) {
      return values.containsKey(name);
    }

    long number(String name) {
      return Hex.quantity(text(name)).longValue();
    }
  }

  static SystemMethod plain(Answerer answerer) {
    return new SystemMethod(List.of(), answerer);
  }

  static SystemMethod ofAddress(Answerer answerer) {
    return new SystemMethod(List.of(new Parameter("address", Kind.ADDRESS, false)), answerer);
  }

  SystemAnswer answer(SystemQuery query) {
    var given = new HashMap<String, String>();
    for (var parameter : parameters) {
      var value = query.params().last(parameter.name());
      if (value == null && parameter.optional()) {
        continue;
      }
      var text = value instanceof Json.Text(var content) ? content : "";
      if (!parameter.type().form.matcher(text).matches()) {
        var type = parameter.type().word();
        return SystemAnswer.Failure.invalidParameter(
            "InvalidParameter(type=%s,json=\"%s\")".formatted(type, text));
      }
      given.put(parameter.name(), text);
    }
    return answerer.answer(query, new Arguments(given));
  }
}
