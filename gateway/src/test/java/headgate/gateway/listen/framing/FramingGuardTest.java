package headgate.gateway.listen.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingGuardTest {
  private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";

  /** What the guard makes of a stream: request lines, bodies, and the word refused. */
  private static List<String> read(String stream, int... cuts) {
    var channel = new EmbeddedChannel(new FramingGuard(() -> {}));
    var from = 0;
    for (var cut : cuts) {
      feed(channel, stream.substring(from, cut));
      from = cut;
    }
    feed(channel, stream.substring(from));
    var seen = new ArrayList<String>();
    for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
      note(next, seen);
      ReferenceCountUtil.release(next);
    }
    channel.finishAndReleaseAll();
    return seen;
  }

  private static void feed(EmbeddedChannel channel, String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
  }

  private static void note(HttpObject object, List<String> seen) {
    if (object.decoderResult().isFailure()) {
      seen.add("refused");
    } else if (object instanceof HttpRequest head) {
      seen.add(head.method() + " " + head.uri());
    } else if (object instanceof HttpContent content && content.content().isReadable()) {
      seen.add(content.content().toString(ISO_8859_1));
    }
  }

  @Test
  void aPlainRequestIsRead() {
    assertThat(read(POST + "Content-Length: 2\r\n\r\nab")).containsExactly("POST /", "ab");
    assertThat(read(POST + "Transfer-Encoding: Chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"))
        .containsExactly("POST /", "ab");
    assertThat(read("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nab"))
        .containsExactly("POST /", "ab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n",
        "Content-Length: 2, 2\r\n",
        "Content-Length: 2,3\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: -2\r\n",
        "Content-Length: 0x2\r\n",
        "Content-Length: 2 2\r\n",
        "Content-Length: \r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length : 2\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        " folded: x\r\n",
        "X: y\r\n more\r\nContent-Length: 2\r\n",
        "X: y\r\n\tmore\r\nContent-Length: 2\r\n",
        "Host: other\r\nContent-Length: 2\r\n",
        "X Y: z\r\nContent-Length: 2\r\n",
        "X: a\rb\r\nContent-Length: 2\r\n",
        "X: a\0b\r\nContent-Length: 2\r\n",
        ": nothing\r\nContent-Length: 2\r\n",
        "Sec-WebSocket-Key1: x\r\nContent-Length: 2\r\n"
      })
  void aHeadWithTwoMeaningsIsRefused(String fields) {
    assertThat(read(POST + fields + "\r\nab")).first().isEqualTo("refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/2.0\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.2\r\nHost: h\r\n\r\n",
        "POST / HTTP/0.9\r\nHost: h\r\n\r\n",
        "POST / http/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\n\r\n",
        "POST /\r\nHost: h\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST  / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /  HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST\t/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /\tHTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / \tHTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /\u000bHTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /\fx HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /\rx HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /\u007f HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1 \r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\t\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\r\nHost: h\r\n\r\n",
        "POST / x HTTP/1.1\r\nHost: h\r\n\r\n",
        " POST / HTTP/1.1\r\nHost: h\r\n\r\n",
        "\r\n POST / HTTP/1.1\r\nHost: h\r\n\r\n",
        "\r\n\tPOST / HTTP/1.1\r\nHost: h\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"
      })
  void anotherRequestLineOrNoHostIsRefused(String head) {
    assertThat(read(head)).first().isEqualTo("refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\r\nab\r\n",
        "2\nab\r\n0\r\n\r\n",
        "-2\r\nab\r\n",
        "2\r\nabc\r\n0\r\n\r\n",
        "\r\n"
      })
  void aBadChunkIsRefusedAfterTheHead(String chunks) {
    var seen = read(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

    assertThat(seen).first().isEqualTo("POST /");
    assertThat(seen).last().isEqualTo("refused");
  }

  @Test
  void everyCutOfTwoRequestsIsReadAlike() {
    var stream =
        POST
            + "X: y\r\nTransfer-Encoding: chunked\r\n\r\n2;e=f\r\nab\r\n0\r\nT: 1\r\n\r\n"
            + "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
    for (var cut = 0; cut < stream.length(); cut++) {
      assertThat(String.join("", read(stream, cut)))
          .as("cut at %d", cut)
          .isEqualTo("POST /abGET /x");
    }
  }

  @Test
  void aFoldedFieldIsRefusedWhereverItIsCut() {
    var stream = POST + "X: y\r\n more\r\nContent-Length: 0\r\n\r\n";
    for (var cut = 0; cut < stream.length(); cut++) {
      assertThat(read(stream, cut)).as("cut at %d", cut).first().isEqualTo("refused");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\nT: 1\r\n more\r\n\r\n",
        "0\r\nT: 1\r\n\tmore\r\n\r\n",
        "0\r\n T: 1\r\n\r\n",
        "000;e=f\r\nT: 1\r\nU: 2\r\n more\r\n\r\n",
        "2\r\nab\r\n0\r\nT: 1\r\n more\r\n\r\n",
        "2;x\r\na\n\r\n01\r\n\n\r\n0\r\n more\r\n\r\n"
      })
  void aFoldedTrailerIsRefusedWhereverItIsCut(String chunks) {
    var stream = POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    for (var cut = 0; cut < stream.length(); cut++) {
      for (var next = cut; next < Math.min(stream.length(), cut + 8); next++) {
        assertThat(read(stream, cut, next))
            .as("cut at %d, %d", cut, next)
            .last()
            .isEqualTo("refused");
      }
    }
  }

  @Test
  void dataOfAChunkIsNotTakenForATrailer() {
    var stream =
        POST
            + "Transfer-Encoding: chunked\r\n\r\n09\r\n0\r\n a\r\n b\r\n3\r\n 0\n\r\n0\r\n\r\n"
            + "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";
    for (var cut = 0; cut < stream.length(); cut++) {
      assertThat(String.join("", read(stream, cut)))
          .as("cut at %d", cut)
          .isEqualTo("POST /0\r\n a\r\n b 0\nGET /x");
    }
  }

  @Test
  void anyCutOfALaxRequestLineIsRefused() {
    var stream = "POST  / HTTP/1.1\r\nHost: h\r\n\r\n";
    for (var cut = 0; cut < stream.length(); cut++) {
      assertThat(read(stream, cut)).as("cut at %d", cut).first().isEqualTo("refused");
    }
  }

  @Test
  void blankLinesBeforeARequestHideNoFoldedField() {
    var folded = POST + "X: y\r\n more\r\nContent-Length: 0\r\n\r\n";

    assertThat(read("\r\n\n\r\n" + POST + "Content-Length: 0\r\n\r\n")).containsExactly("POST /");
    assertThat(read("\r\n\r\n" + folded)).first().isEqualTo("refused");
    assertThat(read("\n \r\n\t" + folded)).first().isEqualTo("refused");
    assertThat(read("\r\n\r\n" + folded, 3)).first().isEqualTo("refused");
    assertThat(read("\0\u0001\r\n" + folded)).first().isEqualTo("refused");
  }

  @Test
  void afterARefusalNothingIsReadAnyMore() {
    var bad = POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThat(read(POST + " x: y\r\n\r\n" + POST + "Content-Length: 0\r\n\r\n"))
        .containsExactly("refused");
    assertThat(read(bad + "0\r\n\r\n" + POST + "Content-Length: 0\r\n\r\n"))
        .containsOnly("refused");
  }

  @Test
  void requestLineAndFieldsHaveBounds() {
    var line =
        "POST /" + "x".repeat(FramingGuard.REQUEST_LINE_MAX) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    var field = "X: " + "y".repeat(1_000) + "\r\n";

    assertThat(read(line)).first().isEqualTo("refused");
    assertThat(read(POST + field.repeat(17) + "\r\n")).first().isEqualTo("refused");
    assertThat(read(POST + field.repeat(15) + "\r\n")).first().isEqualTo("POST /");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\r\n\0\r\n", "\n \n", "\t", "\u007f\r\n", "\r\u0001\n"})
  void anyOtherMarkBeforeARequestIsRefusedWhereverItIsCut(String marks) {
    var stream = marks + POST + "Content-Length: 0\r\n\r\n";
    assertThat(read(stream)).containsExactly("refused");
    for (var cut = 1; cut <= marks.length(); cut++) {
      assertThat(read(stream, cut)).as("cut at %d", cut).containsExactly("refused");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\ncontent-length: 3\r\n",
        "Content-Length: 2\r\nX: y\r\nContent-Length: 50\r\n",
        "Content-Length: 2, 2\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"
      })
  void severalLengthsAreRefusedOfTheOldVersionToo(String fields) {
    assertThat(read(POST.replace("HTTP/1.1", "HTTP/1.0") + fields + "\r\nab"))
        .first()
        .isEqualTo("refused");
  }

  @Test
  void aFoldedFieldBehindALoneCarriageReturnIsRefusedWhereverItIsCut() {
    var stream = POST + "\rX: y\r\n\tfolded\r\n";
    assertThat(read(stream)).containsExactly("refused");
    for (var cut = 1; cut < stream.length(); cut++) {
      assertThat(read(stream, cut)).as("cut at %d", cut).containsExactly("refused");
    }
  }

  @Test
  void lineEndsBeforeARequestHaveABoundHoweverTheyAreCut() {
    var few = "\r\n".repeat(FramingGuard.LINE_ENDS_MAX / 2);
    var request = POST + "Content-Length: 0\r\n\r\n";

    assertThat(read(request + few + request)).containsExactly("POST /", "POST /");
    assertThat(read(few + "\n" + request)).containsExactly("refused");
    assertThat(read(few + "\n" + request, 7, 30)).containsExactly("refused");
    assertThat(read(few + request + few + request, 20, few.length() + request.length() + 3))
        .containsExactly("POST /", "POST /");
  }

  @Test
  void bytesAreNoticedBeforeTheyAreUnderstood() {
    var noticed = new AtomicInteger();
    var channel = new EmbeddedChannel(new FramingGuard(noticed::incrementAndGet));
    feed(channel, "P");
    feed(channel, "OS");

    assertThat(noticed).hasValue(2);
    channel.finishAndReleaseAll();
  }
}
