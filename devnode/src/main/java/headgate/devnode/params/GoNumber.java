package headgate.devnode.params;

import headgate.devnode.json.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an id on its way through a Go {@code interface{}}: numbers are rounded to a
 * float64 and printed in Go's way, objects lose doubled names and are sorted.
 */
public final class GoNumber {
  private static final double PLAIN_MIN = 1e-6;
  private static final double PLAIN_MAX = 1e21;

  private GoNumber() {}

  /** The value after the way; empty if a number in it is none that a float64 can hold. */
  public static Optional<Json> throughFloat(Json value) {
    return switch (value) {
      case Json.Numeral(var literal) -> number(literal);
      case Json.Items(var items) -> {
        var passed = items.stream().map(GoNumber::throughFloat).flatMap(Optional::stream).toList();
        yield passed.size() == items.size()
            ? Optional.of(new Json.Items(passed))
            : Optional.empty();
      }
      case Json.Members members -> members(members);
      case Json.Text _, Json.Bool _, Json.Null _ -> Optional.of(value);
    };
  }

  private static Optional<Json> members(Json.Members object) {
    Map<String, Json> last = new LinkedHashMap<>();
    object.members().forEach(member -> last.put(member.name(), member.value()));
    var passed =
        last.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .flatMap(member ->
                throughFloat(member.getValue())
                    .map(value -> new Json.Member(member.getKey(), value))
                    .stream())
            .toList();
    return passed.size() == last.size() ? Optional.of(new Json.Members(passed)) : Optional.empty();
  }

  private static Optional<Json> number(String literal) {
    var value = Double.parseDouble(literal);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(new Json.Numeral(text(value)));
  }

  public static String text(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var size = Math.abs(value);
    var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return size < PLAIN_MIN || size >= PLAIN_MAX ? scientific(shortest) : shortest.toPlainString();
  }

  private static String scientific(BigDecimal value) {
    var digits = value.unscaledValue().abs().toString();
    var exponent = digits.length() - 1 - value.scale();
    var fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    var sign = value.signum() < 0 ? "-" : "";
    return sign
        + digits.charAt(0)
        + fraction
        + "e"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }
}
