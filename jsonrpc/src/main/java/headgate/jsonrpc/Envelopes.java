package headgate.jsonrpc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one request body, as spans of its bytes.
 *
 * <p>A scratch that one event loop reuses from body to body: not thread-safe, and nothing is
 * allocated once it has grown to the largest batch. Spans stay valid until the next body is read,
 * as long as nobody writes to the array. An item is one call of a batch, or the only call of a body
 * that is no batch.
 */
public final class Envelopes {

  private static final byte[] NO_BYTES = {};
  private static final int ITEMS_MIN = 8;

  private static final int ID = 0;
  private static final int METHOD = 2;
  private static final int PARAMS = 4;
  private static final int STRIDE = 6;

  private byte[] bytes = NO_BYTES;
  private boolean batch;
  private @Nullable EnvelopeFault bodyFault;
  private int size;

  /** Per item: from and to of id, method and params; -1 where there is none. */
  private int[] spans = new int[STRIDE * ITEMS_MIN];

  private boolean[] notifications = new boolean[ITEMS_MIN];
  private @Nullable EnvelopeFault[] faults = new @Nullable EnvelopeFault[ITEMS_MIN];
  private byte[] @Nullable [] decodedMethods = new byte[ITEMS_MIN] @Nullable [];

  /** The array last read, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether the body is an array of calls, so that its answer is one too. */
  public boolean batch() {
    return batch;
  }

  /** Why the whole body is refused, with id null; then there are no items. */
  public @Nullable EnvelopeFault bodyFault() {
    return bodyFault;
  }

  /** The number of items: 1 for a single call. */
  public int size() {
    return size;
  }

  /**
   * Why this item is refused. Its id span is still right, so that the caller gets its id back; of
   * the other spans only those are set whose field is sound, so that a method which nobody serves
   * can be refused as such before its params are.
   */
  public @Nullable EnvelopeFault fault(int item) {
    return faults[checked(item)];
  }

  /** Whether nobody waits for an answer: no id, or id null, which goloop treats alike. */
  public boolean notification(int item) {
    return notifications[checked(item)];
  }

  /**
   * Where the raw id begins, quotes included; -1 where it is absent, null or in doubt: answer with
   * null.
   */
  public int idStart(int item) {
    return spans[STRIDE * checked(item) + ID];
  }

  /** Where the raw id ends, or -1. */
  public int idEnd(int item) {
    return spans[STRIDE * checked(item) + ID + 1];
  }

  /** The id as a value of its own, for calls that outlive this scratch. */
  public RequestId id(int item) {
    int from = idStart(item);
    return from < 0 ? RequestId.NULL : RequestId.copyOf(bytes, from, idEnd(item));
  }

  /**
   * What the method's span is of: {@link #bytes()}, or a decoded copy where the name had escapes.
   */
  public byte[] methodBytes(int item) {
    byte[] decoded = decodedMethods[checked(item)];
    return decoded == null ? bytes : decoded;
  }

  /** Where the method's name begins, without quotes, in {@link #methodBytes}; -1 on some faults. */
  public int methodStart(int item) {
    return spans[STRIDE * checked(item) + METHOD];
  }

  /** Where the method's name ends. */
  public int methodEnd(int item) {
    return spans[STRIDE * checked(item) + METHOD + 1];
  }

  /** Where the params begin: an object, an array or {@code null}; -1 where they are absent. */
  public int paramsStart(int item) {
    return spans[STRIDE * checked(item) + PARAMS];
  }

  /** Where the params end, or -1. */
  public int paramsEnd(int item) {
    return spans[STRIDE * checked(item) + PARAMS + 1];
  }

  /** Forgets the last body, so that an idle scratch holds none of it. */
  public void clear() {
    begin(NO_BYTES);
  }

  void begin(byte[] body) {
    bytes = body;
    batch = false;
    bodyFault = null;
    size = 0;
  }

  void beginBatch() {
    batch = true;
  }

  void refuseBody(EnvelopeFault fault) {
    batch = false;
    size = 0;
    bodyFault = fault;
  }

  /** Opens the next item; the setters below are about it. */
  void beginItem() {
    if (size == faults.length) {
      grow();
    }
    Arrays.fill(spans, STRIDE * size, STRIDE * (size + 1), -1);
    faults[size] = null;
    decodedMethods[size] = null;
    notifications[size] = true;
    size++;
  }

  void setId(int from, int to) {
    setSpan(ID, from, to);
    notifications[size - 1] = false;
  }

  /** An id there was, but which one is not certain. */
  void setIdInDoubt() {
    setSpan(ID, -1, -1);
    notifications[size - 1] = false;
  }

  void setMethod(int from, int to) {
    setSpan(METHOD, from, to);
  }

  void setDecodedMethod(byte[] name) {
    decodedMethods[size - 1] = name;
    setSpan(METHOD, 0, name.length);
  }

  void setParams(int from, int to) {
    setSpan(PARAMS, from, to);
  }

  void refuseItem(EnvelopeFault fault) {
    faults[size - 1] = fault;
  }

  private void setSpan(int field, int from, int to) {
    spans[STRIDE * (size - 1) + field] = from;
    spans[STRIDE * (size - 1) + field + 1] = to;
  }

  private int checked(int item) {
    if (item < 0 || item >= size) {
      throw new IndexOutOfBoundsException("item " + item + " of " + size);
    }
    return item;
  }

  private void grow() {
    int items = 2 * size;
    spans = Arrays.copyOf(spans, STRIDE * items);
    notifications = Arrays.copyOf(notifications, items);
    faults = Arrays.copyOf(faults, items);
    decodedMethods = Arrays.copyOf(decodedMethods, items);
  }
}
