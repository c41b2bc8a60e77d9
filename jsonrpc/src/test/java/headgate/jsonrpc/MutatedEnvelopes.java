package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.jsonrpc.MutatedEnvelope.Accepted;
import headgate.jsonrpc.MutatedEnvelope.Batch;
import headgate.jsonrpc.MutatedEnvelope.Expected;
import headgate.jsonrpc.MutatedEnvelope.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes around one write that try to be read in two ways: each is refused, or reaches a node in
 * one canonical form.
 *
 * <p>The write's method and params are given, so that a test can use whatever its nodes understand.
 * Every mutation that changes the params adds members whose names begin with {@code mutan} or are
 * Greek, and changes nothing else.
 */
public final class MutatedEnvelopes {

  static final String ID = "\"m-1\"";

  private final String method;
  private final String otherMethod;
  private final String params;
  private final List<MutatedEnvelope> all = new ArrayList<>();

  private MutatedEnvelopes(String method, String otherMethod, String params) {
    this.method = method;
    this.otherMethod = otherMethod;
    this.params = params;
  }

  /**
   * All mutations.
   *
   * @param method the write's name
   * @param otherMethod a harmless method, for envelopes that name two
   * @param params the write's params: a JSON object without blanks around it, in which no string is
   *     the name of an envelope's field
   */
  public static List<MutatedEnvelope> around(String method, String otherMethod, String params) {
    for (String field : List.of("jsonrpc", "id", "method", "params")) {
      if (params.contains("\"" + field + "\"")) {
        throw new IllegalArgumentException("the params hold the name of a field: " + field);
      }
    }
    var mutations = new MutatedEnvelopes(method, otherMethod, params);
    LegalMutations.addTo(mutations);
    FieldMutations.addTo(mutations);
    GrammarMutations.addTo(mutations);
    EncodingMutations.addTo(mutations);
    ParamsMutations.addTo(mutations);
    BatchMutations.addTo(mutations);
    return List.copyOf(mutations.all);
  }

  String method() {
    return method;
  }

  /** The method as JSON text. */
  String quotedMethod() {
    return "\"" + method + "\"";
  }

  /** A harmless method as JSON text. */
  String quotedOtherMethod() {
    return "\"" + otherMethod + "\"";
  }

  String params() {
    return params;
  }

  /** The params with one more member in front. */
  String paramsWith(String member) {
    return "{" + member + (params.equals("{}") ? "" : ",") + params.substring(1);
  }

  /** The plain envelope. */
  String plain() {
    return envelope(ID, params);
  }

  /** The plain envelope but for id and params. */
  String envelope(String id, String withParams) {
    return envelopeOf(
        "\"jsonrpc\":\"2.0\"",
        "\"id\":" + id,
        "\"method\":" + quotedMethod(),
        "\"params\":" + withParams);
  }

  /** An envelope of these members in this order. */
  static String envelopeOf(String... members) {
    return "{" + String.join(",", members) + "}";
  }

  /** The four members of the plain envelope. */
  List<String> members() {
    return new ArrayList<>(
        List.of(
            "\"jsonrpc\":\"2.0\"",
            "\"id\":" + ID,
            "\"method\":" + quotedMethod(),
            "\"params\":" + params));
  }

  /** The write, with the caller's id. */
  Accepted write(@Nullable String id) {
    return new Accepted(id, method, params);
  }

  Accepted writeWith(String otherParams) {
    return new Accepted(ID, method, otherParams);
  }

  static Refused refused(int code, String id) {
    return new Refused(code, id, 400, false);
  }

  static Refused notJson() {
    return refused(-32700, "null");
  }

  static Batch batch(Expected... items) {
    return new Batch(Arrays.asList(items));
  }

  void add(String name, String body, Expected expected) {
    add(name, () -> body.getBytes(UTF_8), expected);
  }

  void add(String name, Supplier<byte[]> body, Expected expected) {
    all.add(new MutatedEnvelope(name, body, expected));
  }
}
