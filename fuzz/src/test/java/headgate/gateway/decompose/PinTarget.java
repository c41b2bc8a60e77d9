package headgate.gateway.decompose;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.fuzz.Trees;
import headgate.gateway.testkit.Calls;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A pinned call is, to Jackson, the caller's own with another height and nothing else. */
public final class PinTarget {
  private static final Decomposer ICON = Calls.decomposer(Calls.ICON);
  private static final Decomposer EVM = Calls.decomposer(Calls.EVM);
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(1_000_000).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PinTarget() {}

  /** The first byte chooses chain and height, the rest is the body of one call. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var icon = input[0] >= 0;
    var profile = icon ? Calls.ICON : Calls.EVM;
    var body = Arrays.copyOfRange(input, 1, input.length);
    var decomposed =
        icon ? ICON.decompose(body, body.length, "v3") : EVM.decompose(body, body.length, "rpc");
    if (decomposed instanceof Decomposed.Single(Item.Known(var call)) && call.pinnable()) {
      var height = 1L << (input[0] & 0x3f);
      assertPinned(profile, call, Math.max(0, height));
    }
  }

  private static void assertPinned(ChainProfile profile, Call call, long height) {
    var plain = Trees.of(JSON, call.canonical(7));
    var pinned = Trees.of(JSON, call.pinned(7, height));
    if (plain == null || pinned == null) {
      return;
    }
    var other = call.method().pinnedAs();
    var asked = other == null ? call.method() : profile.methods().named(other).orElseThrow();
    assertThat(pinned.propertyNames()).isEqualTo(Set.of("jsonrpc", "id", "method", "params"));
    assertThat(pinned.get("id")).isEqualTo(plain.get("id"));
    assertThat(pinned.get("method").asString()).isEqualTo(asked.name());
    var place = String.valueOf(asked.height());
    assertThat(pinned.get("params"))
        .isEqualTo(expected(other == null ? plain.get("params") : null, place, height));
  }

  private static JsonNode expected(@Nullable JsonNode params, String place, long height) {
    var value = JsonNodeFactory.instance.stringNode("0x" + Long.toHexString(height));
    var position = place.matches("[0-9]+") ? Integer.parseInt(place) : -1;
    return switch (params) {
      case ObjectNode object -> object.deepCopy().set(place, value);
      case ArrayNode array when position == array.size() -> array.deepCopy().add(value);
      case ArrayNode array -> array.deepCopy().set(position, value);
      case null, default ->
          position < 0
              ? JsonNodeFactory.instance.objectNode().set(place, value)
              : JsonNodeFactory.instance.arrayNode().add(value);
    };
  }
}
