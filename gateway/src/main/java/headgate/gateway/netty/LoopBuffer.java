package headgate.gateway.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that one loop fills and writes over and over.
 *
 * <p>Nearly all that is sent is small and taken by the socket at once, so the buffer is free again
 * when writing returns. While something in it has to wait, and for what is large, there are others.
 * Of one loop.
 */
public final class LoopBuffer {
  /** Bytes of the largest piece that it is used for. */
  static final int BYTES_MAX = 32 * 1024;

  /** It lives as long as its loop, so nobody is to look whether it is lost. */
  private static final UnpooledByteBufAllocator UNTRACKED =
      new UnpooledByteBufAllocator(true, true);

  private @Nullable ByteBuf kept;

  /** An empty direct buffer with room for so many bytes; whoever asks has to release it. */
  public ByteBuf take(int room) {
    // A piece that was released once too often has taken the buffer along; that is one sender's
    // bug.
    if (kept == null || kept.refCnt() == 0) {
      kept = UNTRACKED.directBuffer(BYTES_MAX, BYTES_MAX);
    }
    return room > BYTES_MAX || kept.refCnt() > 1
        ? ByteBufAllocator.DEFAULT.directBuffer(room)
        : kept.clear().retain();
  }
}
