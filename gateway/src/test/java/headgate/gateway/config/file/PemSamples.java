package headgate.gateway.config.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** PEM files for tests: a certificate whose key nobody has, and keys that nobody uses. */
final class PemSamples {
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBhjCCASugAwIBAgIUHu6oPLnGTuCXmbLqiHWHmCxuRV4wCgYIKoZIzj0EAwIw
      FzEVMBMGA1UEAwwMbm9kZS5leGFtcGxlMCAXDTI2MTEyMjE5MjAxMVoYDzIxMjYx
      MDI5MTkyMDExWjAXMRUwEwYDVQQDDAxub2RlLmV4YW1wbGUwWTATBgcqhkjOPQIB
      BggqhkjOPQMBBwNCAAT6lFTAR9I1+dIvmWpHFezNi/1Iaaq83MTy97J3O4/ICczL
      E/QttT1szKNKIGD/TpNuUIo+nGcLyekKp3q8fWAvo1MwUTAdBgNVHQ4EFgQU6sl5
      OJkW54n2zahm+2bKB+58hUMwHwYDVR0jBBgwFoAU6sl5OJkW54n2zahm+2bKB+58
      hUMwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA72juRwpeEdz3
      rc7uHmUFk6Br/fDqo93KnUybmWBcenMCIQD0UtwW8gnEHKg7tzwhwJwVh5s9pRKN
      YNM/NssTK6M1cg==
      -----END CERTIFICATE-----
      """;

  private PemSamples() {}

  static void writeCertificate(Path file) throws IOException {
    Files.writeString(file, CERTIFICATE);
  }

  static void writeKey(Path file) throws IOException {
    try {
      var key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
      var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
      Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
