package headgate.gateway.config.file;

import headgate.chain.yaml.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The forms of single values; what is wrong is said by the exception's message. */
final class Values {
  private Values() {}

  static int whole(String text) {
    try {
      if (text.matches("-?(0|[1-9][0-9]{0,18})")) {
        return Math.toIntExact(Long.parseLong(text));
      }
    } catch (ArithmeticException | NumberFormatException outOfRange) {
      throw new IllegalArgumentException("is too large a number", outOfRange);
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a whole number");
  }

  static long height(String text) {
    if (text.matches("0|[1-9][0-9]{0,17}")) {
      return Long.parseLong(text);
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a height");
  }

  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
    };
  }

  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    var names = Arrays.stream(type.getEnumConstants()).map(Values::written).toList();
    for (var constant : type.getEnumConstants()) {
      if (written(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is none of " + String.join(", ", names) + NearestName.hint(text, names));
  }

  static Path file(String text, Path folder) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must be a file's path");
    }
    try {
      return folder.resolve(text);
    } catch (InvalidPathException malformed) {
      throw new IllegalArgumentException("is not a file's path", malformed);
    }
  }

  /** A URL; the message never shows it, since it may carry what should not be shown. */
  static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "is not a URL: " + malformed.getReason() + " at character " + (malformed.getIndex() + 1),
          malformed);
    }
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
