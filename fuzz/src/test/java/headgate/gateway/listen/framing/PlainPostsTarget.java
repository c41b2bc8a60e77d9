package headgate.gateway.listen.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The decoder alone and the decoder behind {@link PlainPosts} make the same requests of the same
 * bytes, or refuse them alike, whatever heads were learnt before, and whatever comes on another
 * connection in between.
 */
public final class PlainPostsTarget {
  /** Where one piece that is read ends and the next begins. */
  private static final String CUT = "\u001e";

  /** Begins a piece that comes on the other connection of the loop. */
  private static final String OTHER = "\u001d";

  /** Heads as client libraries send them. */
  private static final List<String> TAUGHT =
      List.of(
          "POST /api/v3 HTTP/1.1\r\nHost: a:9000\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n"
              + "Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}",
          "POST /api/v3 HTTP/1.1\r\nContent-Length: 2\r\nHost: a\r\nUser-Agent: Java-http-client/25"
              + "\r\nContent-Type: application/json\r\n\r\n{}",
          "POST / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\ncontent-type: text/plain\r\n"
              + "content-length:2\r\n\r\n{}",
          "POST /api/v3/x HTTP/1.1\r\nHost: a\r\nContent-Length:   2\r\n\r\n{}");

  private PlainPostsTarget() {}

  /**
   * The first byte chooses the head that is learnt, the rest is what comes, piece by piece, on two.
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var taught = TAUGHT.get((input[0] & 0xff) % TAUGHT.size());
    var stream = new String(input, 1, input.length - 1, ISO_8859_1);
    var shared = new PlainPosts.Shared();
    var decoded = List.of(new Connection(null).learning(taught), new Connection(null));
    var plain = List.of(new Connection(shared).learning(taught), new Connection(shared));
    for (var piece : stream.split(CUT, -1)) {
      var other = piece.startsWith(OTHER) ? 1 : 0;
      decoded.get(other).comes(piece.substring(other));
      plain.get(other).comes(piece.substring(other));
    }
    for (var which = 0; which < 2; which++) {
      var expected = decoded.get(which);
      var found = plain.get(which);
      assertThat(found.told.requests).isEqualTo(expected.told.requests);
      assertThat(found.endsWithin()).as("what is left over").isEqualTo(expected.endsWithin());
    }
    assertThat(plain.getFirst().told.whole).as("the second of two alike is known").isPositive();
  }

  /** One connection of a loop, behind what its connections share or without it. */
  private static final class Connection {
    private final Told told = new Told();
    private final FramingGuard guard = new FramingGuard(() -> {});
    private final EmbeddedChannel channel;

    Connection(PlainPosts.@Nullable Shared shared) {
      channel =
          shared == null
              ? new EmbeddedChannel(guard, told)
              : new EmbeddedChannel(new PlainPosts(shared, guard, told), guard, told);
    }

    Connection learning(String request) {
      comes(request);
      comes(request);
      return this;
    }

    void comes(String piece) {
      if (!told.refused && !piece.isEmpty()) {
        channel.writeInbound(Unpooled.copiedBuffer(piece, ISO_8859_1));
      }
    }

    boolean endsWithin() {
      var within = guard.isWithin();
      channel.finishAndReleaseAll();
      return within;
    }
  }

  /** What a connection is told. */
  private static final class Told extends ChannelInboundHandlerAdapter
      implements PlainPosts.Requests {
    private final List<String> requests = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private String head = "";
    private boolean refused;
    private int whole;

    @Override
    public boolean between() {
      return !refused;
    }

    @Override
    public void whole(PlainHead known, byte[] bytes, int from, int to) {
      whole++;
      requests.add(text(known.request()) + new String(bytes, from, to - from, ISO_8859_1));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        if (!refused && message instanceof HttpObject object) {
          read(object);
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    private void read(HttpObject object) {
      if (object.decoderResult().isFailure()) {
        refused = true;
        requests.add("refused behind " + body.length() + " bytes of a body");
        return;
      }
      if (object instanceof HttpRequest request) {
        head = text(request);
      }
      if (object instanceof HttpContent content) {
        body.append(content.content().toString(ISO_8859_1));
      }
      if (object instanceof LastHttpContent) {
        requests.add(head + body);
        body.setLength(0);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      throw new AssertionError("not refused but thrown", cause);
    }

    private static String text(HttpRequest request) {
      var text = new StringBuilder();
      text.append(request.method()).append(' ').append(request.uri());
      text.append(' ').append(request.protocolVersion()).append('\n');
      for (var field : request.headers()) {
        if (!field.getKey().toLowerCase(Locale.ROOT).equals("content-length")) {
          text.append(field.getKey()).append(':').append(field.getValue()).append('\n');
        }
      }
      return text.append('\n').toString();
    }
  }
}
