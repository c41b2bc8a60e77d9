package headgate.acceptance.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the image's description says; deploy/image/check builds the image and runs it. */
class ImageTest {
  private static final String TEXT = House.text(Path.of("deploy/image/Dockerfile"));

  @Test
  void itRunsAsAUserWithoutRightsAndWithoutAShell() {
    assertThat(words("USER")).singleElement().asString().matches("[1-9]\\d*:[1-9]\\d*");
    assertThat(words("ENTRYPOINT")).singleElement().asString().startsWith("[\"/opt/headgate/bin/");
    assertThat(words("CMD")).containsExactly("[\"serve\"]");
    assertThat(afterTheLast("FROM")).doesNotContain("RUN").doesNotContain("ADD");
    assertThat(afterTheLast("FROM")).contains("COPY --from=installation --chown=0:0 ");
  }

  @Test
  void itIsBuiltOnWhatTheBuilderNames() {
    assertThat(words("FROM")).containsExactly("${JDK} AS installation", "${BASE}");
    // A name of a host has a dot or a port before the first slash.
    assertThat(words("ARG"))
        .isNotEmpty()
        .noneMatch(argument -> argument.matches("\\w+=[^/]*[.:][^/]*/.*"))
        .noneMatch(argument -> argument.endsWith(":latest"));
  }

  @Test
  void itIsToldToStopAsTheGatewayHearsIt() {
    assertThat(words("STOPSIGNAL")).containsExactly("SIGTERM");
    assertThat(words("EXPOSE")).containsExactly("9000");
  }

  private static String afterTheLast(String instruction) {
    return TEXT.substring(TEXT.lastIndexOf("\n" + instruction + " "));
  }

  /** What follows an instruction, for each time that it occurs. */
  private static List<String> words(String instruction) {
    return Pattern.compile("(?m)^" + instruction + " (.*)$")
        .matcher(TEXT)
        .results()
        .map(ImageTest::firstGroup)
        .toList();
  }

  private static String firstGroup(MatchResult found) {
    return found.group(1).strip();
  }
}
