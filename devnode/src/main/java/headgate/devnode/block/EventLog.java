package headgate.devnode.block;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One event of a contract, its values as texts. The first indexed value is the signature; the types
 * in it tell how the others become bytes.
 */
public record EventLog(String contract, List<String> indexed, List<String> data) {
  public EventLog {
    indexed = List.copyOf(indexed);
    data = List.copyOf(data);
  }

  public String signature() {
    return indexed.getFirst();
  }

  /** The bytes of the indexed values, the signature first. */
  public List<byte[]> indexedBytes() {
    var bytes = new ArrayList<byte[]>();
    bytes.add(signature().getBytes(StandardCharsets.UTF_8));
    var types = types();
    for (var index = 1; index < indexed.size(); index++) {
      bytes.add(EventSignature.encode(types.get(index - 1), indexed.get(index)));
    }
    return bytes;
  }

  /** The bytes of the values that are not indexed. */
  public List<byte[]> dataBytes() {
    var bytes = new ArrayList<byte[]>();
    var types = types().subList(indexed.size() - 1, types().size());
    for (var index = 0; index < data.size(); index++) {
      bytes.add(EventSignature.encode(types.get(index), data.get(index)));
    }
    return bytes;
  }

  private List<String> types() {
    return EventSignature.parse(signature()).orElseThrow().types();
  }

  /** The event as receipts and streams show it. */
  public Json json() {
    return new JsonObject()
        .put("scoreAddress", contract)
        .putItems("indexed", indexed.stream().map(Json::text).toList())
        .putItems("data", data.stream().map(Json::text).toList())
        .build();
  }
}
