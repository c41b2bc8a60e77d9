package headgate.gateway.upstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.upstream.http.AnswerFraming.State;
import headgate.gateway.upstream.http.FramingReader.Read;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFramingTest {
  private static final int MAX = 100;
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

  /** Responses of every kind one after the other; the last one ends with the connection. */
  private static final String SEVERAL =
      String.join(
          "",
          "HTTP/1.1 100 Continue\r\n\r\n",
          OK + "Content-Length: 5\r\n\r\nhello",
          "HTTP/1.1 204 No Content\r\n\r\n",
          OK
              + "transfer-encoding:\tchunked \r\n"
              + "X-Y:\r\n\r\n"
              + "5;a=\"b\"\r\n"
              + "hel\r\n\r\n"
              + "0000001\r\n"
              + "!\r\n",
          "0 ;end\r\nTrailer-One: 1\r\nTrailer-Two: 2\r\n\r\n",
          "HTTP/1.1 103\r\nLink: x\r\n\r\nHTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200\r\nContent-Type: text/plain\r\n\r\nuntil\r\n\r\nthe end");

  private static Read only(String stream) {
    return FramingReader.read(stream, MAX).getFirst();
  }

  private static Read complete(int status, boolean keepAlive, String body, int consumed) {
    return new Read(State.COMPLETE, status, keepAlive, body, consumed);
  }

  private static int endOf(String part) {
    return SEVERAL.indexOf(part) + part.length();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "Content-Length: 12\r\n\r\nhello, world",
        "Content-Length: 0\r\n\r\n",
        "Content-Length: 05\r\n\r\nhello",
        "Content-Length: +5\r\n\r\nhello",
        "Content-Length: 5\r\nConnection: close\r\n\r\nhello",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "Content-Length: 101\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void aHeadThatComesAgainIsReadAsItWasBefore(String rest) {
    var known = OK + "Content-Length: 7\r\n\r\nbefore!";
    var stream = known + known + OK + rest + OK + rest + known;

    assertThat(FramingReader.read(stream, MAX)).isEqualTo(FramingReader.readEachAnew(stream, MAX));
  }

  @Test
  void aKnownHeadKeepsWhatItSaid() {
    var closing = OK + "Retry-After: 7\r\nConnection: close\r\nContent-Length: %s\r\n\r\n%s";
    var reads = FramingReader.read(closing.formatted("1", "a") + closing.formatted("2", "bc"), MAX);

    assertThat(reads).extracting(Read::keepAlive).containsExactly(false, false);
    assertThat(reads).extracting(Read::body).containsExactly("a", "bc");
  }

  @Test
  void responsesOfEveryKindAreReadOneAfterTheOther() {
    assertThat(FramingReader.read(SEVERAL, MAX))
        .containsExactly(
            complete(200, true, "hello", endOf("hello")),
            complete(204, true, "", endOf("No Content\r\n\r\n")),
            complete(200, true, "hel\r\n!", endOf("Two: 2\r\n\r\n")),
            complete(400, true, "", endOf("Length: 0\r\n\r\n")),
            complete(200, false, "until\r\n\r\nthe end", SEVERAL.length()));
  }

  @Test
  void everyCutIntoThreePiecesIsReadAlike() {
    var whole = FramingReader.read(SEVERAL, MAX);

    for (var first = 0; first < SEVERAL.length(); first++) {
      for (var second = first; second < SEVERAL.length(); second += 3) {
        assertThat(FramingReader.read(SEVERAL, MAX, new int[] {first, second}))
            .as("cut at %d and %d", first, second)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void singleBytesAreReadAlike() {
    var everywhere = IntStream.range(1, SEVERAL.length()).toArray();

    assertThat(FramingReader.read(SEVERAL, MAX, everywhere))
        .isEqualTo(FramingReader.read(SEVERAL, MAX));
  }

  @Test
  void whatFollowsAResponseIsNotTakenForItsOwn() {
    var framing = new AnswerFraming(MAX);
    var bytes = (OK + "Content-Length: 2\r\n\r\nokHTTP/1.1 500").getBytes(ISO_8859_1);

    assertThat(framing.accept(bytes, 0, bytes.length))
        .isEqualTo(bytes.length - "HTTP/1.1 500".length());
    assertThat(framing.state()).isEqualTo(State.COMPLETE);
    assertThat(framing.accept(bytes, 0, 3)).isZero();
  }

  @Test
  void aConnectionMayCarryAnotherExchangeUnlessItIsSaidOrEndsTheBody() {
    assertThat(only(OK + "Content-Length: 0\r\n\r\n").keepAlive()).isTrue();
    assertThat(only(OK + "Content-Length: 0\r\nConnection: keep-alive\r\n\r\n").keepAlive())
        .isTrue();
    assertThat(only(OK + "Content-Length: 0\r\nConnection: Close\r\n\r\n").keepAlive()).isFalse();
    assertThat(only(OK + "Content-Length: 0\r\nConnection: x, close\r\n\r\n").keepAlive())
        .isFalse();
    assertThat(only(OK + "Connection: close\r\nConnection: x\r\nContent-Length: 0\r\n\r\n"))
        .extracting(Read::keepAlive)
        .isEqualTo(false);
    assertThat(only("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").keepAlive()).isFalse();
    assertThat(only(OK + "\r\n").keepAlive()).isFalse();
    assertThat(only(CHUNKED + "0\r\n\r\n").keepAlive()).isTrue();
  }

  @Test
  void aCloseInAnInterimResponseSaysNothingOfTheFinalOne() {
    var interim = "HTTP/1.1 100 Continue\r\nConnection: close\r\nRetry-After: 5\r\n\r\n";
    var framing = new AnswerFraming(MAX);
    var bytes = (interim + OK + "Content-Length: 0\r\n\r\n").getBytes(ISO_8859_1);
    framing.accept(bytes, 0, bytes.length);

    assertThat(framing.keepAlive()).isTrue();
    assertThat(framing.retryAfterSeconds()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 0",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 5",
        "Content-Length: ",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 1234567890123456789",
        "Content-Length: \u000b5",
        "Content-Length : 5",
        "Content-Length\t: 5",
        " Content-Length: 5",
        "X: y\r\n Content-Length: 5",
        "X: y\r\n\tfolded",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked\u000b",
        "no colon",
        ": no name",
        "X: a\rb",
        "X: a\nContent-Length: 5",
        "X: a\0b",
        "X\u00e9: a"
      })
  void aHeadWithTwoMeaningsIsBroken(String fields) {
    assertThat(only(OK + fields + "\r\n\r\nhello").state()).isEqualTo(State.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "200 OK",
        "HTTP/1.1 20",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 099 OK",
        "HTTP/1.1 -20 OK",
        "HTTP/1.1  200 OK",
        "HTTP/1.x 200 OK",
        "HTTP/2.0 200 OK",
        "HTTP/1.1\t200 OK",
        "http/1.1 200 OK",
        "\r\nHTTP/1.1 200 OK",
        "HTTP/1.1 200 O\rK",
        "HTTP/1.1 101 Switching Protocols"
      })
  void anotherStatusLineIsBroken(String line) {
    assertThat(only(line + "\r\nContent-Length: 0\r\n\r\n").state()).isEqualTo(State.BROKEN);
  }

  @Test
  void aCodingOnHttp10IsBroken() {
    var old = "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

    assertThat(only(old).state()).isEqualTo(State.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "\n",
        "5\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5 5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "g\r\n",
        "\u0665\r\nhello\r\n0\r\n\r\n",
        "000000005\r\nhello\r\n0\r\n\r\n",
        ";a\r\nhello\r\n0\r\n\r\n",
        "5\r;a\r\nhello\r\n0\r\n\r\n",
        "5;a\rb\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello\r\r\n0\r\n\r\n"
      })
  void aBadChunkIsBroken(String chunks) {
    var latin = chunks.replace('\u0665', '\u00b2');

    assertThat(only(CHUNKED + latin).state()).isEqualTo(State.BROKEN);
  }

  @Test
  void aChunkSizeLineHasABound() {
    var longest = "5;" + "a".repeat(AnswerFraming.CHUNK_LINE_MAX - 4) + "\r\nhello\r\n0\r\n\r\n";

    assertThat(only(CHUNKED + longest).body()).isEqualTo("hello");
    assertThat(only(CHUNKED + longest.replaceFirst(";", ";a")).state()).isEqualTo(State.BROKEN);
    assertThat(only(CHUNKED + "5".repeat(10_000)).state()).isEqualTo(State.BROKEN);
  }

  @Test
  void aBodyOverTheBoundIsTooLargeHoweverItsEndIsMarked() {
    var tooMuch = "x".repeat(MAX + 1);
    var enough = "x".repeat(MAX);

    assertThat(only(OK + "Content-Length: 100\r\n\r\n" + enough).body()).isEqualTo(enough);
    assertThat(only(OK + "Content-Length: 101\r\n\r\n").state()).isEqualTo(State.TOO_LARGE);
    assertThat(only(OK + "Content-Length: 999999999999999999\r\n\r\n").state())
        .isEqualTo(State.TOO_LARGE);
    assertThat(only(CHUNKED + "64\r\n" + enough + "\r\n0\r\n\r\n").body()).isEqualTo(enough);
    assertThat(only(CHUNKED + "65\r\n").state()).isEqualTo(State.TOO_LARGE);
    assertThat(only(CHUNKED + "ffffffff\r\n").state()).isEqualTo(State.TOO_LARGE);
    assertThat(only(CHUNKED + "64\r\n" + enough + "\r\n1\r\n").state()).isEqualTo(State.TOO_LARGE);
    assertThat(only(OK + "\r\n" + enough).body()).isEqualTo(enough);
    assertThat(only(OK + "\r\n" + tooMuch).state()).isEqualTo(State.TOO_LARGE);
  }

  @Test
  void aLargeAnnouncementCostsNothingUntilItsBytesCome() {
    var framing = new AnswerFraming(1 << 30);
    var head = (OK + "Content-Length: 1000000000\r\n\r\nab").getBytes(ISO_8859_1);
    framing.accept(head, 0, head.length);

    assertThat(framing.state()).isEqualTo(State.BODY);
    assertThat(framing.body().length).isLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void headsTrailersAndInterimResponsesHaveOneBoundTogether() {
    var field = "X: " + "y".repeat(1_000) + "\r\n";
    var interim = "HTTP/1.1 100 Continue\r\n\r\n";

    assertThat(only(OK + field.repeat(40)).state()).isEqualTo(State.BROKEN);
    assertThat(only(CHUNKED + "0\r\n" + field.repeat(40)).state()).isEqualTo(State.BROKEN);
    assertThat(only(interim.repeat(2_000)).state()).isEqualTo(State.BROKEN);
    assertThat(only(OK + field.repeat(30) + "Content-Length: 0\r\n\r\n").state())
        .isEqualTo(State.COMPLETE);
  }

  @Test
  void aHeadMayBeAsLargeAsTheBoundAndNoLarger() {
    var most = AnswerFraming.HEAD_BYTES_MAX - (OK + "X: \r\n\r\n").length();

    assertThat(only(OK + "X: " + "y".repeat(most) + "\r\n\r\n").state()).isEqualTo(State.COMPLETE);
    assertThat(only(OK + "X: " + "y".repeat(most + 1) + "\r\n\r\n").state())
        .isEqualTo(State.BROKEN);
  }

  @Test
  void halfAResponseIsNeverComplete() {
    for (var whole :
        List.of(
            OK + "Content-Length: 5\r\n\r\nhello",
            CHUNKED + "5\r\nhello\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 1\r\n\r\n1")) {
      for (var end = 1; end < whole.length(); end++) {
        assertThat(only(whole.substring(0, end)).state())
            .as("%d bytes of %s", end, whole)
            .isNotEqualTo(State.COMPLETE);
      }
    }
  }

  @Test
  void garbageIsBrokenOrNeverEnds() {
    assertThat(only("SSH-2.0-OpenSSH_9.6\r\n\r\n").state()).isEqualTo(State.BROKEN);
    assertThat(only("\u0016\u0003\u0001\u0002\0\u0001").state()).isEqualTo(State.HEAD);
    assertThat(only("\n\n\n\n").state()).isEqualTo(State.HEAD);
    assertThat(only("\0".repeat(40_000)).state()).isEqualTo(State.BROKEN);
  }

  @Test
  void retryAfterIsSecondsUpToAnHour() {
    assertThat(retryAfter("7")).isEqualTo(7);
    assertThat(retryAfter("86400")).isEqualTo(3_600);
    assertThat(retryAfter("Wed, 21 Oct 2026 07:28:00 GMT")).isZero();
    assertThat(retryAfter("-1")).isZero();
    assertThat(retryAfter("")).isZero();
  }

  private static int retryAfter(String value) {
    var framing = new AnswerFraming(MAX);
    var bytes =
        (OK + "Content-Length: 0\r\nRetry-After: " + value + "\r\n\r\n").getBytes(ISO_8859_1);
    framing.accept(bytes, 0, bytes.length);
    return framing.retryAfterSeconds();
  }
}
