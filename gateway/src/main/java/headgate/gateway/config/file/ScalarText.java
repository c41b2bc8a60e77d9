package headgate.gateway.config.file;

import headgate.chain.yaml.YamlNode;
import headgate.chain.yaml.YamlScalar;
import java.util.function.Function;

/**
 * Reads single values after their variables were replaced. A message shows what the file shows,
 * never what a variable held.
 */
final class ScalarText {
  private final Variables variables;

  ScalarText(Variables variables) {
    this.variables = variables;
  }

  /**
   * The value as the reader makes it.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  <T> T read(YamlNode node, Function<String, T> reader) {
    if (!(node instanceof YamlScalar scalar)) {
      throw new IllegalArgumentException("has to be a single value");
    }
    if (scalar.form() == YamlScalar.Form.EMPTY) {
      throw new IllegalArgumentException("must not be empty");
    }
    var text = variables.replaceIn(scalar.text());
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          String.valueOf(wrong.getMessage()).replace(quoted(text), quoted(scalar.text())), wrong);
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
