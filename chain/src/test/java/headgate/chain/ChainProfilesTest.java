package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.yaml.InvalidYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainProfilesTest {

  @ParameterizedTest
  @MethodSource("headgate.chain.ChainProfiles#names")
  void everyProfileThatComesAlongIsReadAndBearsItsName(String name) {
    assertThat(ChainProfiles.builtIn(name).name()).isEqualTo(name);
  }

  @Test
  void iconAndEvmComeAlong() {
    assertThat(ChainProfiles.names()).containsExactly("icon", "evm");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> ChainProfiles.builtIn("icno"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no profile is called \"icno\", did you mean \"icon\"?");
    assertThatThrownBy(() -> ChainProfiles.builtIn("../icon"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUsersOwnFileIsRead(@TempDir Path folder) throws IOException {
    var text =
        ChainProfiles.builtInText("icon")
            .replace("name: icon\n", "name: havah\n")
            .replace("blockInterval: 2s", "blockInterval: 1s");
    var file = Files.writeString(folder.resolve("havah.yaml"), text);
    var profile = ChainProfiles.load(file);
    assertThat(profile.name()).isEqualTo("havah");
    assertThat(profile.methods().size()).isEqualTo(27);
  }

  @Test
  void aMistakeInAUsersFileNamesTheFile(@TempDir Path folder) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("my.yaml"), ProfileTexts.minimal().replace("name: tiny", "nam: tiny"));
    assertThatThrownBy(() -> ChainProfiles.load(file))
        .isInstanceOf(InvalidYaml.class)
        .hasMessage(
            file
                + ":2:1: nam: unknown key, did you mean \"name\"?\n"
                + file
                + ":1:1: key \"name\" is missing");
  }

  @Test
  void aFileThatIsNotThereIsAnInputError(@TempDir Path folder) {
    assertThatThrownBy(() -> ChainProfiles.load(folder.resolve("none.yaml")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
