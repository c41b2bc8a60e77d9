package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ChainCommandTest {
  @TempDir private Path folder;
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void makeHarness() {
    headgate = new CommandLineHarness(folder);
  }

  @Test
  void aProfileIsShownByMethod() {
    assertThat(headgate.run("chain", "show", "icon")).isZero();
    assertThat(headgate.out().lines().findFirst())
        .hasValueSatisfying(
            header -> assertThat(header).startsWith("METHOD").contains("CLASS", "CACHE", "PINNED"));
    assertThat(headgate.out()).containsPattern("icx_sendTransaction +write +none");
  }

  @Test
  void aProfileIsThereForPrograms() {
    assertThat(headgate.run("chain", "show", "icon", "-o", "json")).isZero();
    var profile = JsonMapper.shared().readTree(headgate.out());
    assertThat(profile.path("name").asString()).isEqualTo("icon");
    assertThat(profile.path("methods").size())
        .isEqualTo(ChainProfiles.builtIn("icon").methods().size());
    assertThat(profile.path("networks").size()).isPositive();
  }

  @Test
  void aProfilesTextCanBeTheBeginningOfAnOwnOne() throws IOException {
    assertThat(headgate.run("chain", "show", "evm", "-o", "yaml")).isZero();
    Files.writeString(folder.resolve("own.yaml"), headgate.out());
    var second = new CommandLineHarness(folder);
    assertThat(second.run("chain", "validate", "own.yaml")).isZero();
    assertThat(second.out()).startsWith("own.yaml: right: chain evm, ");
  }

  @Test
  void anUnknownProfileIsAnsweredWithTheNearestOne() {
    assertThat(headgate.run("chain", "show", "icom")).isEqualTo(2);
    assertThat(headgate.err()).contains("did you mean \"icon\"?");
  }

  @Test
  void mistakesOfAProfileAreDataWithLineAndColumn() throws IOException {
    Files.writeString(folder.resolve("own.yaml"), "schema: 1\nnmae: x\n");
    assertThat(headgate.run("chain", "validate", "own.yaml")).isEqualTo(3);
    assertThat(headgate.out()).contains("own.yaml:2:1: nmae: unknown key, did you mean \"name\"?");
  }

  @Test
  void aProfileThatIsNotThereCannotBeRead() {
    assertThat(headgate.run("chain", "validate", "none.yaml")).isEqualTo(3);
    assertThat(headgate.err()).isEqualTo("headgate: none.yaml cannot be read\n");
  }
}
