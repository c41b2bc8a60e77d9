package headgate.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an envelope: the error that its caller gets.
 *
 * <p>Where goloop refuses the same text, code, message, data and status are goloop's (its {@code
 * server/jsonrpc} package, seen in the recordings {@code proto.*}); where only Headgate refuses,
 * the message is written in the same manner.
 *
 * @param code -32700 for what is not JSON, -32600 for the envelope, -32602 inside the params
 * @param message the error's text
 * @param data the error's {@code data}, plain text
 * @param httpStatus the status of a single call; a batch that has answers is always 200
 */
public record EnvelopeFault(int code, String message, @Nullable String data, int httpStatus) {

  /** The body is not JSON: bad grammar, bad UTF-8, a byte order mark, bytes after the value. */
  public static final EnvelopeFault PARSE_ERROR =
      new EnvelopeFault(-32700, "ParseError", null, 400);

  /** More nesting than {@link EnvelopeLimits#depthMax()}; what follows was not read. */
  public static final EnvelopeFault TOO_DEEP =
      new EnvelopeFault(-32700, "ParseError", "nested too deep", 400);

  /** A body of no bytes at all. */
  public static final EnvelopeFault EMPTY_BODY = envelope("fail to unmarshal, EOF");

  /** An empty batch, or a body that is only {@code null}, which goloop takes for one. */
  public static final EnvelopeFault EMPTY_BATCH =
      new EnvelopeFault(-32600, "InvalidRequest", null, 400);

  /** A batch of more calls than {@link EnvelopeLimits#batchCallsMax()}. */
  public static final EnvelopeFault TOO_MANY_CALLS =
      new EnvelopeFault(-32600, "InvalidRequest", "too many request", 503);

  /** A call that is an array, a string, a number or a boolean. */
  public static final EnvelopeFault NOT_AN_OBJECT =
      envelope("fail to unmarshal, request must be object type");

  /** {@code jsonrpc} is a number, a boolean, an object or an array. */
  public static final EnvelopeFault VERSION_NOT_TEXT =
      envelope("fail to unmarshal, 'jsonrpc' must be string type");

  /** {@code jsonrpc} is absent, null or empty. */
  public static final EnvelopeFault VERSION_MISSING =
      envelope("fail to validate, required('jsonrpc')");

  /** {@code jsonrpc} is not {@code "2.0"}. */
  public static final EnvelopeFault VERSION_UNKNOWN =
      envelope("fail to validate, version('jsonrpc')");

  /** {@code method} is a number, a boolean, an object or an array. */
  public static final EnvelopeFault METHOD_NOT_TEXT =
      envelope("fail to unmarshal, 'method' must be string type");

  /** {@code method} is absent or null. */
  public static final EnvelopeFault METHOD_MISSING =
      envelope("fail to validate, required('method')");

  /** {@code id} is neither a string nor a number nor null. goloop takes arrays too. */
  public static final EnvelopeFault ID_INVALID = envelope("fail to validate, id('id')");

  /** {@code id} is longer than {@link EnvelopeLimits#idBytesMax()}; goloop has no bound. */
  public static final EnvelopeFault ID_TOO_LONG = envelope("fail to validate, length('id')");

  /** A string of the envelope has half of a surrogate pair; goloop reads U+FFFD there. */
  public static final EnvelopeFault LONE_SURROGATE =
      envelope("fail to unmarshal, lone surrogate in string");

  /** {@code params} is a string, a number or a boolean. */
  public static final EnvelopeFault PARAMS_NOT_STRUCTURED =
      params("fail to unmarshal, 'params' of request must be object type");

  /** A string inside the params has half of a surrogate pair. */
  public static final EnvelopeFault PARAMS_LONE_SURROGATE =
      params("fail to unmarshal, lone surrogate in string");

  /** The envelope has a key that is none of its four, in goloop's words. */
  static EnvelopeFault unknownField(String name) {
    return envelope("fail to unmarshal, unknown field " + GoText.quotedName(name));
  }

  /** The envelope has a key twice; goloop would let the last one win. */
  static EnvelopeFault duplicateField(String name) {
    return envelope("fail to unmarshal, duplicate field " + GoText.quotedName(name));
  }

  /** An object inside the params has a key twice; goloop would let the last one win. */
  static EnvelopeFault duplicateParam(String name) {
    return params("fail to unmarshal, duplicate field " + GoText.quotedName(name));
  }

  /** The error object for this fault. */
  public RpcError toError() {
    return new RpcError(code, message, data == null ? null : GoText.json(data));
  }

  private static EnvelopeFault envelope(String reason) {
    return new EnvelopeFault(-32600, "InvalidRequest: " + reason, null, 400);
  }

  private static EnvelopeFault params(String reason) {
    return new EnvelopeFault(-32602, "InvalidParams: " + reason, null, 400);
  }
}
