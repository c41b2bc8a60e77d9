package headgate.gateway.observe.access;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines in a file, at its end.
 *
 * <p>Where the file was moved away or removed, which is how logs are rotated, a new one is begun in
 * its place. It holds addresses of callers, so others than its owner and group cannot read it.
 */
final class LogFile implements LineSink {
  private static final String MODE = "rw-r-----";
  private static final byte[] NEWLINE = {'\n'};

  /** How the file comes to be open. */
  interface Opening {
    FileChannel open(Path path) throws IOException;
  }

  private final Path path;
  private final Opening opening;
  private @Nullable FileChannel channel;
  private @Nullable Object opened;
  private boolean torn;

  LogFile(Path path) {
    this(path, LogFile::append);
  }

  LogFile(Path path, Opening opening) {
    this.path = path;
    this.opening = opening;
  }

  /** The file at its end, begun where there is none. */
  static FileChannel append(Path path) throws IOException {
    return FileChannel.open(path, Set.of(CREATE, WRITE, APPEND), attributes(path));
  }

  /**
   * Why nothing could be written there as things are, in an operator's words; null where it can.
   */
  static @Nullable String refusal(Path path) {
    if (Files.isDirectory(path)) {
      return "it is a folder";
    }
    if (Files.exists(path)) {
      return Files.isWritable(path) ? null : "this user may not write it";
    }
    var folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    }
    return Files.isWritable(folder) ? null : "this user may not begin a file in " + folder;
  }

  @Override
  public void open() throws IOException {
    if (channel != null && !isOpened(present())) {
      close();
    }
    if (channel == null) {
      channel = opening.open(path);
      opened = present();
    }
  }

  /** Never so where nothing is in its place: it was moved, even if right after it was opened. */
  private boolean isOpened(@Nullable Object file) {
    return file != null && file.equals(opened);
  }

  /** What tells this file from another in its place; null where there is none. */
  private @Nullable Object present() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException moved) {
      return null;
    }
  }

  private static FileAttribute<?>[] attributes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE))
        }
        : new FileAttribute<?>[] {};
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    var to = channel;
    if (to == null) {
      throw new IOException("not open");
    }
    if (torn) {
      // What a full disk left of a line must not be read as the beginning of the next.
      writeAll(to, ByteBuffer.wrap(NEWLINE));
      torn = false;
    }
    var before = lines.remaining();
    try {
      writeAll(to, lines);
    } finally {
      torn = lines.hasRemaining() && lines.remaining() < before;
    }
  }

  private static void writeAll(FileChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException lost) {
      // What the operating system took before is not ours any more.
    } finally {
      channel = null;
    }
  }
}
