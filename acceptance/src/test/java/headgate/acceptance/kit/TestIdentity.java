package headgate.acceptance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A key with a certificate that signs itself, made by the JDK's keytool for one test: the identity
 * of a node over TLS, or of a client that must show one. Whoever trusts its PEM file trusts it.
 */
public final class TestIdentity {
  private static final String PASSWORD = "only-for-this-test";
  private static final String ALIAS = "identity";

  private final Path folder;
  private final KeyStore store;

  private TestIdentity(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  /**
   * Makes an identity in that folder.
   *
   * @param subjectNames as keytool writes them, for example {@code dns:localhost,ip:127.0.0.1}
   */
  public static TestIdentity make(Path folder, String subjectNames) {
    var file = folder.resolve("identity.p12");
    keytool(file, subjectNames);
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new TestIdentity(folder, store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A PEM file with the certificate. */
  public Path certificatePem() {
    try {
      return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A PEM file with the private key, without a password. */
  public Path keyPem() {
    return pem("PRIVATE KEY", key().getEncoded());
  }

  /** A server's context that shows this identity and, where one is given, trusts that client. */
  public SSLContext serverContext(@Nullable TestIdentity trustedClient) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(
          keys.getKeyManagers(), trustedClient == null ? null : trustedClient.trust(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private TrustManager[] trust() throws GeneralSecurityException {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return factory.getTrustManagers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Key key() {
    try {
      return store.getKey(ALIAS, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path pem(String label, byte[] content) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    var text = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
    try {
      return Files.writeString(folder.resolve(label.replace(' ', '-') + ".pem"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keytool(Path file, String subjectNames) {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        new ProcessBuilder(
            tool,
            "-genkeypair",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=headgate test",
            "-ext",
            "san=" + subjectNames,
            "-validity",
            "2");
    try {
      var process = command.redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
