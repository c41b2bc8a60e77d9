package headgate.gateway.netty;

import headgate.gateway.seam.Endpoint;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** One TLS context for each set of terms, made at start-up and shared by all loops. */
public final class TlsContexts {
  private final Map<Endpoint.Tls, SslContext> contexts = new ConcurrentHashMap<>();

  /**
   * Reads the files that the terms name, so that a bad one stops the start instead of a call.
   *
   * @throws IllegalArgumentException where a file is missing or holds no usable key or certificate
   */
  public void load(Endpoint.Tls terms) {
    contexts.computeIfAbsent(terms, TlsContexts::build);
  }

  /** Goes on with what others have read of files meanwhile. */
  public void renew(TlsContexts read) {
    contexts.putAll(read.contexts);
  }

  SslContext contextFor(Endpoint.Tls terms) {
    return contexts.computeIfAbsent(terms, TlsContexts::build);
  }

  private static SslContext build(Endpoint.Tls terms) {
    try {
      var builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      if (!terms.verify()) {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      } else if (terms.authorities() != null) {
        builder.trustManager(terms.authorities().toFile());
      }
      if (terms.certificate() != null && terms.key() != null) {
        builder.keyManager(terms.certificate().toFile(), terms.key().toFile());
      }
      return builder.build();
    } catch (SSLException bad) {
      throw new IllegalArgumentException("TLS settings cannot be used: " + bad.getMessage(), bad);
    }
  }
}
