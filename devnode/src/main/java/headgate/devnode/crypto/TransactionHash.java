package headgate.devnode.crypto;

import headgate.devnode.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hash by which an ICON transaction is known: SHA3-256 of its canonical text, in which the
 * members stand in the order of their names, joined by dots, and {@code \ { } [ ] .} are escaped.
 */
public final class TransactionHash {
  private static final Set<String> LEFT_OUT = Set.of("signature", "txHash");

  private TransactionHash() {}

  /** The hash of a transaction's members; {@code signature} and {@code txHash} do not count. */
  public static byte[] of(Json.Members transaction) {
    var members = lastMembers(transaction);
    members.keySet().removeAll(LEFT_OUT);
    return Sha3.hash("icx_sendTransaction." + joined(members));
  }

  /** The hash of a genesis transaction. */
  public static byte[] ofGenesis(Json.Members genesis) {
    return Sha3.hash("genesis_tx." + joined(lastMembers(genesis)));
  }

  private static Map<String, Json> lastMembers(Json.Members object) {
    var members = new TreeMap<String, Json>();
    object.members().forEach(member -> members.put(member.name(), member.value()));
    return members;
  }

  private static String joined(Map<String, Json> members) {
    return members.entrySet().stream()
        .map(member -> escaped(member.getKey()) + "." + serialised(member.getValue()))
        .collect(Collectors.joining("."));
  }

  private static String serialised(Json value) {
    return switch (value) {
      case Json.Text(var text) -> escaped(text);
      case Json.Null() -> "\\0";
      case Json.Members object -> "{" + joined(lastMembers(object)) + "}";
      case Json.Items(var items) -> "[" + list(items) + "]";
      case Json.Numeral(var literal) -> Long.toString((long) Double.parseDouble(literal));
      case Json.Bool(var flag) -> Boolean.toString(flag);
    };
  }

  /** As in goloop there is no dot while nothing stands before it, so leading empty texts vanish. */
  private static String list(List<Json> items) {
    var joined = new StringBuilder();
    for (var item : items) {
      joined.append(joined.isEmpty() ? "" : ".").append(serialised(item));
    }
    return joined.toString();
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder(text.length());
    text.chars()
        .forEach(code -> {
          if ("\\{}[].".indexOf(code) >= 0) {
            escaped.append('\\');
          }
          escaped.append((char) code);
        });
    return escaped.toString();
  }
}
