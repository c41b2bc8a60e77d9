package headgate.gateway.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -pl gateway -am test -Dtest=FailureModesTest -Dheadgate.print=true} prints the page.
 */
class FailureModesTest {
  private static final Path PAGE = docs().resolve("failure-modes.md");

  @Test
  void thePageIsPrintedFromTheTables() throws IOException {
    if (Boolean.getBoolean("headgate.print")) {
      Files.writeString(PAGE, FailureModes.page());
    }

    assertThat(PAGE).hasContent(FailureModes.page());
  }

  @Test
  void everyRowOfBothTablesIsOnThePage() {
    var labels =
        Stream.concat(
            Arrays.stream(FailureKind.values()).map(FailureKind::label),
            Arrays.stream(TryFailure.values()).map(TryFailure::label));

    assertThat(labels).allMatch(label -> FailureModes.page().contains("| `" + label + "` | "));
  }

  private static Path docs() {
    var folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("docs/architecture.md"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("docs") : folder.resolve("docs");
  }
}
