package headgate.chain.yaml;

import java.util.List;

/**
 * A YAML sequence.
 *
 * @param at where the sequence begins
 * @param items the items in the order of the file
 */
public record YamlList(Position at, List<YamlNode> items) implements YamlNode {

  /** Copies the items, so that the node stays as it is. */
  public YamlList {
    items = List.copyOf(items);
  }
}
