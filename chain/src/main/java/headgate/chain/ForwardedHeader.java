package headgate.chain;

import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request header of the form {@code name=value,name=value} that nodes understand.
 *
 * <p>Names are compared exactly and the last of several counts, as goloop reads its {@code
 * Icon-Options}.
 *
 * @param options the options that are forwarded; every other one is left out
 * @param timeout the forwarded option that tells, in milliseconds, how long the caller wants to
 *     wait; null if none does
 */
public record ForwardedHeader(Set<String> options, @Default("null") @Nullable String timeout) {

  private static final String OPTION = "[A-Za-z0-9_-]{1,32}";
  private static final String VALUE = "[A-Za-z0-9._+-]{0,32}";
  private static final String MILLIS = "\\+?[0-9]{1,18}";

  /** Refuses options that could not be told apart in a header, and a timeout that is none. */
  public ForwardedHeader {
    for (var option : options) {
      if (!option.matches(OPTION)) {
        throw new InvalidKey("options", "\"" + option + "\" is not a name of letters and digits");
      }
    }
    if (timeout != null && !options.contains(timeout)) {
      throw new InvalidKey("timeout", "has to be one of the options");
    }
  }

  /**
   * What is forwarded of a caller's header: the known options with plain values of at most 32
   * characters, or an empty text, in which case no header is sent.
   */
  public String forwarded(String value) {
    return known(value).entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(","));
  }

  /** How long the caller wants to wait, in milliseconds; empty where the header does not tell. */
  public OptionalLong timeoutMillis(String value) {
    var told = timeout == null ? null : known(value).get(timeout);
    return told == null || !told.matches(MILLIS)
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(told));
  }

  private Map<String, String> known(String value) {
    var known = new LinkedHashMap<String, String>();
    for (var option : value.split(",", -1)) {
      int equals = option.indexOf('=');
      var name = equals < 0 ? option : option.substring(0, equals);
      var setting = equals < 0 ? "" : option.substring(equals + 1);
      if (options.contains(name) && setting.matches(VALUE)) {
        known.put(name, setting);
      }
    }
    return known;
  }
}
