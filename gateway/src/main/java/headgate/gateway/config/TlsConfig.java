package headgate.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an {@code https://} node is trusted.
 *
 * @param verify whether the node's certificate and name are checked
 * @param caFile PEM file of the only authorities to trust; none means the platform's
 * @param serverName name to ask for and to check; none means the host of the URL
 * @param clientCertificateFile PEM chain that the gateway shows
 * @param clientKeyFile PEM key (PKCS 8) of that certificate
 */
public record TlsConfig(
    boolean verify,
    @Nullable Path caFile,
    @Nullable String serverName,
    @Nullable Path clientCertificateFile,
    @Nullable Path clientKeyFile) {
  public TlsConfig {
    new Rules()
        .that("caFile", verify || caFile == null, "has no effect while verify is false: drop one")
        .that("serverName", serverName == null || !serverName.isBlank(), "must not be empty")
        .that(
            "clientCertificateFile",
            clientCertificateFile == null || clientKeyFile != null,
            "needs clientKeyFile too")
        .that(
            "clientKeyFile",
            clientKeyFile == null || clientCertificateFile != null,
            "needs clientCertificateFile too")
        .check();
  }

  /** Verified against the platform's authorities, no client certificate. */
  public static TlsConfig defaults() {
    return new TlsConfig(true, null, null, null, null);
  }
}
