package headgate.gateway.config.file;

import headgate.chain.yaml.YamlList;
import headgate.chain.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of the file and the keys that lead to it.
 *
 * @param node the value
 * @param path the keys, joined by dots
 */
record Place(YamlNode node, String path) {
  /** A text that no other place of the file has. */
  String mark() {
    return "-" + node.at().line() + "-" + node.at().column();
  }

  /** What the list here holds; a value that is no list is a list of one. */
  List<Place> items() {
    if (!(node instanceof YamlList list)) {
      return List.of(this);
    }
    var items = new ArrayList<Place>();
    for (var item : list.items()) {
      items.add(new Place(item, path + '[' + items.size() + ']'));
    }
    return items;
  }
}
