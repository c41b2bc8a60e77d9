package headgate.gateway.config.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of {@code ${NAME}} (environment) and {@code ${file:path}} (a file's content less
 * its final line break) into a text. {@code $$} stands for one dollar sign.
 */
final class Variables {
  private static final int FILE_BYTES_MAX = 64 << 10;
  private static final Pattern DOLLAR = Pattern.compile("\\$(\\$|\\{([^}]*)}|)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String FILE = "file:";

  private final Map<String, String> environment;
  private final Path folder;

  /** Relative file names begin at the folder. */
  Variables(Map<String, String> environment, Path folder) {
    this.environment = Map.copyOf(environment);
    this.folder = folder;
  }

  /**
   * The text with every variable replaced, once: values are not looked at again.
   *
   * @throws IllegalArgumentException if there is no such variable or file; the message never shows
   *     a value
   */
  String replaceIn(String text) {
    return DOLLAR.matcher(text).replaceAll(found -> quote(replacement(found)));
  }

  private String replacement(MatchResult found) {
    var after = found.group(1);
    if (after.equals("$")) {
      return "$";
    }
    if (after.isEmpty()) {
      throw new IllegalArgumentException("has a lone $: write ${NAME}, or $$ for a dollar sign");
    }
    var name = found.group(2);
    return name.startsWith(FILE)
        ? content(folder.resolve(name.substring(FILE.length())))
        : variable(name);
  }

  private String variable(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("has a variable that is neither ${NAME} nor ${file:path}");
    }
    var value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("needs the environment variable " + name);
    }
    return value;
  }

  private static String content(Path file) {
    try (var stream = Files.newInputStream(file)) {
      var bytes = stream.readNBytes(FILE_BYTES_MAX + 1);
      if (bytes.length > FILE_BYTES_MAX) {
        throw new IllegalArgumentException("names a file of more than 64KiB: " + file);
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .stripTrailing();
    } catch (CharacterCodingException binary) {
      throw new IllegalArgumentException("names a file that is not UTF-8: " + file, binary);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("names a file that cannot be read: " + file, unreadable);
    }
  }

  private static String quote(String value) {
    return Matcher.quoteReplacement(value);
  }
}
