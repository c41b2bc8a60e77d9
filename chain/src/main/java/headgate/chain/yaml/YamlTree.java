package headgate.chain.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Builds the located tree of one YAML document out of Jackson's tokens.
 *
 * <p>It takes less than YAML allows: one document, no anchors, aliases or tags, no key twice, at
 * most {@value #DEPTH_MAX} levels. What is left means the same to every reader, and an alias bomb
 * cannot be written.
 */
final class YamlTree {

  private static final int DEPTH_MAX = 32;
  private static final YAMLFactory YAML = YAMLFactory.builder().build();

  private final YAMLParser parser;
  private int depth;

  private YamlTree(YAMLParser parser) {
    this.parser = parser;
  }

  /** Reads the one document of a text, or throws {@link BrokenYaml} at the first mistake. */
  static YamlNode read(String text) {
    try (var parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text)) {
      return new YamlTree(parser).document();
    } catch (JacksonException failure) {
      throw located(failure);
    }
  }

  private YamlNode document() {
    var first = parser.nextToken();
    if (first == null) {
      throw new BrokenYaml(new Position(1, 1), "the file is empty");
    }
    var root = value(first);
    if (parser.nextToken() != null) {
      throw broken("a file holds one document only");
    }
    return root;
  }

  private YamlNode value(JsonToken token) {
    refuseReferences();
    return switch (token) {
      case START_OBJECT -> nested(this::map);
      case START_ARRAY -> nested(this::list);
      case VALUE_STRING -> scalar(YamlScalar.Form.TEXT);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(YamlScalar.Form.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(YamlScalar.Form.TRUTH);
      case VALUE_NULL -> scalar(YamlScalar.Form.EMPTY);
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw broken("a value is missing");
    };
  }

  private YamlNode nested(Supplier<YamlNode> body) {
    if (++depth > DEPTH_MAX) {
      throw broken("nested deeper than " + DEPTH_MAX + " levels");
    }
    var node = body.get();
    depth--;
    return node;
  }

  private YamlMap map() {
    var start = here();
    var entries = new LinkedHashMap<String, YamlMap.Entry>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      refuseReferences();
      var key = parser.currentName();
      var keyAt = here();
      refuseTwice(entries, key);
      entries.put(key, new YamlMap.Entry(keyAt, value(parser.nextToken())));
    }
    return new YamlMap(start, entries);
  }

  private void refuseTwice(SequencedMap<String, YamlMap.Entry> entries, String key) {
    var earlier = entries.get(key);
    if (earlier != null) {
      throw broken("key \"" + key + "\" stands already in line " + earlier.keyAt().line());
    }
  }

  private YamlList list() {
    var start = here();
    var items = new ArrayList<YamlNode>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(token));
    }
    return new YamlList(start, items);
  }

  private YamlScalar scalar(YamlScalar.Form form) {
    return new YamlScalar(here(), parser.getString(), form);
  }

  private void refuseReferences() {
    if (parser.isCurrentAlias()) {
      throw broken("aliases (*name) are not taken: write the value out");
    }
    if (parser.getRawTag() != null) {
      throw broken("tags (!name) are not taken");
    }
  }

  private Position here() {
    var location = parser.currentTokenLocation();
    return new Position(location.getLineNr(), location.getColumnNr());
  }

  private BrokenYaml broken(String message) {
    return new BrokenYaml(here(), message);
  }

  private static BrokenYaml located(JacksonException failure) {
    if (failure.getCause() instanceof MarkedYamlEngineException marked
        && marked.getProblemMark().isPresent()) {
      var mark = marked.getProblemMark().get();
      var at = new Position(mark.getLine() + 1, mark.getColumn() + 1);
      return new BrokenYaml(at, marked.getProblem());
    }
    var location = failure.getLocation();
    var at = new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    return new BrokenYaml(at, firstLine(failure.getOriginalMessage()));
  }

  private static String firstLine(String message) {
    if (message.startsWith("Expected a property name")) {
      return "a key has to be a single value";
    }
    return message.lines().findFirst().orElse("this is not YAML");
  }
}
