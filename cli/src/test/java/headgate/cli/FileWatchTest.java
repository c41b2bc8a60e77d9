package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir private Path folder;
  private final List<String> reloads = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    write("one");
  }

  private Path file() {
    return folder.resolve("headgate.yaml");
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private FileWatch watch() {
    return new FileWatch(file(), () -> reloads.add("reload"));
  }

  @Test
  void aFileThatStaysIsNotReadAnew() {
    var watch = watch();
    watch.look();
    watch.look();

    assertThat(reloads).isEmpty();
  }

  @Test
  void aChangeIsTakenOnceItHasSaidTheSameTwice() throws IOException {
    var watch = watch();
    write("tw");
    watch.look();
    write("two");
    watch.look();
    assertThat(reloads).as("it was being written").isEmpty();
    watch.look();
    watch.look();

    assertThat(reloads).containsExactly("reload");
  }

  @Test
  void aFileThatIsGoneForAMomentChangesNothing() throws IOException {
    var watch = watch();
    Files.delete(file());
    watch.look();
    watch.look();
    assertThat(reloads).isEmpty();
    write("two");
    watch.look();
    watch.look();

    assertThat(reloads).containsExactly("reload");
  }

  @Test
  void aFileIsReadNoFurtherThanAConfigurationMayGo() throws IOException {
    var watch = watch();
    try (var huge = new RandomAccessFile(file().toFile(), "rw")) {
      huge.setLength(Integer.MAX_VALUE + 1L);
    }
    watch.look();
    watch.look();
    assertThat(reloads).containsExactly("reload");
    write("two");
    watch.look();
    watch.look();

    assertThat(reloads).hasSize(2);
  }
}
