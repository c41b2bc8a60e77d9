package headgate.chain.yaml;

import java.util.SequencedMap;

/**
 * What an {@link IllegalArgumentException} of a compact constructor implements to blame single keys
 * of its record, so that each problem is told at that key's line.
 */
public interface BlamesKeys {

  /**
   * What is wrong, by key as the file writes it; keys of records further in are joined by dots, and
   * a key may be absent from the file.
   */
  SequencedMap<String, String> blame();
}
