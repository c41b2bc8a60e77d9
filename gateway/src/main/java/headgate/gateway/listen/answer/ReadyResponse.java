package headgate.gateway.listen.answer;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Composes responses that are there at once, one after the other: each goes as one piece into one
 * buffer, and with that to the socket. Of one loop.
 */
public final class ReadyResponse implements ReadySink {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final ResponseHead heads;
  private boolean crossOrigin;
  private @Nullable ByteBuf buffer;

  /** Whose heads begin like all others. */
  public ReadyResponse(ResponseHead heads) {
    this.heads = heads;
  }

  /** The next response is for such a request. */
  public ReadySink to(boolean ofAnOrigin) {
    crossOrigin = ofAnOrigin;
    drop();
    return this;
  }

  @Override
  public void begin(byte[] fields, int length) {
    var out = heads.buffer(fields.length, length);
    buffer = out;
    out.writeBytes(heads.begin(crossOrigin)).writeBytes(fields).writeBytes(heads.dateField());
    heads.writeLength(out, length);
    out.writeBytes(LINE_END);
  }

  @Override
  public void chunk(byte[] bytes, int from, int to) {
    if (buffer != null) {
      buffer.writeBytes(bytes, from, to - from);
    }
  }

  /** The whole response, which now belongs to the one who asks; null where none was begun. */
  public @Nullable ByteBuf take() {
    var whole = buffer;
    buffer = null;
    return whole;
  }

  /** Lets go of what was begun. */
  public void drop() {
    var begun = take();
    if (begun != null) {
      begun.release();
    }
  }
}
