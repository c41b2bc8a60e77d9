package headgate.devnode.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.hash.TransactionHash.Known;
import headgate.chain.hash.TransactionHashing;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The far side hashes by code of its own; here it is held against the gateway's. */
class TransactionHashTest {
  private static final long SEED = 65_537L;
  private static final List<String> TEXTS =
      List.of("", "a.b", "\\", "{x}", "[1]", "0x1", "한글", "\ud83d\ude00", "\u0000", "\"");

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void bothHashesAgreeOnWhateverDataATransactionCarries() {
    for (var round = 0; round < 500; round++) {
      var transaction =
          new JsonObject()
              .put("version", "0x3")
              .put("from", Wallet.ofSeed("a").address())
              .put("dataType", "call")
              .put("data", value(4))
              .put("signature", "left out")
              .build();
      var bytes = JsonWriter.write(transaction).getBytes(StandardCharsets.UTF_8);
      assertThat(TransactionHashing.ICON_SHA3.hash(bytes, 0, bytes.length))
          .as("seed %d, round %d: %s", SEED, round, JsonWriter.write(transaction))
          .isEqualTo(new Known(Hex.ofBytes(TransactionHash.of(transaction))));
    }
  }

  private Json value(int depth) {
    return switch (random.nextInt(depth > 0 ? 4 : 2)) {
      case 0 -> Json.text(TEXTS.get(random.nextInt(TEXTS.size())));
      case 1 -> new Json.Null();
      case 2 -> {
        var items = new ArrayList<Json>();
        for (var count = random.nextInt(4); count > 0; count--) {
          items.add(value(depth - 1));
        }
        yield new Json.Items(items);
      }
      default -> {
        var object = new JsonObject();
        for (var count = random.nextInt(4); count > 0; count--) {
          object.put(TEXTS.get(random.nextInt(TEXTS.size())) + count, value(depth - 1));
        }
        yield object.build();
      }
    };
  }
}
