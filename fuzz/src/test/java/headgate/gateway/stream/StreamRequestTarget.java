package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.fuzz.Trees;
import headgate.gateway.testkit.Calls;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message that opens a stream is accepted exactly where Jackson and our rules find it sound: one
 * object, the profile's keys, no two keys that fold to one at any depth. What a node gets says the
 * same as what the caller wrote.
 */
public final class StreamRequestTarget {
  private static final int DEPTH_MAX = 12;
  private static final int KEYS_MAX = 64;

  /** Letters of which Java folds more than Go does. */
  private static final String TURKISH = "\u0130\u0131";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(1_000_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StreamRequestTarget() {}

  /** The first byte chooses the stream, the rest is the message. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var streams = Calls.ICON.paths().streams();
    var stream = streams.get((input[0] & 0xff) % streams.size());
    var message = Arrays.copyOfRange(input, 1, input.length);
    var forNode = new StreamRequestReader(stream, DEPTH_MAX).read(message);
    var tree = tree(message);
    if (tree == null) {
      var known = forNode == null || Trees.isBeyondComparing(JSON, new String(message, UTF_8));
      assertThat(known).as("accepted and not JSON").isTrue();
      return;
    }
    if (isTurkish(tree)) {
      return;
    }
    assertThat(forNode != null).isEqualTo(isSound(tree, stream.keys()));
    if (forNode != null) {
      assertThat(tree(forNode)).isEqualTo(tree);
      assertThat(new StreamRequestReader(stream, DEPTH_MAX).read(forNode)).isEqualTo(forNode);
    }
  }

  private static @Nullable JsonNode tree(byte[] message) {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
      var tree = text.startsWith("\ufeff") ? null : Trees.of(JSON, text);
      return tree == null || tree.isMissingNode() ? null : tree;
    } catch (CharacterCodingException | JacksonException _) {
      return null;
    }
  }

  private static boolean isSound(JsonNode tree, Set<String> keys) {
    return tree.isObject() && keys.containsAll(tree.propertyNames()) && isSoundInside(tree);
  }

  private static boolean isSoundInside(JsonNode node) {
    var names = new ArrayList<>(node.isObject() ? node.propertyNames() : Set.<String>of());
    for (var at = 0; at < names.size(); at++) {
      var name = names.get(at);
      if (hasHalfAPair(name) || names.subList(0, at).stream().anyMatch(name::equalsIgnoreCase)) {
        return false;
      }
    }
    return names.size() <= KEYS_MAX
        && !(node.isString() && hasHalfAPair(node.asString()))
        && values(node).stream().allMatch(StreamRequestTarget::isSoundInside);
  }

  private static boolean isTurkish(JsonNode node) {
    var names = node.isObject() ? node.propertyNames() : Set.<String>of();
    return names.stream().anyMatch(name -> name.chars().anyMatch(c -> TURKISH.indexOf(c) >= 0))
        || values(node).stream().anyMatch(StreamRequestTarget::isTurkish);
  }

  private static Collection<JsonNode> values(JsonNode node) {
    return node.isContainer() ? node.values() : Set.of();
  }

  private static boolean hasHalfAPair(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
