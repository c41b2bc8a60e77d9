package headgate.gateway.listen.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.client.Client;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.listen.Door;
import headgate.gateway.testkit.ManualLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One caller on an embedded channel and virtual time, behind a session that writes down. */
final class WebSocketBench {
  static final int MESSAGE_MAX = 200;
  static final Duration HEADER = Duration.ofSeconds(5);
  static final Duration WRITE = Duration.ofSeconds(30);
  static final String SOUND =
      """
      GET /stream HTTP/1.1\r
      Host: h\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private static final int MIB = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final LimitsConfig LIMITS =
      new LimitsConfig(MIB, 100, 64, HEADER, LONG, LONG, WRITE, 10, 10, MIB, MIB);

  final ManualLoop loop = new ManualLoop();
  final ByteBudget budget;
  final List<String> seen = new ArrayList<>();
  final List<Boolean> agreed = new ArrayList<>();
  final EmbeddedChannel channel;
  private final Dam dam = new Dam();
  private Streams.@Nullable Caller caller;

  WebSocketBench() {
    this(new ByteBudget(MIB));
  }

  WebSocketBench(ByteBudget budget) {
    this.budget = budget;
    var door = new WebSocketDoor(new WebSocketDoor.Terms(loop, LIMITS, budget, streams()));
    channel =
        new EmbeddedChannel(dam, new HttpRequestDecoder(), new Switch(door)) {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
          }
        };
  }

  /** Holds back what is flushed while it is shut: a caller that reads nothing. */
  private static final class Dam extends ChannelOutboundHandlerAdapter {
    private boolean shut;
    private int flushes;

    @Override
    public void flush(ChannelHandlerContext context) {
      flushes++;
      if (!shut) {
        context.flush();
      }
    }
  }

  /** Asks the door once the head of a request is there. */
  private final class Switch extends ChannelInboundHandlerAdapter {
    private final WebSocketDoor door;

    Switch(WebSocketDoor door) {
      this.door = door;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        var stream = new Door.Stream(0, "block", "/block");
        agreed.add(door.upgrade(context, request, stream, Client.OPERATOR));
      }
      ReferenceCountUtil.release(message);
    }
  }

  private Streams streams() {
    return new Streams() {
      @Override
      public int messageBytesMax(Door.Stream door) {
        return MESSAGE_MAX;
      }

      @Override
      public Session enter(Door.Stream door, Caller entering) {
        caller = entering;
        return session();
      }
    };
  }

  private Streams.Session session() {
    return new Streams.Session() {
      @Override
      public void request(byte[] message) {
        seen.add("request " + new String(message, UTF_8));
      }

      @Override
      public void alive() {}

      @Override
      public void writable() {
        seen.add("writable");
      }

      @Override
      public void closing(int status, String reason) {
        seen.add("closing " + status + reason);
      }

      @Override
      public void broken() {
        seen.add("broken");
      }

      @Override
      public void gone() {
        seen.add("gone");
      }
    };
  }

  Streams.Caller caller() {
    if (caller == null) {
      throw new AssertionError("nobody has switched");
    }
    return caller;
  }

  /** A caller that has switched; the answer to it is read. */
  static WebSocketBench switched() {
    return new WebSocketBench().asks();
  }

  WebSocketBench asks() {
    send(SOUND);
    received();
    return this;
  }

  /** The caller sends bytes. */
  void send(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
    settle();
  }

  /** The caller sends a frame whose mask is zero; the first byte holds flags and opcode. */
  void frame(int first, String payload) {
    var length = payload.length();
    var head = length < 126 ? "" + (char) (0x80 | length) : "\u00fe\0" + (char) length;
    send((char) first + head + "\0\0\0\0" + payload);
  }

  /** How often something was handed to the operating system. */
  int flushes() {
    return dam.flushes;
  }

  /** The caller stops to read. */
  void stopReading() {
    dam.shut = true;
  }

  void readOn() {
    dam.shut = false;
    channel.flush();
    settle();
  }

  void advance(Duration by) {
    loop.advance(by);
    settle();
  }

  void settle() {
    channel.runPendingTasks();
    loop.settle();
  }

  /** All that the caller has received since the last call, byte for byte. */
  String received() {
    settle();
    var text = new StringBuilder();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      text.append(next.toString(ISO_8859_1));
      next.release();
    }
    return text.toString();
  }
}
