package headgate.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The profiles beside the tests. */
final class ProfileTexts {

  private ProfileTexts() {}

  /** A profile with the keys that have to be there and no other. */
  static String minimal() {
    return text("minimal.yaml");
  }

  /** A profile with every key that there is. */
  static String full() {
    return text("full.yaml");
  }

  private static String text(String name) {
    try (var stream = ProfileTexts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not beside the tests");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
