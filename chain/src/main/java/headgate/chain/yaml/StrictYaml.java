package headgate.chain.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads a YAML file into records and takes nothing that the records do not name.
 *
 * <p>The keys of a record are its component names (or their {@link Key}). A component with a {@link
 * Default} may be left out. Components are records, {@code String}, {@code int}, {@code long},
 * {@code double}, {@code boolean}, enums (written in lower case with hyphens), {@link
 * java.time.Duration} ({@code 500ms}), {@link ByteSize} ({@code 1MiB}), types added by {@link
 * #with}, {@code List}, {@code Set} and {@code Map} of those, or {@link YamlNode} for what is bound
 * later. Compact constructors check values: their {@link IllegalArgumentException} becomes a
 * problem at the record's line, an {@link InvalidKey} (or any that {@link BlamesKeys}) one at the
 * key's.
 *
 * <p>A file holds at most 1 MiB of UTF-8, one document, 32 levels, no key twice, no alias, no tag.
 * Of several problems the first twenty are told at once. Instances are immutable.
 */
public final class StrictYaml {

  /** The largest file that is read, in bytes. */
  public static final int FILE_BYTES_MAX = 1 << 20;

  private final ScalarReaders scalars;
  private final UnaryOperator<String> variables;

  private StrictYaml(ScalarReaders scalars, UnaryOperator<String> variables) {
    this.scalars = scalars;
    this.variables = variables;
  }

  /** A reader that knows the standard types and replaces no variables. */
  public static StrictYaml standard() {
    return new StrictYaml(ScalarReaders.standard(), text -> text);
  }

  /**
   * The same reader with one more type that is written as a single value.
   *
   * @param type the type to read
   * @param reader makes it from the text, or throws {@link IllegalArgumentException} with what is
   *     wrong
   */
  public <T> StrictYaml with(Class<T> type, Function<String, T> reader) {
    return new StrictYaml(scalars.with(type, reader), variables);
  }

  /**
   * The same reader with a function that every single value's text goes through, for instance to
   * replace {@code ${NAME}}.
   *
   * @param replace throws {@link IllegalArgumentException} with what is wrong
   */
  public StrictYaml withVariables(UnaryOperator<String> replace) {
    return new StrictYaml(scalars, replace);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidYaml if it is not what the record asks for
   */
  public <T extends Record> T read(Path file, Class<T> type) throws IOException {
    try (var stream = Files.newInputStream(file)) {
      return read(file.toString(), stream.readNBytes(FILE_BYTES_MAX + 1), type);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param source the file's name for messages
   * @throws InvalidYaml if they are not what the record asks for
   */
  public <T extends Record> T read(String source, byte[] bytes, Class<T> type) {
    return bind(source, tree(source, bytes), type);
  }

  /**
   * Reads a file's bytes as a tree, for a caller that looks at it before choosing a record.
   *
   * @param source the file's name for messages
   * @throws InvalidYaml if they are not the YAML described above
   */
  public YamlNode tree(String source, byte[] bytes) {
    try {
      return YamlTree.read(decode(bytes));
    } catch (BrokenYaml broken) {
      throw new InvalidYaml(source, List.of(broken.problem()));
    }
  }

  /**
   * Binds a tree, or a part of one, to a record.
   *
   * @param source the file's name for messages
   * @throws InvalidYaml if the tree is not what the record asks for
   */
  public <T extends Record> T bind(String source, YamlNode tree, Class<T> type) {
    var binder = new RecordBinder(scalars, variables);
    var bound = binder.bind(tree, type, "");
    if (bound == null || !binder.problems().isEmpty()) {
      throw new InvalidYaml(source, binder.problems());
    }
    return type.cast(bound);
  }

  private static String decode(byte[] bytes) {
    if (bytes.length > FILE_BYTES_MAX) {
      throw new BrokenYaml(new Position(1, 1), "the file is larger than 1 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new BrokenYaml(new Position(1, 1), "the file is not UTF-8");
    }
  }
}
