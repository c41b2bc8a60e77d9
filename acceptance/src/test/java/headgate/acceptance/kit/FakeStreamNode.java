package headgate.acceptance.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A node whose WebSocket streams a test plays, behind a real loopback socket. To HTTP it answers
 * nothing but the height probe of ICON nodes and their question for a block.
 *
 * <pre>{@code
 * try (var node = FakeStreamNode.start()) {
 *   node.plays(stream -> {
 *     stream.request();
 *     stream.send("{\"code\":0}\n").send("{\"height\":\"0x1\"}\n").end();
 *   });
 * }
 * }</pre>
 */
public final class FakeStreamNode implements AutoCloseable {
  private static final long HEIGHT = 0x3e8;

  private final String scheme;
  private final ServerSocket server;
  private final List<NodeSideStream> streams = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile String network = "0x53";
  private volatile Play play = NodeSideStream::begin;

  private FakeStreamNode(String scheme, ServerSocket server) throws IOException {
    this.scheme = scheme;
    this.server = server;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    Thread.ofVirtual().start(this::accept);
  }

  /** What the node does on each stream; afterwards the stream stays as it is. */
  @FunctionalInterface
  public interface Play {
    /** Plays one stream, on a thread of its own. */
    void on(NodeSideStream stream) throws IOException;
  }

  /** A node that begins every stream and then says nothing. */
  public static FakeStreamNode start() {
    return Sockets.orFail(() -> {
      return new FakeStreamNode("http", new ServerSocket());
    });
  }

  /** The same behind TLS, showing that identity. */
  public static FakeStreamNode secured(TestIdentity identity) {
    var factory = identity.serverContext(null).getServerSocketFactory();
    return Sockets.orFail(() -> {
      return new FakeStreamNode("https", factory.createServerSocket());
    });
  }

  /** What it does on each stream from now on. */
  public FakeStreamNode plays(Play next) {
    play = next;
    return this;
  }

  /** The network id that its probes answer from now on; 0x53 at first. */
  public FakeStreamNode network(String id) {
    network = id;
    return this;
  }

  /** Where it listens, without a path. */
  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
  }

  /** The streams so far, in the order in which they were opened. */
  public List<NodeSideStream> streams() {
    return List.copyOf(streams);
  }

  /** The stream of that number, from 0, as soon as there is one. */
  public NodeSideStream stream(int number) {
    Eventually.holds("stream " + number + " is there", () -> streams.size() > number);
    return streams.get(number);
  }

  /** How many streams are open now. */
  public long streamsOpen() {
    return streams.stream().filter(stream -> !stream.isOver()).count();
  }

  /** Refuses connections and breaks those it has, as a node that was killed. */
  public void dies() {
    close();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException _) {
      // Closed: the node died or the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply answer(ReceivedRequest probe) {
    return probe.method().equals("icx_getBlockByHeight")
        ? FakeBlock.answer(probe, HEIGHT)
        : Reply.result(networkInfo());
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      var reader = new HttpReader(in);
      for (var line = reader.line(); line != null; line = reader.line()) {
        var request = new ReceivedRequest(0, line, reader.headers(), new byte[0]);
        if (request.header("Upgrade").isEmpty()) {
          var body = reader.body(request.headers(), false);
          var probe = new ReceivedRequest(0, line, request.headers(), body);
          socket.getOutputStream().write(answer(probe).bytes(probe.idText()));
        } else {
          var stream = new NodeSideStream(socket, in, request);
          streams.add(stream);
          stream.accept();
          play.on(stream);
          return;
        }
      }
    } catch (IOException _) {
      // The peer left or the test is over.
    }
  }

  private String networkInfo() {
    return """
    {"platform":"icon","nid":"%s","channel":"icon_dex","earliest":"0x0","latest":"0x3e8"}\
    """
        .formatted(network);
  }
}
