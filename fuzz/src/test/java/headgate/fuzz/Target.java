package headgate.fuzz;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One thing that reads what strangers send, with an oracle. The class has a method {@code
 * fuzzerTestOneInput} that throws where an input is read wrongly.
 */
enum Target {
  /** The scanner of plain request bodies against the strict parser. */
  FAST_SCANNER("headgate.jsonrpc.FastScannerTarget", Words.JSON, 300_000),
  /** The strict parser against Jackson and our rules, and what is forwarded against Jackson. */
  STRICT_PARSER("headgate.jsonrpc.StrictParserTarget", Words.JSON, 15_000),
  /** A caller's connection, its bytes cut and whole, against a second reading of the framing. */
  CALLER_BYTES("headgate.gateway.listen.CallerBytesTarget", Words.HTTP, 5_000),
  /** Requests under heads that are known, past the decoder and through it. */
  PLAIN_POSTS("headgate.gateway.listen.framing.PlainPostsTarget", Words.HTTP, 15_000),
  /** A caller's WebSocket frames, cut and whole. */
  CALLER_FRAMES("headgate.gateway.listen.websocket.CallerFramesTarget", Words.NONE, 5_000),
  /** A node's HTTP answers, cut and whole. */
  NODE_BYTES("headgate.gateway.upstream.http.NodeBytesTarget", Words.HTTP, 25_000),
  /** A node's WebSocket frames, cut and whole. */
  NODE_FRAMES("headgate.gateway.stream.NodeFramesTarget", Words.NONE, 80_000),
  /** What a node's answer is worth, and the bytes that a caller gets of it. */
  NODE_ANSWER("headgate.gateway.upstream.NodeAnswerTarget", Words.JSON, 60_000),
  /** Which calls share an answer. */
  ANSWER_KEY("headgate.gateway.route.AnswerKeyTarget", Words.JSON, 20_000),
  /** The height that is written into params. */
  PIN("headgate.gateway.decompose.PinTarget", Words.JSON, 30_000),
  /** The message that opens a stream. */
  STREAM_REQUEST("headgate.gateway.stream.StreamRequestTarget", Words.JSON, 25_000),
  /** The configuration file. */
  CONFIG("headgate.gateway.config.file.ConfigTarget", Words.YAML, 600);

  /** The dictionary that helps the fuzzer to write what a reader looks for. */
  enum Words {
    NONE,
    JSON,
    HTTP,
    YAML
  }

  private final String type;
  private final Words words;
  private final int runs;

  Target(String type, Words words, int runs) {
    this.type = type;
    this.words = words;
    this.runs = runs;
  }

  /** The class's name. */
  String type() {
    return type;
  }

  Words words() {
    return words;
  }

  /** How many inputs the short form tries. */
  int runs() {
    return runs;
  }

  /** The name of its folders. */
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The inputs that are kept, relative to the module. */
  Path corpus() {
    return Path.of("corpus", folder());
  }
}
