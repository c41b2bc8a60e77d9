package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end two readers could see in two places (RFC 9112, sections 5, 6, 7 and 11.2): the
 * connection is closed without an answer, and no node hears of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmbiguousFramingTest {
  private static final String CALL = Requests.balance("1");
  private static final int LENGTH = CALL.length();
  private static final String LINE = "POST /api/v3 HTTP/1.1\r\n";
  private static final String HOST = "Host: localhost\r\n";
  private static final String LENGTH_FIELD = "Content-Length: " + LENGTH + "\r\n";
  private static final String CHUNKED_FIELD = "Transfer-Encoding: chunked\r\n";
  private static final String CHUNKS = Requests.chunk(CALL) + "0\r\n\r\n";

  private final FakeNode node = FakeNode.start().answers("icx_getBalance", "\"0x7\"");
  private final TestGateway gateway = TestNetwork.icon(node).uncached().serve();

  /** A request and what is wrong with it. */
  record Ambiguous(String what, String bytes) {
    @Override
    public String toString() {
      return what;
    }
  }

  @AfterAll
  void stop() {
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  static List<Ambiguous> lengthsBesideCodings() {
    return List.of(
        new Ambiguous(
            "length, then coding, sent in chunks",
            LINE + HOST + LENGTH_FIELD + CHUNKED_FIELD + "\r\n" + CHUNKS),
        new Ambiguous(
            "coding, then length, sent in chunks",
            LINE + HOST + CHUNKED_FIELD + LENGTH_FIELD + "\r\n" + CHUNKS),
        new Ambiguous(
            "length, then coding, sent plain",
            LINE + HOST + LENGTH_FIELD + CHUNKED_FIELD + "\r\n" + CALL),
        new Ambiguous(
            "coding and length 0",
            LINE + HOST + CHUNKED_FIELD + "Content-Length: 0\r\n\r\n" + CHUNKS),
        new Ambiguous(
            "coding on HTTP/1.0",
            "POST /api/v3 HTTP/1.0\r\n" + HOST + CHUNKED_FIELD + "\r\n" + CHUNKS));
  }

  static List<Ambiguous> oddLengths() {
    var odd = new ArrayList<Ambiguous>();
    odd.add(twoFields(LENGTH_FIELD + LENGTH_FIELD));
    odd.add(twoFields(LENGTH_FIELD + "Content-Length: 0\r\n"));
    odd.add(twoFields("Content-Length: 0\r\n" + LENGTH_FIELD));
    odd.add(twoFields(LENGTH_FIELD + "content-length: " + LENGTH + "\r\n"));
    for (var value :
        List.of(
            LENGTH + ", " + LENGTH,
            LENGTH + ",",
            "+" + LENGTH,
            "-" + LENGTH,
            "-0",
            "0x" + Integer.toHexString(LENGTH),
            LENGTH + " 0",
            LENGTH + ".0",
            LENGTH + ";",
            LENGTH + "\u00b2",
            "1e2",
            "",
            "all",
            "99999999999999999999",
            "9223372036854775808")) {
      odd.add(
          new Ambiguous(
              "length '" + value + "'",
              LINE + HOST + "Content-Length: " + value + "\r\n\r\n" + CALL));
    }
    odd.add(
        new Ambiguous(
            "a blank before the colon of the length",
            LINE + HOST + "Content-Length : " + LENGTH + "\r\n\r\n" + CALL));
    odd.add(
        new Ambiguous(
            "a length on a folded line",
            LINE + HOST + "Content-Length:\r\n " + LENGTH + "\r\n\r\n" + CALL));
    odd.add(
        new Ambiguous(
            "a length that goes on after a fold",
            LINE + HOST + "Content-Length: " + LENGTH + "\r\n 0\r\n\r\n" + CALL));
    return odd;
  }

  private static Ambiguous twoFields(String fields) {
    return new Ambiguous(
        "two lengths: " + fields.replace("\r\n", " "), LINE + HOST + fields + "\r\n" + CALL);
  }

  static List<Ambiguous> oddCodings() {
    var odd = new ArrayList<Ambiguous>();
    for (var value :
        List.of(
            "gzip, chunked",
            "chunked, gzip",
            "chunked, chunked",
            "chunked,",
            ",chunked",
            "chunked;q=1",
            "identity",
            "gzip",
            "xchunked",
            "chunked\u000b",
            "\u000bchunked",
            "\u00a0chunked",
            "\"chunked\"",
            "")) {
      odd.add(
          new Ambiguous(
              "coding '" + value + "'",
              LINE + HOST + "Transfer-Encoding: " + value + "\r\n\r\n" + CHUNKS));
    }
    odd.add(
        new Ambiguous(
            "two codings", LINE + HOST + CHUNKED_FIELD + CHUNKED_FIELD + "\r\n" + CHUNKS));
    odd.add(
        new Ambiguous(
            "a coding and none",
            LINE + HOST + CHUNKED_FIELD + "Transfer-Encoding: identity\r\n\r\n" + CHUNKS));
    odd.add(
        new Ambiguous(
            "a coding on a folded line",
            LINE + HOST + "Transfer-Encoding:\r\n chunked\r\n\r\n" + CHUNKS));
    odd.add(
        new Ambiguous(
            "a blank before the colon of the coding",
            LINE + HOST + "Transfer-Encoding : chunked\r\n\r\n" + CHUNKS));
    odd.add(
        new Ambiguous(
            "a blank before the name of the coding",
            LINE + HOST + " Transfer-Encoding: chunked\r\n" + LENGTH_FIELD + "\r\n" + CALL));
    return odd;
  }

  static List<Ambiguous> oddChunks() {
    var odd = new ArrayList<Ambiguous>();
    var hex = Integer.toHexString(LENGTH);
    for (var size :
        List.of(
            "g",
            "-1",
            "+" + hex,
            "0x" + hex,
            "",
            " ",
            "1 2",
            hex + "h",
            "fffffffff",
            "80000000",
            "ffffffffffffffffff",
            "\u0000" + hex)) {
      odd.add(chunks("size '" + size + "'", size + "\r\n" + CALL + "\r\n0\r\n\r\n"));
    }
    odd.add(chunks("size, line feed", hex + "\n" + CALL + "\r\n0\r\n\r\n"));
    odd.add(chunks("size, carriage return", hex + "\r" + CALL + "\r\n0\r\n\r\n"));
    odd.add(chunks("extension with line feed", hex + ";a\nb\r\n" + CALL + "\r\n0\r\n\r\n"));
    odd.add(chunks("longer than its size", "5\r\n" + CALL + "\r\n0\r\n\r\n"));
    odd.add(chunks("ended by a line feed", hex + "\r\n" + CALL + "\n0\r\n\r\n"));
    odd.add(chunks("last one ended by a line feed", Requests.chunk(CALL) + "0\n\r\n"));
    odd.add(chunks("end by line feeds", Requests.chunk(CALL) + "0\r\n\n"));
    return odd;
  }

  private static Ambiguous chunks(String what, String chunks) {
    return new Ambiguous("chunk " + what, LINE + HOST + CHUNKED_FIELD + "\r\n" + chunks);
  }

  static List<Ambiguous> oddHeads() {
    var odd = new ArrayList<Ambiguous>();
    odd.add(new Ambiguous("no host", LINE + LENGTH_FIELD + "\r\n" + CALL));
    odd.add(new Ambiguous("two hosts", LINE + HOST + HOST + LENGTH_FIELD + "\r\n" + CALL));
    odd.add(
        new Ambiguous(
            "two hosts on HTTP/1.0",
            "POST /api/v3 HTTP/1.0\r\n" + HOST + HOST + LENGTH_FIELD + "\r\n" + CALL));
    odd.add(
        new Ambiguous(
            "all lines ended by line feeds",
            (LINE + HOST + LENGTH_FIELD + "\r\n").replace("\r", "") + CALL));
    odd.add(
        new Ambiguous(
            "a field ended by a line feed",
            LINE + "Host: localhost\n" + LENGTH_FIELD + "\r\n" + CALL));
    odd.add(
        new Ambiguous(
            "a field ended by a carriage return",
            LINE + "Host: localhost\r" + LENGTH_FIELD + "\r\n" + CALL));
    odd.add(
        new Ambiguous("the head ended by a line feed", LINE + HOST + LENGTH_FIELD + "\n" + CALL));
    for (var field :
        List.of(
            "X: a\u0000b",
            "X\u0000: a",
            "X: a\u0001b",
            "X Y: a",
            "X\t: a",
            ": a",
            "X",
            "\u00e9: a",
            "X(: a",
            "X: a\rb",
            "X: a\u000cb")) {
      odd.add(
          new Ambiguous(
              "field '" + field.replaceAll("\\p{Cntrl}", "?") + "'",
              LINE + HOST + field + "\r\n" + LENGTH_FIELD + "\r\n" + CALL));
    }
    for (var line :
        List.of(
            "POST /api/v3 HTTP/1.2",
            "POST /api/v3 HTTP/2.0",
            "POST /api/v3 HTTP/0.9",
            "POST /api/v3 HTTP/1.1 x",
            "POST /api/v3 x HTTP/1.1",
            "POST /api/v3 http/1.1",
            "POST /api/v3 HTTP/11",
            "POST /api/v3 HTTP/1.1.1",
            "POST /api/v3",
            "POST  HTTP/1.1",
            "PO ST /api/v3 HTTP/1.1",
            "P\u0000ST /api/v3 HTTP/1.1")) {
      odd.add(
          new Ambiguous(
              "line '" + line.replaceAll("\\p{Cntrl}", "?") + "'",
              line + "\r\n" + HOST + LENGTH_FIELD + "\r\n" + CALL));
    }
    return odd;
  }

  @ParameterizedTest
  @MethodSource({"lengthsBesideCodings", "oddLengths", "oddCodings", "oddChunks", "oddHeads"})
  void isClosedWithoutAnAnswer(Ambiguous request) {
    var before = node.receivedBesideProbes().size();
    try (var client = RawHttp.connect(gateway.port())) {
      var seen = client.send(request.bytes().getBytes(ISO_8859_1)).untilClosed();
      assertThat(seen).isEmpty();
    }
    assertThat(node.receivedBesideProbes()).hasSize(before);
  }

  @Test
  void aFoldedFieldIsSeenHoweverTheBytesArrive() {
    var folded = LINE + "Host: local\r\n host\r\n" + LENGTH_FIELD + "\r\n" + CALL;
    for (var size = 1; size < 60; size += 7) {
      try (var client = RawHttp.connect(gateway.port())) {
        sendAsFarAsTaken(client, folded.getBytes(UTF_8), size);
        assertThat(client.untilClosed()).as("in pieces of %d", size).isEmpty();
      }
    }
  }

  private static void sendAsFarAsTaken(RawHttp client, byte[] request, int pieces) {
    try {
      client.sendInPieces(request, pieces, Duration.ofNanos(20_000));
    } catch (UncheckedIOException _) {
      // It was closed before the last piece, as it should be.
    }
  }

  @Test
  void whatFollowsItOnTheConnectionIsNotServedEither() {
    var hidden = new String(Requests.post(Requests.balance("2")), UTF_8);
    var first =
        LINE + HOST + "Content-Length: " + hidden.length() + "\r\n" + CHUNKED_FIELD + "\r\n";
    var before = node.receivedBesideProbes().size();
    try (var client = RawHttp.connect(gateway.port())) {
      assertThat(client.send(first + "0\r\n\r\n" + hidden).untilClosed()).isEmpty();
    }
    assertThat(node.receivedBesideProbes()).hasSize(before);
  }
}
