package headgate.acceptance.kit;

import java.util.List;

/** One header line of an HTTP message, its name spelt as it came. */
public record Header(String name, String value) {
  /** The value of the first header of that name in any spelling, empty where there is none. */
  static String value(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }
}
