package headgate.gateway.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import headgate.gateway.address.IpAddress;
import headgate.gateway.admit.ByteBudget;
import headgate.gateway.client.Client;
import headgate.gateway.client.Clients;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.listen.answer.AnswerStart;
import headgate.gateway.listen.answer.EarlyAnswer;
import headgate.gateway.listen.answer.ResponseHead;
import headgate.gateway.listen.held.ReadingPause;
import headgate.gateway.netty.LoopBuffer;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.Targets;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Meters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection on an embedded channel and virtual time, whose exchanges a test answers. */
final class ConnectionBench {
  static final int BODY_MAX = 200_000;
  static final Duration HEADER = Duration.ofSeconds(5);
  static final Duration BODY = Duration.ofSeconds(15);
  static final Duration IDLE = Duration.ofSeconds(75);
  static final Duration WRITE = Duration.ofSeconds(30);

  static final LimitsConfig LIMITS =
      new LimitsConfig(BODY_MAX, 100, 64, HEADER, BODY, IDLE, WRITE, 10, 10, 1 << 20, 2 << 20);

  /** Holds back what is flushed while it is shut: a caller that reads nothing. */
  private static final class Dam extends ChannelOutboundHandlerAdapter {
    private boolean shut;

    @Override
    public void flush(ChannelHandlerContext context) {
      if (!shut) {
        context.flush();
      }
    }
  }

  final ManualLoop loop = new ManualLoop();
  final ByteBudget budget;
  final List<Exchange> exchanges = new ArrayList<>();
  final List<String> upgrades = new ArrayList<>();
  final DuplexEmbeddedChannel channel;

  /** What serves requests that begin now. */
  RpcListener.Service service;

  /** The channel that the nodes are on; null where it is not known. */
  @Nullable String channelOfNodes = "";

  /** Says who asks. */
  Clients clients =
      new Clients(
          ClientsConfig.defaults(),
          new Rulebook(new Targets(List.of()), true, List.of()),
          Meters.OFF);

  /** What is closed to whom. */
  BiFunction<Client, Door, @Nullable EarlyAnswer> closed = (client, door) -> null;

  /** What is ready. */
  ReadyDoor ready = ReadyDoor.NONE;

  /** Whether more connections are open than may be. */
  boolean over;

  /** Whether the gateway takes its leave. */
  boolean leaving;

  final ConnectionSweep sweep;

  private final List<ByteBuf> sent = new ArrayList<>();
  private final Dam dam = new Dam();

  ConnectionBench() {
    this(new ByteBudget(1 << 30));
  }

  ConnectionBench(ByteBudget budget) {
    this.budget = budget;
    service = serving(LIMITS, exchanges::add);
    sweep = new ConnectionSweep(loop);
    sweep.start();
    var heads = new ResponseHead(loop.clock(), new LoopBuffer());
    var parts =
        new ListenerParts(
            budget,
            () -> service,
            new ReadingPause(loop, budget),
            sweep,
            heads,
            ListenerParts.Plain.of(heads),
            LoopAccess.OFF,
            () -> leaving);
    channel =
        new DuplexEmbeddedChannel(
            dam,
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel opened) {
                RpcHandler.serve(opened, loop, parts, new Downstream(IpAddress.LOOPBACK, seat()));
              }
            });
  }

  /** What would serve under other limits, or by another pipeline. */
  RpcListener.Service serving(LimitsConfig limits, Consumer<Exchange> pipeline) {
    return new RpcListener.Service(
        limits,
        clients,
        doors(),
        (context, request, door, client) -> upgrades.add(door.stream()),
        (client, door, body, from, to, sink) -> ready.answer(client, door, body, from, to, sink),
        pipeline);
  }

  private AcceptGate.Seat seat() {
    return new AcceptGate.Seat() {
      @Override
      public boolean belongsTo(IpAddress client) {
        return true;
      }

      @Override
      public boolean isOver() {
        return over;
      }

      @Override
      public void left() {
        throw new AssertionError("the listener's affair");
      }
    };
  }

  private Doors doors() {
    return new Doors() {
      @Override
      public @Nullable EarlyAnswer closed(Client client, Door door) {
        return closed.apply(client, door);
      }

      @Override
      public @Nullable String channel(int network) {
        return channelOfNodes;
      }

      @Override
      public Door find(@Nullable String host, String verb, String path) {
        var absent = new Door.Absent("not found");
        return switch (path) {
          case "/rpc" ->
              verb.equals("POST") ? new Door.Rpc(0, "v3", "/api/v3" + channelOfNodes) : absent;
          case "/stream" -> verb.equals("GET") ? new Door.Stream(0, "block", "/c/block") : absent;
          default -> new Door.Absent("nothing at " + path + " of " + host);
        };
      }
    };
  }

  /** The text of a good request. */
  static String post(String body) {
    return post("", body);
  }

  /** With more fields, each with its line end. */
  static String post(String fields, String body) {
    return "POST /rpc HTTP/1.1\r\nHost: h\r\n"
        + fields
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** The caller sends bytes. */
  void send(String bytes) {
    var buffer = Unpooled.copiedBuffer(bytes, ISO_8859_1);
    sent.add(buffer);
    channel.writeInbound(buffer);
  }

  /** Buffers of the caller that nobody has let go of. */
  long buffersHeld() {
    return sent.stream().filter(buffer -> buffer.refCnt() > 0).count();
  }

  /** The caller ends its side. */
  void endInput() {
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    channel.runPendingTasks();
  }

  /** The caller is gone. */
  void vanish() {
    channel.close();
    channel.runPendingTasks();
  }

  /** The caller stops to read. */
  void stopReading() {
    dam.shut = true;
  }

  /** The caller reads again. */
  void readOn() {
    dam.shut = false;
    channel.flush();
    channel.runPendingTasks();
  }

  /** All that the caller has received since the last call. */
  String received() {
    channel.runPendingTasks();
    var text = new StringBuilder();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      text.append(next.toString(ISO_8859_1));
      next.release();
    }
    return text.toString();
  }

  /** Answers the exchange at a place. */
  void answer(int index, String text) {
    var sink = exchanges.get(index).sink();
    var bytes = text.getBytes(ISO_8859_1);
    sink.hold(bytes.length);
    sink.begin(new AnswerStart(200, bytes.length, 0, ""));
    sink.chunk(bytes, 0, bytes.length);
    sink.end();
    channel.runPendingTasks();
  }

  String body(int index) {
    var exchange = exchanges.get(index);
    return new String(exchange.body(), 0, exchange.bodyLength(), ISO_8859_1);
  }

  boolean open() {
    return channel.isOpen();
  }

  void advance(Duration by) {
    loop.advance(by);
    channel.runPendingTasks();
  }
}
