package headgate.gateway.observe.access;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Lines on the standard output of the process, whose descriptor stays open. */
final class StandardOutput implements LineSink {
  private final FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();

  @Override
  public void open() {}

  @Override
  public void write(ByteBuffer lines) throws IOException {
    while (lines.hasRemaining()) {
      out.write(lines);
    }
  }

  @Override
  public void close() {}
}
