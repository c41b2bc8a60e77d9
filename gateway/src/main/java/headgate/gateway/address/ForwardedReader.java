package headgate.gateway.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code X-Forwarded-For}, or {@code Forwarded} (RFC 7239), from right to left: each proxy
 * writes behind what it was given whom it was given that by. So the last one who is not trusted is
 * the client, and what stands before that is the client's own word and means nothing.
 *
 * <p>What a trusted proxy wrote and cannot be read fails closed: passing it over would make the
 * proxy itself, or whoever the client names, the client.
 */
public final class ForwardedReader {
  /**
   * Names that are looked at, from the right; more proxies than this stand behind each other
   * nowhere.
   */
  private static final int NAMES_MAX = 32;

  private static final String FOR = "for";

  private final List<AddressRange> trusted;
  private final Form form;

  /** Which header field it is. */
  public enum Form {
    /** A list of addresses. */
    X_FORWARDED_FOR("x-forwarded-for"),
    /** A list of what RFC 7239 has. */
    FORWARDED("forwarded");

    private final String field;

    Form(String field) {
      this.field = field;
    }

    /** The field's name in lower case. */
    public String field() {
      return field;
    }
  }

  /** A reader that believes these. */
  public ForwardedReader(Form form, List<AddressRange> trusted) {
    this.form = form;
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Whom they name.
   *
   * @param values of all fields of the form's name, in the order in which they came
   */
  public StatedClient read(List<String> values) {
    var items = items(values);
    if (items == null) {
      return StatedClient.UNREADABLE;
    }
    IpAddress found = null;
    for (var index = items.size() - 1; index >= 0; index--) {
      if (items.size() - index > NAMES_MAX) {
        return StatedClient.UNREADABLE;
      }
      found = address(items.get(index));
      if (found == null) {
        return StatedClient.UNREADABLE;
      }
      if (!AddressRange.anyContains(trusted, found)) {
        break;
      }
    }
    return found == null ? StatedClient.NOBODY : new StatedClient.Named(found);
  }

  /** What stands between the commas; null where a quote has no end. */
  private @Nullable List<String> items(List<String> values) {
    var items = new ArrayList<String>();
    for (var value : values) {
      var parts = form == Form.FORWARDED ? split(value, ',') : List.of(value.split(",", -1));
      if (parts == null) {
        return null;
      }
      items.addAll(parts);
    }
    return items;
  }

  /** The parts between separators that stand in no quoted string; null where a quote has no end. */
  private static @Nullable List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var quoted = false;
    var from = 0;
    for (var at = 0; at < text.length(); at++) {
      var letter = text.charAt(at);
      if (letter == '"') {
        quoted = !quoted;
      } else if (quoted && letter == '\\') {
        at++;
      } else if (!quoted && letter == separator) {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
    }
    parts.add(text.substring(from));
    return quoted ? null : parts;
  }

  private @Nullable IpAddress address(String item) {
    var node = form == Form.FORWARDED ? forwardedFor(item) : item.strip();
    return node == null ? null : node(node);
  }

  /** The one {@code for} of an element, without its quotes; null for none, several or odd ones. */
  private static @Nullable String forwardedFor(String element) {
    var pairs = split(element, ';');
    String found = null;
    for (var pair : pairs == null ? List.<String>of() : pairs) {
      var sign = pair.indexOf('=');
      if (sign > 0 && pair.substring(0, sign).strip().toLowerCase(Locale.ROOT).equals(FOR)) {
        if (found != null) {
          return null;
        }
        found = pair.substring(sign + 1).strip();
      }
    }
    if (found == null || !found.startsWith("\"")) {
      return found;
    }
    var inner = found.length() < 2 ? "" : found.substring(1, found.length() - 1);
    return found.endsWith("\"") && inner.indexOf('"') < 0 && inner.indexOf('\\') < 0 ? inner : null;
  }

  /** An address, which may have a port; {@code unknown} and hidden names are none. */
  private static @Nullable IpAddress node(String text) {
    try {
      if (text.startsWith("[")) {
        var end = text.indexOf(']');
        return end > 0 && isPort(text.substring(end + 1)) ? ipv6(text.substring(1, end)) : null;
      }
      var colon = text.indexOf(':');
      var only = colon >= 0 && colon == text.lastIndexOf(':');
      if (only && !isPort(text.substring(colon))) {
        return null;
      }
      return IpAddress.parse(only ? text.substring(0, colon) : text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable IpAddress ipv6(String text) {
    return text.indexOf(':') < 0 ? null : IpAddress.parse(text);
  }

  private static boolean isPort(String text) {
    return text.isEmpty() || text.matches(":[0-9]{1,5}");
  }
}
