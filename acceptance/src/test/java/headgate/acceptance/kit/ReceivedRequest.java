package headgate.acceptance.kit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One HTTP request as a node received it, to the byte. */
public final class ReceivedRequest {
  private static final int LONGEST_NAME = 4 * 1024 * 1024;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
              .build());

  private final int connection;
  private final String verb;
  private final String target;
  private final List<Header> headers;
  private final byte[] body;
  private final JsonNode call;

  ReceivedRequest(int connection, String requestLine, List<Header> headers, byte[] body) {
    var words = requestLine.split(" ", -1);
    this.connection = connection;
    this.verb = words[0];
    this.target = words.length > 1 ? words[1] : "";
    this.headers = headers;
    this.body = body;
    this.call = parse(body);
  }

  /** Which of the node's connections it came on, from 1 in the order of their arrival. */
  public int connection() {
    return connection;
  }

  /** The HTTP method. */
  public String verb() {
    return verb;
  }

  /** The path with its query, as sent. */
  public String target() {
    return target;
  }

  /** All headers, in order and in their own spelling. */
  public List<Header> headers() {
    return headers;
  }

  /** The value of a header in any spelling, empty where there is none. */
  public String header(String name) {
    return Header.value(headers, name);
  }

  /** The body without its framing, as UTF-8 text. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body without its framing. */
  public byte[] bodyBytes() {
    return body.clone();
  }

  /** The JSON-RPC method, empty where the body is no single call. */
  public String method() {
    return call.path("method").asString("");
  }

  /** The params, a missing node where there are none. */
  public JsonNode params() {
    return call.path("params");
  }

  /** The id as JSON text, {@code null} where there is none. */
  String idText() {
    var id = call.path("id");
    return id.isMissingNode() ? "null" : id.toString();
  }

  @Override
  public String toString() {
    return verb + " " + target + " " + body();
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
