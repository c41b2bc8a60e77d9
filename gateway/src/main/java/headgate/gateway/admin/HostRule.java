package headgate.gateway.admin;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a request's {@code Host} whether it was meant for this port.
 *
 * <p>A web page can make a name of its own point to this machine and read answers as its own (DNS
 * rebinding). It cannot do so with an address or with {@code localhost}.
 */
final class HostRule {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-f:.%]+]|[a-z0-9.-]+)(:[0-9]{1,5})?");
  private static final Pattern ADDRESS = Pattern.compile("\\[.+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private final List<String> names;

  HostRule(List<String> names) {
    this.names = List.copyOf(names);
  }

  boolean permits(@Nullable String host) {
    if (host == null) {
      return false;
    }
    var form = FORM.matcher(host.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return false;
    }
    var name = form.group(1);
    return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
  }
}
