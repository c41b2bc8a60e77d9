package headgate.chain.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A YAML mapping; its entries keep the order of the file and no key stands twice.
 *
 * @param at where the mapping begins
 * @param entries the entries by key
 */
public record YamlMap(Position at, SequencedMap<String, Entry> entries) implements YamlNode {

  /**
   * One entry of a mapping.
   *
   * @param keyAt where the key stands
   * @param value the entry's value
   */
  public record Entry(Position keyAt, YamlNode value) {}

  /** Copies the entries, so that the node stays as it is. */
  public YamlMap {
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }
}
