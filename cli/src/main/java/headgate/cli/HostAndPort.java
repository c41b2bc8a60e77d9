package headgate.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place to listen at: {@code 0.0.0.0:9000}, {@code [::1]:9000}, or {@code :9000} to keep the
 * host.
 *
 * @param host empty to keep what would be used otherwise
 * @param port 0 for any free one
 */
record HostAndPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[([0-9a-fA-F:.%]+)]|([^\\[\\]:]*)):([0-9]{1,5})");
  private static final int PORT_MAX = 65_535;

  String hostOr(String otherwise) {
    return host.isEmpty() ? otherwise : host;
  }

  /** Reads the written form. */
  static final class Converter implements ITypeConverter<HostAndPort> {
    @Override
    public HostAndPort convert(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("write HOST:PORT, for example 127.0.0.1:9000");
      }
      if (Integer.parseInt(form.group(4)) > PORT_MAX) {
        throw new TypeConversionException("a port is 0 to " + PORT_MAX + ", 0 for any free one");
      }
      var host = form.group(2) == null ? form.group(3) : form.group(2);
      return new HostAndPort(host, Integer.parseInt(form.group(4)));
    }
  }
}
