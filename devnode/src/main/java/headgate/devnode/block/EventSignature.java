package headgate.devnode.block;

import headgate.devnode.json.Hex;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of an event with the types of what it carries: {@code Transfer(Address,int)}. */
public record EventSignature(String text, List<String> types) {
  private static final Pattern FORM = Pattern.compile("(\\w+)\\(([^()]*)\\)");
  private static final Set<String> TYPES = Set.of("int", "str", "bytes", "bool", "Address");

  public EventSignature {
    types = List.copyOf(types);
  }

  /** Reads a signature; empty if it is none. Its types may be unknown ones. */
  public static Optional<EventSignature> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var inside = match.group(2);
    var types = inside.isEmpty() ? List.<String>of() : List.of(inside.split(",", -1));
    return Optional.of(new EventSignature(text, types));
  }

  /** The first type that no event may carry, or empty if all may be. */
  public Optional<String> unusableType() {
    return types.stream().filter(type -> !TYPES.contains(type)).findFirst();
  }

  /**
   * The bytes of a value as events carry them. Throws IllegalArgumentException if it does not fit.
   */
  public static byte[] encode(String type, String value) {
    return switch (type) {
      case "int" -> Hex.quantity(value).toByteArray();
      case "str" -> value.getBytes(StandardCharsets.UTF_8);
      case "bytes" -> Hex.bytes(value);
      case "bool" -> Hex.quantity(value).min(BigInteger.ONE).toByteArray();
      case "Address" -> address(value);
      default -> throw new IllegalArgumentException("no event carries " + type);
    };
  }

  /** An address as 21 bytes: 0 for an account, 1 for a contract, then its 20 bytes. */
  public static byte[] address(String address) {
    return HexFormat.of().parseHex((address.startsWith("cx") ? "01" : "00") + address.substring(2));
  }
}
