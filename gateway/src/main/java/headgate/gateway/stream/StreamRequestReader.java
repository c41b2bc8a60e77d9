package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.chain.surface.StreamApi;
import headgate.jsonrpc.EnvelopeLimits;
import headgate.jsonrpc.EnvelopeReader;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.FieldPaths;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the message that opens a stream, strictly, and writes it anew for the node.
 *
 * <p>goloop decodes it as it decodes params: into structs, keys without regard to case, the last of
 * two winning, what follows the first value ignored. So it is judged by the rules for params; then
 * every object in it must be free of fold-equal keys, and its own keys must be the profile's, to
 * the letter.
 *
 * <p>One reader serves one kind of stream on one loop.
 */
final class StreamRequestReader {
  private static final FieldPaths NO_FIELDS = FieldPaths.compile(List.of(), List.of(""));

  private final EnvelopeReader reader;
  private final FieldFinder finder = new FieldFinder();
  private final FieldPaths fields;
  private final int[] spans;

  /**
   * A reader of one stream's requests.
   *
   * @param depthMax nested arrays and objects of a message at most
   */
  StreamRequestReader(StreamApi api, int depthMax) {
    var limits = EnvelopeLimits.DEFAULT;
    reader = new EnvelopeReader(new EnvelopeLimits(1, depthMax, limits.idBytesMax()));
    fields = FieldPaths.compile(api.keys().stream().sorted().toList(), List.of(""));
    spans = new int[2 * fields.size()];
  }

  /** The message as the node gets it, null where it is refused. */
  byte @Nullable [] read(byte[] message) {
    var begin = firstMark(message);
    if (begin < 0
        || !reader.isSoundValue(message, 0, message.length)
        || finder.find(message, begin, message.length, fields, spans) != FieldFinder.Outcome.FOUND
        || members(message, begin) != found().count()) {
      return null;
    }
    return canonical(message);
  }

  /** Where the object begins, -1 where the message is none. */
  private static int firstMark(byte[] message) {
    var at = 0;
    while (at < message.length && message[at] <= ' ' && message[at] >= 0) {
      at++;
    }
    return at < message.length && message[at] == '{' ? at : -1;
  }

  private IntStream found() {
    return IntStream.range(0, fields.size()).filter(field -> spans[2 * field] >= 0);
  }

  /** How many members the outermost object has, -1 where an inner one has fold-equal keys. */
  private int members(byte[] message, int from) {
    var count = 0;
    var depth = 0;
    for (var at = from; at < message.length; at++) {
      switch (message[at]) {
        case '"' -> at = closingQuote(message, at);
        case '{', '[' -> {
          if (message[at] == '{' && depth > 0 && isAmbiguous(message, at)) {
            return -1;
          }
          depth++;
        }
        case '}', ']' -> depth--;
        case ':' -> count += depth == 1 ? 1 : 0;
        default -> {}
      }
    }
    return count;
  }

  private boolean isAmbiguous(byte[] message, int from) {
    return finder.find(message, from, message.length, NO_FIELDS, new int[0])
        != FieldFinder.Outcome.FOUND;
  }

  /** The text is known to be well-formed. */
  private static int closingQuote(byte[] body, int from) {
    var at = from + 1;
    while (body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  /** The members in the caller's order, keys spelt out, each value in the caller's own bytes. */
  private byte[] canonical(byte[] body) {
    var text = new ByteArrayOutputStream();
    text.write('{');
    found()
        .boxed()
        .sorted((one, other) -> Integer.compare(spans[2 * one], spans[2 * other]))
        .forEach(field -> {
          var key = "\"" + fields.wanted().get(field) + "\":";
          text.writeBytes(((text.size() > 1 ? "," : "") + key).getBytes(US_ASCII));
          text.write(body, spans[2 * field], spans[2 * field + 1] - spans[2 * field]);
        });
    text.write('}');
    return text.toByteArray();
  }
}
