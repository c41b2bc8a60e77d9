package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodePointsTest {

  @Test
  void everyCodePointIsReadRawAndEscaped() {
    for (int codePoint = ' '; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      boolean raw = codePoint != '\\' && !isSurrogate(codePoint);
      String text = Character.toString(codePoint);
      assertRead(raw ? text : escaped(text), codePoint);
      if (codePoint % 97 == 0) {
        assertRead(escaped(text), codePoint);
      }
    }
  }

  @Test
  void shortEscapesAreRead() {
    assertRead("\\\"", '"');
    assertRead("\\\\", '\\');
    assertRead("\\/", '/');
    assertRead("\\b", '\b');
    assertRead("\\f", '\f');
    assertRead("\\n", '\n');
    assertRead("\\r", '\r');
    assertRead("\\t", '\t');
  }

  @Test
  void halvesThatMakeNoPairStandForThemselves() {
    assertThat(JsonText.decode(bytes("\"\\ud83d\\ud83d\\ude00\""), 0, 20))
        .isEqualTo("\ud83d\ud83d\ude00");
    assertThat(JsonText.decode(bytes("\"\\ude00\\ud83d\""), 0, 14)).isEqualTo("\ude00\ud83d");
    assertThat(JsonText.decode(bytes("\"\\ud83dA\""), 0, 9)).isEqualTo("\ud83dA");
  }

  /** Go's orbits of more than two, one orbit a row: each letter folds to each other one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kK\u212a",
        "sS\u017f",
        "\u00e5\u00c5\u212b",
        "\u00b5\u03bc\u039c",
        "\u03c3\u03c2\u03a3",
        "\u03b8\u0398\u03d1\u03f4",
        "\u03b9\u0399\u0345\u1fbe",
        "\u03c1\u03a1\u03f1",
        "\u00df\u1e9e",
        "\u03c9\u03a9\u2126",
        "\u01c4\u01c5\u01c6",
        "\u13b0\uab80",
        "\u10d0\u1c90"
      })
  void lettersOfOneOrbitFoldTogether(String orbit) {
    int representative = CodePoints.fold(orbit.codePointAt(0));
    assertThat(orbit.codePoints().map(CodePoints::fold)).containsOnly(representative);
  }

  @Test
  void theTurkishLettersFoldToNothingElse() {
    assertThat(CodePoints.fold(0x130)).isEqualTo(0x130);
    assertThat(CodePoints.fold(0x131)).isEqualTo(0x131);
    assertThat(CodePoints.fold('I')).isEqualTo('i');
  }

  @Test
  void foldingTwiceChangesNothing() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int folded = CodePoints.fold(codePoint);
      assertThat(CodePoints.fold(folded)).isEqualTo(folded);
    }
  }

  @Test
  void asciiFoldsByLettersOnly() {
    for (int codePoint = 0; codePoint < 0x80; codePoint++) {
      assertThat(CodePoints.fold(codePoint)).isEqualTo(Character.toLowerCase(codePoint));
    }
  }

  @Test
  void namesCompareHoweverTheyAreWritten() {
    assertEqual("params", "p\\u0061rams", true, true);
    assertEqual("params", "param\u017f", false, true);
    assertEqual("params", "PARAM\\u017F", false, true);
    assertEqual("params", "param", false, false);
    assertEqual("param", "params", false, false);
    assertEqual("", "", true, true);
    assertEqual("", "\\u0000", false, false);
    assertEqual("\u00e9", "\\u00c9", false, true);
    assertEqual("\ud83d\ude00", "\\ud83d\\ude00", true, true);
    assertEqual("\u00e9", "e\u0301", false, false);
  }

  @Test
  void foldEqualNamesShareTheirHash() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      var plain = new StringBuilder();
      var other = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        char letter = (char) ('a' + random.nextInt(26));
        plain.append(letter);
        char upper = Character.toUpperCase(letter);
        other.append(random.nextBoolean() ? Character.toString(upper) : escaped("" + upper));
      }
      byte[] a = bytes(plain.toString());
      byte[] b = bytes(other.toString());
      assertThat(CodePoints.foldHash(a, 0, a.length))
          .as("%s and %s", plain, other)
          .isEqualTo(CodePoints.foldHash(b, 0, b.length));
    }
  }

  private static void assertEqual(String a, String b, boolean equal, boolean folded) {
    byte[] first = bytes(a);
    byte[] second = bytes(b);
    assertThat(CodePoints.equal(first, 0, first.length, second, 0, second.length)).isEqualTo(equal);
    assertThat(CodePoints.equalFolded(first, 0, first.length, second, 0, second.length))
        .isEqualTo(folded);
  }

  private static void assertRead(String json, int codePoint) {
    byte[] text = bytes(json + "\"");
    long read = CodePoints.read(text, 0);
    if (CodePoints.codePoint(read) != codePoint || CodePoints.next(read) != text.length - 1) {
      throw new AssertionError("%s was read as %x".formatted(json, CodePoints.codePoint(read)));
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF;
  }

  private static String escaped(String text) {
    var result = new StringBuilder();
    text.chars().forEach(unit -> result.append("\\u%04x".formatted(unit)));
    return result.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
