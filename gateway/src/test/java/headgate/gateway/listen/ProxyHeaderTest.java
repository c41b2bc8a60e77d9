package headgate.gateway.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import headgate.gateway.testkit.ManualLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final IpAddress PEER = IpAddress.parse("10.0.0.2");

  private final ManualLoop loop = new ManualLoop();
  private final List<String> clients = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
              ProxyHeader.awaitOn(
                  opened, loop, Duration.ofSeconds(5), PEER, client -> serve(opened, client));
            }
          });

  private void serve(Channel opened, IpAddress client) {
    clients.add(client.toString());
    opened
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelActive(ChannelHandlerContext context) {
                heard.add("active");
              }

              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                var bytes = (ByteBuf) message;
                heard.add(bytes.toString(ISO_8859_1));
                bytes.release();
              }
            });
  }

  @AfterEach
  void nothingIsLeft() {
    channel.finishAndReleaseAll();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  private void sendHex(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
  }

  @Test
  void whatComesBehindTheHeaderIsTheClientsOwn() {
    send("PROXY TCP4 203.0.113.7 10.0.0.1 4711 9000\r\nPOST / HTTP/1.1\r\n");
    send("more");

    assertThat(clients).containsExactly("203.0.113.7");
    assertThat(heard).containsExactly("active", "POST / HTTP/1.1\r\n", "more");
  }

  @Test
  void aHeaderMayComeInPieces() {
    "PROXY TCP6 2001:db8::1 ::1 4711 9000\r\nX".chars().forEach(letter -> send("" + (char) letter));
    assertThat(clients).containsExactly("2001:db8::1");
    assertThat(heard).containsExactly("active", "X");
  }

  @ParameterizedTest
  @CsvSource({
    // version 2, PROXY, TCP over IPv4, 12 bytes
    "2111000c cb007107 0a000001 1267 2328, 203.0.113.7",
    // the same behind a field that nobody knows
    "21110013 cb007107 0a000001 1267 2328 ee0004 01020304, 203.0.113.7",
    // TCP over IPv6, a mapped address
    "21210024 00000000000000000000ffffcb007107 00000000000000000000000000000001 1267 2328,"
        + " 203.0.113.7",
    // LOCAL: the proxy itself
    "20000000, 10.0.0.2",
  })
  void theBinaryFormIsRead(String rest, String client) {
    sendHex(SIGNATURE + rest.replace(" ", ""));

    assertThat(clients).containsExactly(client);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aProxyThatSaysUnknownIsItself() {
    send("PROXY UNKNOWN\r\n");

    assertThat(clients).containsExactly("10.0.0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/v3 HTTP/1.1\r\nHost: h\r\n\r\n",
        "PROXY TCP4 localhost 10.0.0.1 4711 9000\r\n",
        "PROXY TCP4 203.0.113.7\r\n",
        "PROXY TCP4 203.0.113.777 10.0.0.1 4711 9000\r\n",
        "PROXY TCP4 203.0.113.7 10.0.0.1 99999 9000\r\n",
        "PROXY SCTP 203.0.113.7 10.0.0.1 4711 9000\r\n",
        "PROXY TCP4 203.0.113.7, 127.0.0.1 10.0.0.1 4711 9000\r\n",
      })
  void anythingElseEndsTheConnection(String bytes) {
    send(bytes);

    assertThat(clients).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // version 3, a local socket, more fields than are taken, addresses cut off
        "3111000ccb0071070a00000112672328",
        "213100d8",
        "2111ffff",
        "21110004cb007107",
      })
  void anOddBinaryFormNamesNobody(String rest) {
    sendHex(SIGNATURE + rest + "00".repeat(1_300));

    assertThat(clients).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whoSaysNothingIsClosedAtTheDeadline() {
    send("PROXY TCP4");
    loop.advance(Duration.ofSeconds(5).minusMillis(1));
    assertThat(channel.isOpen()).isTrue();
    loop.advance(Duration.ofMillis(1));

    assertThat(channel.isOpen()).isFalse();
    assertThat(clients).isEmpty();
  }

  @Test
  void theDeadlineIsOverWithTheHeader() {
    send("PROXY TCP4 203.0.113.7 10.0.0.1 4711 9000\r\n");
    loop.advance(Duration.ofMinutes(1));

    assertThat(channel.isOpen()).isTrue();
  }
}
