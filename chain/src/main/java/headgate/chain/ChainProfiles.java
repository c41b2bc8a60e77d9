package headgate.chain;

import headgate.chain.error.CodeRange;
import headgate.chain.method.FieldPath;
import headgate.chain.method.HeightTag;
import headgate.chain.surface.PathTemplate;
import headgate.chain.yaml.InvalidYaml;
import headgate.chain.yaml.NearestName;
import headgate.chain.yaml.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads profiles: those that come with Headgate, by name, and those that users write, by file. */
public final class ChainProfiles {

  private static final List<String> NAMES = List.of("icon", "evm");

  private static final StrictYaml YAML =
      StrictYaml.standard()
          .with(FieldPath.class, FieldPath::parse)
          .with(HeightTag.class, HeightTag::parse)
          .with(CodeRange.class, CodeRange::parse)
          .with(PathTemplate.class, PathTemplate::new);

  private ChainProfiles() {}

  /** The names of the profiles that come with Headgate. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A profile that comes with Headgate.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static ChainProfile builtIn(String name) {
    return parse(name + ".yaml", builtInText(name));
  }

  /**
   * The text of a profile that comes with Headgate, to start an own one from.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static String builtInText(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no profile is called \"" + name + "\"" + NearestName.hint(name, NAMES));
    }
    try (var stream = ChainProfiles.class.getResourceAsStream(name + ".yaml")) {
      if (stream == null) {
        throw new LinkageError(name + ".yaml is missing beside " + ChainProfiles.class);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a profile from a file.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidYaml if it is not a profile
   */
  public static ChainProfile load(Path file) throws IOException {
    return new ProfileBuilder(YAML.read(file, ProfileFile.class)).build();
  }

  /**
   * Reads a profile from a text.
   *
   * @param source the text's name for messages
   * @throws InvalidYaml if it is not a profile
   */
  public static ChainProfile parse(String source, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ProfileBuilder(YAML.read(source, bytes, ProfileFile.class)).build();
  }
}
