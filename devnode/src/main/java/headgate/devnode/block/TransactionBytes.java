package headgate.devnode.block;

import headgate.devnode.crypto.Rlp;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The bytes of a transaction as a block holds them; the root of the transactions covers these. */
final class TransactionBytes {
  private TransactionBytes() {}

  static byte[] of(Transaction transaction) {
    if ("base".equals(transaction.dataType())) {
      return base(transaction);
    }
    if (transaction.from() == null) {
      return utf8(JsonWriter.compact(transaction.members()));
    }
    var bytes = new Rlp().add(3);
    address(bytes, transaction.text("from"));
    address(bytes, transaction.text("to"));
    for (var name : new String[] {"value", "stepLimit", "timestamp", "nid", "nonce"}) {
      quantity(bytes, transaction.text(name));
    }
    var signature = transaction.text("signature");
    bytes.add(signature == null ? null : Base64.getDecoder().decode(signature));
    return tail(bytes, transaction).bytes();
  }

  private static byte[] base(Transaction transaction) {
    var bytes = new Rlp().add(3).addNil().add(transaction.timestampMicros());
    return tail(bytes, transaction).bytes();
  }

  private static Rlp tail(Rlp bytes, Transaction transaction) {
    var type = transaction.dataType();
    bytes.add(type == null ? null : utf8(type));
    Json data = transaction.data();
    return bytes.add(data == null ? null : utf8(JsonWriter.compact(data)));
  }

  private static void address(Rlp bytes, @Nullable String address) {
    bytes.add(address == null ? null : EventSignature.address(address));
  }

  private static void quantity(Rlp bytes, @Nullable String quantity) {
    bytes.add(quantity == null ? null : Hex.quantity(quantity).toByteArray());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
