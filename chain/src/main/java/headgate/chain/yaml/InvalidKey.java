package headgate.chain.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Thrown by a record's compact constructor to blame one of its keys, so that the problem is told at
 * that key's line.
 */
public final class InvalidKey extends IllegalArgumentException implements BlamesKeys {

  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * Blames a key.
   *
   * @param key the key as the file writes it; it may be absent from the file
   * @param message what is wrong, in a form that continues the key's name
   */
  public InvalidKey(String key, String message) {
    super(message);
    this.key = key;
  }

  @Override
  public SequencedMap<String, String> blame() {
    return new LinkedHashMap<>(Map.of(key, String.valueOf(getMessage())));
  }
}
