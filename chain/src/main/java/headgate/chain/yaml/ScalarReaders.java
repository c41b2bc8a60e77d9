package headgate.chain.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that a single YAML value can be read as, each with the function that reads it. */
final class ScalarReaders {

  private final Map<Class<?>, Function<YamlScalar, Object>> readers;

  private ScalarReaders(Map<Class<?>, Function<YamlScalar, Object>> readers) {
    this.readers = Map.copyOf(readers);
  }

  static ScalarReaders standard() {
    Function<YamlScalar, Object> ints =
        scalar -> (int) whole(scalar, Integer.MIN_VALUE, Integer.MAX_VALUE);
    Function<YamlScalar, Object> longs = scalar -> whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE);
    return new ScalarReaders(
        Map.of(
            String.class,
            YamlScalar::text,
            int.class,
            ints,
            Integer.class,
            ints,
            long.class,
            longs,
            Long.class,
            longs,
            double.class,
            ScalarReaders::number,
            boolean.class,
            ScalarReaders::truth,
            Duration.class,
            scalar -> Durations.parse(scalar.text()),
            ByteSize.class,
            scalar -> ByteSize.parse(scalar.text())));
  }

  <T> ScalarReaders with(Class<T> type, Function<String, T> reader) {
    var more = new HashMap<>(readers);
    more.put(type, scalar -> reader.apply(scalar.text()));
    return new ScalarReaders(more);
  }

  /** The reader of a type, or null if the type is not read from a single value. */
  @Nullable Function<YamlScalar, Object> of(Class<?> type) {
    return type.isEnum() && !readers.containsKey(type)
        ? scalar -> constant(type, scalar.text())
        : readers.get(type);
  }

  /** The file's form of an enum constant: {@code NOT_YET} is written {@code not-yet}. */
  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object constant(Class<?> type, String text) {
    List<String> names = new ArrayList<>();
    for (var constant : type.getEnumConstants()) {
      var name = written((Enum<?>) constant);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is none of " + String.join(", ", names) + NearestName.hint(text, names));
  }

  private static long whole(YamlScalar scalar, long min, long max) {
    boolean digits = scalar.text().matches("-?(0|[1-9][0-9]{0,18})");
    if (digits && scalar.form() == YamlScalar.Form.NUMBER) {
      try {
        long value = Long.parseLong(scalar.text());
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException tooLarge) {
        throw new IllegalArgumentException(scalar.text() + " is too large a number", tooLarge);
      }
      throw new IllegalArgumentException(scalar.text() + " is too large a number");
    }
    throw new IllegalArgumentException("\"" + scalar.text() + "\" is not a whole number");
  }

  private static double number(YamlScalar scalar) {
    boolean digits = scalar.text().matches("-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?");
    if (digits && scalar.form() == YamlScalar.Form.NUMBER) {
      return Double.parseDouble(scalar.text());
    }
    throw new IllegalArgumentException("\"" + scalar.text() + "\" is not a number");
  }

  private static boolean truth(YamlScalar scalar) {
    if (scalar.form() == YamlScalar.Form.TRUTH) {
      return scalar.text().equals("true");
    }
    throw new IllegalArgumentException("\"" + scalar.text() + "\" is neither true nor false");
  }
}
