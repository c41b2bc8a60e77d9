package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLexerTest {

  /** Bytes on both sides of every border in the tables of UTF-8. */
  private static final int[] BORDERS = {
    0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF,
    0xF0, 0xF4, 0xFF
  };

  private final JsonLexer lexer = new JsonLexer();
  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final CharBuffer decoded = CharBuffer.allocate(8);

  @Test
  void allCharactersOfUpToFourBytesAreJudgedAsTheJdkJudgesThem() {
    for (int first = 0x80; first < 0x100; first++) {
      assertUtf8((byte) first);
      for (int second = 0; second < 0x100; second++) {
        assertUtf8((byte) first, (byte) second);
        for (int third : BORDERS) {
          assertUtf8((byte) first, (byte) second, (byte) third);
          for (int fourth : BORDERS) {
            assertUtf8((byte) first, (byte) second, (byte) third, (byte) fourth);
          }
        }
      }
    }
  }

  private void assertUtf8(byte... character) {
    byte[] string = new byte[character.length + 2];
    string[0] = '"';
    System.arraycopy(character, 0, string, 1, character.length);
    string[string.length - 1] = '"';
    boolean plainTail = true;
    for (int at = 1; at < character.length; at++) {
      plainTail &= character[at] < 0 || PlainText.isPlain(character[at]);
    }
    lexer.reset(string, string.length);
    boolean accepted = lexer.string(0) == string.length;
    if (accepted != (plainTail && isUtf8(character))) {
      throw new AssertionError("accepted: " + accepted + " " + ByteBuffer.wrap(character));
    }
  }

  private boolean isUtf8(byte[] text) {
    decoded.clear();
    decoder.reset();
    return decoder.decode(ByteBuffer.wrap(text), decoded, true).isUnderflow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "-12",
        "0.0",
        "1.25",
        "1e0",
        "1E+5",
        "0e-0",
        "-1.5e300",
        "1e999999999"
      })
  void numbersOfTheGrammarAreTokens(String number) {
    assertThat(end(number)).isEqualTo(number.length());
    assertThat(end(number + ",")).isEqualTo(number.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", ".1", "1.", "1.e1", "1e", "1e+", "-a", "--1", "e1"})
  void otherNumbersAreNone(String number) {
    assertThat(end(number)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "00", "-01", "0x10"})
  void aLeadingZeroIsANumberOfItsOwn(String number) {
    assertThat(end(number)).isEqualTo(number.startsWith("-") ? 2 : 1);
  }

  @Test
  void nothingIsReadBeyondTheEnd() {
    byte[] text = "\"ab\"12345true".getBytes(UTF_8);
    lexer.reset(text, 3);
    assertThat(lexer.string(0)).isEqualTo(-1);
    lexer.reset(text, 6);
    assertThat(lexer.scalar(4)).isEqualTo(6);
    lexer.reset(text, text.length - 1);
    assertThat(lexer.scalar(9)).isEqualTo(-1);
    assertThat(lexer.peek(text.length - 1)).isZero();
  }

  @Test
  void noTokenGoesThroughEveryMethodAsNone() {
    lexer.reset("\"a\"".getBytes(UTF_8), 3);
    assertThat(lexer.skipBlanks(-1)).isEqualTo(-1);
    assertThat(lexer.mark(-1, ':')).isEqualTo(-1);
    assertThat(lexer.string(-1)).isEqualTo(-1);
    assertThat(lexer.scalar(-1)).isEqualTo(-1);
  }

  private int end(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    lexer.reset(bytes, bytes.length);
    return lexer.scalar(0);
  }
}
