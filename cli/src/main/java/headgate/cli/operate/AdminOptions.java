package headgate.cli.operate;

import headgate.cli.talk.OutputFormat;
import headgate.cli.talk.Terminal;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What every command takes that speaks to a running gateway. */
final class AdminOptions {

  @Option(
      names = "--admin",
      paramLabel = "URL",
      converter = AdminPlace.class,
      defaultValue = "http://127.0.0.1:9900",
      description = "The gateway's admin port; ${DEFAULT-VALUE} unless named.")
  private URI admin = URI.create("http://127.0.0.1:9900");

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "One of the gateway's networks; needed only where it cannot be told.")
  private @Nullable String network;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}.")
  private OutputFormat format = OutputFormat.table;

  /** The admin port, asked without a token. */
  AdminClient client() {
    return new AdminClient(admin, "");
  }

  /** The admin port, asked with the token of a file. */
  AdminClient client(@Nullable Path tokenFile, Terminal terminal) {
    return new AdminClient(
        admin, tokenFile == null ? "" : TokenFile.read(terminal.folder(), tokenFile));
  }

  /** The network that was named, null where none was. */
  @Nullable String network() {
    return network;
  }

  OutputFormat format() {
    return format;
  }

  /** Reads {@code HOST:PORT} and URLs. */
  static final class AdminPlace implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        var url = URI.create(text.contains("://") ? text : "http://" + text);
        var plain = url.getRawQuery() == null && url.getRawUserInfo() == null;
        if (url.getScheme().matches("https?") && url.getHost() != null && plain) {
          return URI.create(url.toString().replaceFirst("/+$", ""));
        }
      } catch (IllegalArgumentException broken) {
        throw wrong();
      }
      throw wrong();
    }

    private static TypeConversionException wrong() {
      return new TypeConversionException("write a URL, for example http://127.0.0.1:9900");
    }
  }
}
