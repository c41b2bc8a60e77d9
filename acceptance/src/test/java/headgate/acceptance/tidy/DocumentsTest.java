package headgate.acceptance.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link in a document leads somewhere: to a file, and to a heading where it names one. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

  @Test
  void everyLinkResolves() {
    assertThat(House.files(".md").flatMap(DocumentsTest::brokenLinks)).isEmpty();
  }

  @Test
  void everyDecisionIsInTheIndex() {
    var index = House.text(Path.of("docs/decisions/README.md"));

    assertThat(House.files(".md").filter(file -> file.startsWith("docs/decisions")))
        .hasSizeGreaterThan(1)
        .filteredOn(file -> !file.endsWith("README.md"))
        .allMatch(file -> index.contains("(" + file.getFileName() + ")"));
  }

  @Test
  void everyTestThatADocumentNamesExists() {
    assertThat(House.files(".md"))
        .allSatisfy(document ->
            assertThat(TEST.matcher(House.text(document)).results())
                .as(document.toString())
                .allMatch(named -> House.testExists(named.group(1), named.group(2))));
  }

  @Test
  void theWalkNamesEightFiles() {
    var walk = Path.of("docs/request-walk.md");

    assertThat(links(walk).filter(link -> link.endsWith(".java")))
        .hasSize(8)
        .doesNotHaveDuplicates();
  }

  private static Stream<String> brokenLinks(Path document) {
    return links(document)
        .filter(link -> !link.matches("(https?|mailto):.*"))
        .filter(link -> !resolves(document, link))
        .map(link -> document + " -> " + link);
  }

  private static Stream<String> links(Path document) {
    var text = CODE.matcher(House.text(document)).replaceAll("");
    return LINK.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(link -> link.substring(link.lastIndexOf('(') + 1, link.length() - 1));
  }

  private static boolean resolves(Path document, String link) {
    var parts = List.of(link.split("#", 2));
    var here = document.getParent() == null ? Path.of("") : document.getParent();
    var target = parts.getFirst().isEmpty() ? document : here.resolve(parts.getFirst()).normalize();
    if (!House.exists(target)) {
      return false;
    }
    return parts.size() == 1 || headings(target).anyMatch(parts.get(1)::equals);
  }

  private static Stream<String> headings(Path document) {
    return House.text(document)
        .lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ +", "").strip().toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
  }
}
