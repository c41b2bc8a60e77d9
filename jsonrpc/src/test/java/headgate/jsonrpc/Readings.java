package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a reader made of a body, in the words of the oracle. */
final class Readings {

  private Readings() {}

  static Oracle.Reading of(Envelopes read) {
    var items = new ArrayList<Oracle.Item>();
    for (int item = 0; item < read.size(); item++) {
      items.add(item(read, item));
    }
    var fault = read.bodyFault();
    return new Oracle.Reading(fault == null ? 0 : fault.code(), read.batch(), items);
  }

  private static Oracle.Item item(Envelopes read, int item) {
    var fault = read.fault(item);
    return new Oracle.Item(
        fault == null ? 0 : fault.code(),
        text(read.bytes(), read.idStart(item), read.idEnd(item)),
        read.notification(item),
        fault == null
            ? text(read.methodBytes(item), read.methodStart(item), read.methodEnd(item))
            : null,
        fault == null ? text(read.bytes(), read.paramsStart(item), read.paramsEnd(item)) : null);
  }

  private static @Nullable String text(byte[] bytes, int from, int to) {
    return from < 0 ? null : new String(bytes, from, to - from, UTF_8);
  }
}
