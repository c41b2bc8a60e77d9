package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.yaml.InvalidYaml;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is a profile or a list of problems with places, never a crash. */
class MutatedProfileTest {

  private static final int FILES = 400;
  private static final String SPICE = ":-{}[],&*!|>'\"%@`#?.\t\n 0x~\\\u0000\u00e9\ud83d";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20_261_122})
  void aDamagedFileIsReadOrRefusedWithAPlace(long seed) {
    var random = new SplittableRandom(seed);
    var sources = List.of(ProfileTexts.full(), ProfileTexts.minimal());
    int refused = 0;
    for (int file = 0; file < FILES; file++) {
      var text = damaged(sources.get(random.nextInt(sources.size())), random);
      refused += isRefused(text, "seed " + seed + ", file " + file + ":\n" + text) ? 1 : 0;
    }
    assertThat(refused).as("seed %s", seed).isBetween(FILES / 4, FILES);
  }

  private static boolean isRefused(String text, String description) {
    try {
      assertThat(ChainProfiles.parse("damaged", text).methods().size())
          .as(description)
          .isPositive();
      return false;
    } catch (InvalidYaml refusal) {
      assertThat(refusal.problems()).as(description).isNotEmpty();
      assertThat(refusal.problems())
          .as(description)
          .allSatisfy(problem -> {
            assertThat(problem.at().line()).isBetween(1, (int) text.lines().count() + 1);
            assertThat(problem.at().column()).isPositive();
            assertThat(problem.message()).isNotBlank();
          });
      return true;
    }
  }

  private static String damaged(String source, SplittableRandom random) {
    var text = new StringBuilder(source);
    int wounds = 1 + random.nextInt(3);
    for (int wound = 0; wound < wounds; wound++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
        case 2 -> text.setCharAt(at, SPICE.charAt(random.nextInt(SPICE.length())));
        default -> text.insert(at, source, 0, random.nextInt(source.length()));
      }
    }
    return text.toString();
  }
}
