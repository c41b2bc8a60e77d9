package headgate.gateway.config.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Looks into the PEM files that a configuration names, so that a wrong one is told at its key. */
final class PemFiles {
  private static final int BYTES_MAX = 4 << 20;

  private PemFiles() {}

  /**
   * The same file.
   *
   * @throws IllegalArgumentException if it cannot be read or holds no certificate
   */
  static Path withCertificates(Path file) {
    try (var stream = Files.newInputStream(file)) {
      if (!CertificateFactory.getInstance("X.509").generateCertificates(stream).isEmpty()) {
        return file;
      }
    } catch (CertificateException broken) {
      throw new IllegalArgumentException("names a file with a broken certificate", broken);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("names a file that cannot be read", unreadable);
    }
    throw new IllegalArgumentException("names a file without a PEM certificate");
  }

  /**
   * The same file.
   *
   * @throws IllegalArgumentException if it cannot be read or holds no PKCS 8 key without password
   */
  static Path withKey(Path file) {
    try (var stream = Files.newInputStream(file)) {
      var text = new String(stream.readNBytes(BYTES_MAX), StandardCharsets.ISO_8859_1);
      if (text.contains("-----BEGIN PRIVATE KEY-----")) {
        return file;
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("names a file that cannot be read", unreadable);
    }
    throw new IllegalArgumentException(
        "names a file without a PEM key in PKCS 8, which begins with BEGIN PRIVATE KEY");
  }
}
