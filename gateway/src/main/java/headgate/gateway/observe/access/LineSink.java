package headgate.gateway.observe.access;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines go. */
interface LineSink {
  /**
   * Makes ready for more lines; to be called before them each time.
   *
   * @throws IOException where none can be written now
   */
  void open() throws IOException;

  /**
   * Writes whole lines.
   *
   * @throws IOException where not all of them could be; the last may be torn then
   */
  void write(ByteBuffer lines) throws IOException;

  /** Lets go of it; {@link #open} may follow. */
  void close();
}
