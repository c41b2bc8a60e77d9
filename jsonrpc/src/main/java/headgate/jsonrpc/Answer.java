package headgate.jsonrpc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a node, as spans of its bytes.
 *
 * <p>A scratch that one event loop reuses: not thread-safe. Where there is a fault only the fault
 * counts.
 */
public final class Answer {

  /** Why a node's bytes are no answer to one call. */
  public enum Fault {
    /** Bad grammar, bad UTF-8, more than 512 levels, or bytes after the value. */
    NOT_JSON,
    /**
     * JSON, but no object of version 2.0 with exactly one of result and error, or an error without
     * code and message, or a name that is there twice or in an unexpected case.
     */
    NOT_AN_ANSWER,
    /** An answer without id or with id null: whose it is nobody can say. */
    NO_ID
  }

  private static final byte[] NO_BYTES = {};

  private static final int ID = 0;
  private static final int RESULT = 2;
  private static final int ERROR = 4;
  private static final int MESSAGE = 6;
  private static final int DATA = 8;

  private byte[] bytes = NO_BYTES;
  private @Nullable Fault fault;
  private int errorCode;
  private final int[] spans = new int[10];

  /** The array last read, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** What is wrong, or null. */
  public @Nullable Fault fault() {
    return fault;
  }

  /** Whether the node answered with an error. */
  public boolean isError() {
    return spans[ERROR] >= 0;
  }

  /** Where the raw id begins. */
  public int idStart() {
    return spans[ID];
  }

  /** Where the raw id ends. */
  public int idEnd() {
    return spans[ID + 1];
  }

  /** The id as one of the gateway's own numbers, or -1 where it cannot be one. */
  public long idAsLong() {
    return spans[ID] < 0 || bytes[spans[ID]] == '"'
        ? -1
        : JsonText.height(bytes, spans[ID], spans[ID + 1]);
  }

  /** Where the result begins, or -1. */
  public int resultStart() {
    return spans[RESULT];
  }

  /** Where the result ends, or -1. */
  public int resultEnd() {
    return spans[RESULT + 1];
  }

  /** Where the error object begins, or -1. */
  public int errorStart() {
    return spans[ERROR];
  }

  /** Where the error object ends, or -1. */
  public int errorEnd() {
    return spans[ERROR + 1];
  }

  /** The error's code; 0 where there is no error. */
  public int errorCode() {
    return errorCode;
  }

  /** Where the error's message, a string with its quotes, begins, or -1. */
  public int messageStart() {
    return spans[MESSAGE];
  }

  /** Where the error's message ends, or -1. */
  public int messageEnd() {
    return spans[MESSAGE + 1];
  }

  /** Where the error's data begins, or -1. */
  public int dataStart() {
    return spans[DATA];
  }

  /** Where the error's data ends, or -1. */
  public int dataEnd() {
    return spans[DATA + 1];
  }

  /** Forgets the last answer, so that an idle scratch holds none of it. */
  public void clear() {
    begin(NO_BYTES);
  }

  void begin(byte[] text) {
    bytes = text;
    fault = null;
    errorCode = 0;
    Arrays.fill(spans, -1);
  }

  void refuse(Fault reason) {
    fault = reason;
  }

  void setId(int from, int to) {
    setSpan(ID, from, to);
  }

  void setResult(int from, int to) {
    setSpan(RESULT, from, to);
  }

  void setError(int from, int to) {
    setSpan(ERROR, from, to);
  }

  void setErrorCode(int code) {
    errorCode = code;
  }

  void setMessage(int from, int to) {
    setSpan(MESSAGE, from, to);
  }

  void setData(int from, int to) {
    setSpan(DATA, from, to);
  }

  private void setSpan(int field, int from, int to) {
    spans[field] = from;
    spans[field + 1] = to;
  }
}
