package headgate.acceptance.kit;

import headgate.devnode.http.FullQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A node whose every answer is scripted, behind a real loopback socket. It records each request to
 * the byte and counts its connections.
 *
 * <p>Without a script it answers the height probes of ICON and EVM nodes and their questions for
 * blocks from its {@link #height}, the newest block being new, and anything else as goloop answers
 * an unknown method.
 *
 * <pre>{@code
 * try (var node = FakeNode.at(1_000)) {
 *   node.answers("icx_getBalance", "\"0x7\"");
 *   node.next("icx_getBalance", Reply.result("\"0x7\"").resetAfter(30));
 * }
 * }</pre>
 */
public final class FakeNode implements AutoCloseable {
  private static final String ANY = "";
  private static final Set<String> PROBES =
      Set.of("icx_getNetworkInfo", "eth_blockNumber", "eth_chainId");

  private final Map<String, Function<ReceivedRequest, Reply>> standing = new ConcurrentHashMap<>();
  private final Map<String, Queue<Reply>> queued = new ConcurrentHashMap<>();
  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final Set<FakeNodeConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final String scheme;
  private final Doorway doorway;
  private final int port;
  private volatile @Nullable ServerSocket server;
  private volatile @Nullable Thread doorkeeper;
  private volatile @Nullable FullQueue queue;
  private volatile boolean welcoming = true;
  private volatile long height = 1_000;
  private volatile long network = 0x53;

  private FakeNode(String scheme, Doorway doorway) {
    this.scheme = scheme;
    this.doorway = doorway;
    this.port = listen(0);
  }

  /** A node at height 1,000. */
  public static FakeNode start() {
    return at(1_000);
  }

  /** A node at that height. */
  public static FakeNode at(long height) {
    return new FakeNode("http", ServerSocket::new).height(height);
  }

  /** A node at height 1,000 behind TLS that shows that identity. */
  public static FakeNode secured(TestIdentity identity) {
    var factory = identity.serverContext(null).getServerSocketFactory();
    return new FakeNode("https", factory::createServerSocket);
  }

  /** The same, for no client but one that shows this identity. */
  public static FakeNode secured(TestIdentity identity, TestIdentity client) {
    var factory = identity.serverContext(client).getServerSocketFactory();
    return new FakeNode(
        "https",
        () -> {
          var socket = (SSLServerSocket) factory.createServerSocket();
          socket.setNeedClientAuth(true);
          return socket;
        });
  }

  /** Where it listens, without a path. */
  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  /** The port it listens on, on the loopback address. */
  public int port() {
    return port;
  }

  /** The height that its probes answer from now on. */
  public FakeNode height(long newHeight) {
    height = newHeight;
    return this;
  }

  /** The network id (or EVM chain id) that its probes answer from now on; 0x53 at first. */
  public FakeNode network(long id) {
    network = id;
    return this;
  }

  /** Answers that method with this result, given as JSON text. */
  public FakeNode answers(String method, String resultJson) {
    return replies(method, _ -> Reply.result(resultJson));
  }

  /** Answers that method with a JSON-RPC error. */
  public FakeNode answersError(String method, int code, String message) {
    return replies(method, _ -> Reply.error(code, message));
  }

  /** Answers that method with what the function makes of the request. */
  public FakeNode replies(String method, Function<ReceivedRequest, Reply> script) {
    standing.put(method, script);
    return this;
  }

  /** Answers every request that has no script of its own, probes too, with this. */
  public FakeNode repliesToAll(Reply reply) {
    return replies(ANY, _ -> reply);
  }

  /** Answers the next calls of that method with these, one each, before any standing script. */
  public FakeNode next(String method, Reply... replies) {
    queued.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(replies));
    return this;
  }

  /** Takes every request, probes too, and answers none of them. */
  public FakeNode stalls() {
    repliesToAll(Reply.silence());
    standing.keySet().retainAll(Set.of(ANY));
    return this;
  }

  /** Refuses connections and drops those it has, as a node that died. */
  public FakeNode dies() {
    close();
    return this;
  }

  /** Listens again on its old port, after {@link #dies}. */
  public FakeNode comesBack() {
    listen(port);
    return this;
  }

  /** Refuses new connections and keeps those it has, so that its probes go on. */
  public FakeNode refusesNewConnections() {
    stopListening();
    return this;
  }

  /** Neither takes nor refuses new connections, and keeps those it has. */
  public FakeNode leavesNewConnectionsWaiting() {
    stopListening();
    queue = FullQueue.at(port);
    return this;
  }

  /** Ends new connections before any handshake, and keeps those it has. */
  public FakeNode breaksNewHandshakes() {
    welcoming = false;
    return this;
  }

  /** Closes the connections that wait for a request, as a server does whose patience is over. */
  public FakeNode closesIdleConnections() {
    open.stream().filter(FakeNodeConnection::idle).forEach(FakeNodeConnection::close);
    return this;
  }

  /** Every request so far, in order of arrival. */
  public List<ReceivedRequest> received() {
    return List.copyOf(received);
  }

  /** Every request so far that calls this method. */
  public List<ReceivedRequest> received(String method) {
    return received.stream().filter(request -> request.method().equals(method)).toList();
  }

  /** Every request so far that is none of a gateway's own, which come on their own connections. */
  public List<ReceivedRequest> receivedBesideProbes() {
    var probing =
        received.stream()
            .filter(request -> PROBES.contains(request.method()))
            .map(ReceivedRequest::connection)
            .collect(Collectors.toSet());
    return received.stream().filter(request -> !probing.contains(request.connection())).toList();
  }

  /** How many connections it ever accepted. */
  public int connectionsAccepted() {
    return accepted.get();
  }

  /** How many connections are open now. */
  public int connectionsOpen() {
    return open.size();
  }

  @Override
  public void close() {
    stopListening();
    open.forEach(FakeNodeConnection::close);
    var full = queue;
    if (full != null) {
      full.close();
    }
  }

  private void stopListening() {
    var listening = server;
    var keeper = doorkeeper;
    server = null;
    if (listening != null && keeper != null) {
      try {
        listening.close();
        // Only when nobody waits at the door any more does the machine refuse who comes.
        keeper.join(Eventually.PATIENCE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Records the request and chooses its answer. */
  Reply answer(ReceivedRequest request) {
    received.add(request);
    var waiting = queued.get(request.method());
    var queuedReply = waiting == null ? null : waiting.poll();
    if (queuedReply != null) {
      return queuedReply;
    }
    var own = standing.get(request.method());
    // Looked up last: a node that is told to stall puts this script before it takes the others.
    var script = own == null ? standing.get(ANY) : own;
    return script == null ? probe(request) : script.apply(request);
  }

  void ended(FakeNodeConnection connection) {
    open.remove(connection);
  }

  private Reply probe(ReceivedRequest request) {
    return switch (request.method()) {
      case "icx_getNetworkInfo" ->
          Reply.result(
              """
              {"platform":"icon","nid":"0x%x","channel":"icon_dex","earliest":"0x0",\
              "latest":"0x%x","stepPrice":"0x2e90edd00"}\
              """
                  .formatted(network, height));
      case "eth_blockNumber" -> Reply.result("\"0x%x\"".formatted(height));
      case "eth_chainId" -> Reply.result("\"0x%x\"".formatted(network));
      case "icx_getBlockByHeight", "eth_getBlockByNumber" -> FakeBlock.answer(request, height);
      default -> Reply.error(-32601, "MethodNotFound: " + request.method());
    };
  }

  private int listen(int wanted) {
    try {
      var listening = doorway.open();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 1_024);
      server = listening;
      doorkeeper = Thread.ofVirtual().start(() -> accept(listening));
      return listening.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        serve(listening.accept());
      }
    } catch (SocketException _) {
      // Closed: the node died or the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) throws IOException {
    if (!welcoming) {
      socket.close();
      return;
    }
    var connection = new FakeNodeConnection(this, socket, accepted.incrementAndGet());
    open.add(connection);
    Thread.ofVirtual().start(connection);
    if (server == null) {
      connection.close();
    }
  }

  private interface Doorway {
    ServerSocket open() throws IOException;
  }
}
