package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Matcher.quoteReplacement;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What a body should be read as, worked out by other means than the readers': the JDK decodes the
 * text, Jackson finds the tokens, and the rules are applied to a tree of them.
 */
final class Oracle {

  private static final Set<String> FIELDS = Set.of("jsonrpc", "id", "method", "params");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100_000)
                  .maxNumberLength(1_000_000)
                  .maxNameLength(10_000_000)
                  .build())
          .build();

  /** An escape of one half alone is group 1; whole pairs and other escapes are passed over. */
  private static final Pattern LONE_OR_OTHER_ESCAPE =
      Pattern.compile(
          "\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}"
              + "|(\\\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\\\.",
          Pattern.DOTALL);

  private static final String MARK = "\\\\uF8FF";

  private final EnvelopeLimits limits;

  Oracle(EnvelopeLimits limits) {
    this.limits = limits;
  }

  /**
   * A reading.
   *
   * @param bodyCode the code with which the whole body is refused, or 0
   */
  record Reading(int bodyCode, boolean batch, List<Item> items) {}

  /**
   * One call.
   *
   * @param code the code with which it is refused, or 0; then only the id counts
   * @param id the raw id, or null where the answer's is null
   */
  record Item(
      int code,
      @Nullable String id,
      boolean notification,
      @Nullable String method,
      @Nullable String params) {}

  private record Node(
      JsonToken kind, String text, String raw, List<Member> members, List<Node> elements) {

    boolean isNull() {
      return kind == JsonToken.VALUE_NULL;
    }

    boolean isText() {
      return kind == JsonToken.VALUE_STRING;
    }

    boolean isNumber() {
      return kind == JsonToken.VALUE_NUMBER_INT || kind == JsonToken.VALUE_NUMBER_FLOAT;
    }

    boolean isObject() {
      return kind == JsonToken.START_OBJECT;
    }

    boolean isArray() {
      return kind == JsonToken.START_ARRAY;
    }

    List<Node> all(String key) {
      return members.stream().filter(m -> m.key().equals(key)).map(Member::value).toList();
    }

    int depth() {
      int inner = 0;
      for (var member : members) {
        inner = Math.max(inner, member.value().depth());
      }
      for (var element : elements) {
        inner = Math.max(inner, element.depth());
      }
      return isObject() || isArray() ? inner + 1 : 0;
    }
  }

  private record Member(String key, Node value) {}

  Reading read(byte[] body) {
    if (body.length == 0) {
      return refused(-32600);
    }
    Node root = parsed(body);
    if (root == null || root.depth() > limits.depthMax()) {
      return refused(-32700);
    }
    if (root.isNull()) {
      return refused(-32600);
    }
    if (!root.isArray()) {
      return new Reading(0, false, List.of(item(root)));
    }
    int calls = root.elements().size();
    return calls == 0 || calls > limits.batchCallsMax()
        ? refused(-32600)
        : new Reading(0, true, root.elements().stream().map(this::item).toList());
  }

  /** Whether these bytes are one JSON value of at most this depth. */
  static boolean isJson(byte[] text, int depthMax) {
    Node root = parsed(text);
    return root != null && root.depth() <= depthMax;
  }

  private static Reading refused(int code) {
    return new Reading(code, false, List.of());
  }

  private Item item(Node node) {
    if (!node.isObject()) {
      return new Item(-32600, null, true, null, null);
    }
    Node id = id(node);
    var ids = node.all("id");
    boolean notification =
        !hasVariantOfId(node) && (ids.isEmpty() || (ids.size() == 1 && ids.getFirst().isNull()));
    int code = isSound(node) ? areSound(node.all("params")) ? 0 : -32602 : -32600;
    var params = node.all("params");
    return new Item(
        code,
        id == null ? null : id.raw(),
        notification,
        code == 0 ? node.all("method").getFirst().text() : null,
        code == 0 && !params.isEmpty() ? params.getFirst().raw() : null);
  }

  /** The id if there is no doubt about it. */
  private @Nullable Node id(Node envelope) {
    var ids = envelope.all("id");
    return ids.size() == 1 && !hasVariantOfId(envelope) && isId(ids.getFirst())
        ? ids.getFirst()
        : null;
  }

  private static boolean hasVariantOfId(Node envelope) {
    return envelope.members().stream()
        .anyMatch(m -> m.key().equalsIgnoreCase("id") && !m.key().equals("id"));
  }

  private boolean isId(Node node) {
    return (node.isText() || node.isNumber())
        && node.raw().getBytes(UTF_8).length <= limits.idBytesMax()
        && !hasLoneSurrogate(node.text());
  }

  private boolean isSound(Node envelope) {
    var versions = envelope.all("jsonrpc");
    var methods = envelope.all("method");
    var ids = envelope.all("id");
    return FIELDS.containsAll(envelope.members().stream().map(Member::key).toList())
        && versions.size() == 1
        && versions.getFirst().isText()
        && versions.getFirst().text().equals("2.0")
        && methods.size() == 1
        && methods.getFirst().isText()
        && !hasLoneSurrogate(methods.getFirst().text())
        && ids.size() <= 1
        && ids.stream().allMatch(id -> id.isNull() || isId(id))
        && envelope.all("params").size() <= 1;
  }

  private static boolean areSound(List<Node> params) {
    return params.stream()
        .allMatch(p -> (p.isObject() || p.isArray() || p.isNull()) && isSoundInside(p));
  }

  private static boolean isSoundInside(Node value) {
    var keys = new HashSet<String>();
    for (var member : value.members()) {
      if (!keys.add(member.key())
          || hasLoneSurrogate(member.key())
          || !isSoundInside(member.value())) {
        return false;
      }
    }
    return value.elements().stream().allMatch(Oracle::isSoundInside)
        && !(value.isText() && hasLoneSurrogate(value.text()));
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.indexOf(0xF8FF) >= 0;
  }

  private static @Nullable Node parsed(byte[] body) {
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      try (var parser = FACTORY.createParser(ObjectReadContext.empty(), withMarks(text))) {
        var first = parser.nextToken();
        var root = first == null ? null : node(parser, first, text);
        return parser.nextToken() == null ? root : null;
      }
    } catch (CharacterCodingException | JacksonException e) {
      return null;
    }
  }

  /**
   * Jackson takes no half of a surrogate pair in a key, so each becomes a mark of the same length.
   */
  private static String withMarks(String text) {
    return LONE_OR_OTHER_ESCAPE
        .matcher(text)
        .replaceAll(escape -> escape.group(1) == null ? quoteReplacement(escape.group()) : MARK);
  }

  private static Node node(JsonParser parser, JsonToken kind, String text) {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    var members = new ArrayList<Member>();
    var elements = new ArrayList<Node>();
    String decoded = parser.getString();
    if (kind == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        members.add(new Member(key, node(parser, parser.nextToken(), text)));
      }
    } else if (kind == JsonToken.START_ARRAY) {
      for (var next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
        elements.add(node(parser, next, text));
      }
    }
    boolean number = kind == JsonToken.VALUE_NUMBER_INT || kind == JsonToken.VALUE_NUMBER_FLOAT;
    String raw =
        number ? decoded : text.substring(from, (int) parser.currentLocation().getCharOffset());
    return new Node(kind, decoded, raw, members, elements);
  }
}
