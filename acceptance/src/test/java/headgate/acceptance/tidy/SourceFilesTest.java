package headgate.acceptance.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file keeps to. Words that must not occur are put together here from halves. */
class SourceFilesTest {
  private static final int LINES_MAX = 400;

  @Test
  void theHouseIsFound() {
    assertThat(House.files("package-info.java")).hasSizeGreaterThan(6);
    assertThat(House.texts()).contains(Path.of("verify"), Path.of("README.md"));
  }

  @Test
  void noSourceFileReachesFourHundredLines() {
    assertThat(
            House.files(".java", ".sh")
                .filter(file -> House.text(file).lines().count() >= LINES_MAX))
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(lines(House.texts(), Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b")))
        .isEmpty();
  }

  @Test
  void noTextHoldsATab() {
    assertThat(lines(House.texts(), Pattern.compile("\t"))).isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    assertThat(lines(House.files(".java"), Pattern.compile("@Dis" + "abled"))).isEmpty();
  }

  @Test
  void noTestWaitsByTheClock() {
    assertThat(lines(House.files("Test.java"), Pattern.compile("\\bThread\\.sl" + "eep\\(")))
        .isEmpty();
  }

  @Test
  void theGatewayNamesNoMethodOfAChain() {
    var names = Pattern.compile("\\b(icx|btp|debug|rosetta|eth|net|web3)_[a-z]\\w*");

    assertThat(lines(House.mainJava("gateway"), names)).isEmpty();
  }

  @Test
  void noTextNamesAMachineOrARegistry() {
    var machine =
        Pattern.compile(
            String.join(
                "|",
                "(?<![\\w.~-])/(home|root|Users|work|workspace|mnt)/\\w",
                "repo1?\\.maven\\.(org|apache)",
                "registry\\.(npmjs|yarnpkg)",
                "(files\\.)?pythonhosted",
                "\\bpypi\\.org",
                "proxy\\.golang",
                "deb\\.debian\\.org"));

    // The patterns above would find themselves.
    var others = House.texts().filter(Predicate.not(file -> file.endsWith("SourceFilesTest.java")));
    assertThat(lines(others, machine)).isEmpty();
  }

  private static List<String> lines(Stream<Path> files, Pattern unwanted) {
    return files
        .flatMap(file ->
            House.text(file)
                .lines()
                .filter(unwanted.asPredicate())
                .map(line -> file + ": " + line.strip()))
        .toList();
  }
}
