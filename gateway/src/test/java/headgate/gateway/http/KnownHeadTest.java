package headgate.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHeadTest {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\nAccept: */*\r\n\r\n";

  private static @Nullable KnownHead of(String text) {
    var bytes = text.getBytes(US_ASCII);
    return KnownHead.of(bytes, bytes.length);
  }

  private static KnownHead known() {
    return requireNonNull(of(HEAD.formatted("17")));
  }

  private static int length(KnownHead head, String text) {
    var bytes = text.getBytes(US_ASCII);
    return head.length(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 17, 99, 100, 12_345_678})
  void theSameBytesWithAnotherLengthAreKnown(int length) {
    var text = HEAD.formatted(length);

    assertThat(length(known(), text)).isEqualTo(length);
    assertThat(length(known(), text + "body")).isEqualTo(length);
    assertThat(known().bytes(length)).isEqualTo(text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "017", "+17", " 17", "17 ", "0x1", "1,1", "-1", "123456789"})
  void aLengthThatIsNotPlainIsNotRead(String length) {
    assertThat(length(known(), HEAD.formatted(length))).isEqualTo(-1);
  }

  @Test
  void oneOtherByteIsAnotherHead() {
    var text = HEAD.formatted("17");
    for (var at = 0; at < text.length(); at++) {
      var other = text.substring(0, at) + '~' + text.substring(at + 1);
      assertThat(length(known(), other)).as(other).isEqualTo(-1);
    }
  }

  @Test
  void soIsOneThatIsNotWhole() {
    var text = HEAD.formatted("17");
    for (var to = 0; to < text.length(); to++) {
      assertThat(length(known(), text.substring(0, to))).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 017\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 17\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n\r\nContent-Length: 17\r\n\r\n"
      })
  void whatHasNoPlainLengthIsNotKept(String text) {
    assertThat(of(text)).isNull();
  }

  @Test
  void norIsAVeryLongOne() {
    var long_ = "X: " + "y".repeat(KnownHead.BYTES_MAX) + "\r\nHost";

    assertThat(of(HEAD.formatted("17").replace("Host", long_))).isNull();
  }

  @Test
  void theNameOfTheFieldMayBeWrittenInAnyCase() {
    assertThat(of(HEAD.formatted("17").replace("Content-Length", "cOnTeNt-lEnGtH"))).isNotNull();
  }

  @Test
  void headsThatDifferInTheLengthAreAlike() {
    var other = requireNonNull(of(HEAD.formatted("4")));

    assertThat(known().isLike(other)).isTrue();
    assertThat(known().fingerprint()).isEqualTo(other.fingerprint());
  }
}
