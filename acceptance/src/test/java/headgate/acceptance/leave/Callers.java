package headgate.acceptance.leave;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Callers who ask one request after the other over a connection each, until an answer says that it
 * is the last. Whoever has asked must be answered.
 */
final class Callers implements AutoCloseable {
  private static final int READERS = 18;
  private static final int BATCHERS = 6;
  private static final int WRITERS = 4;
  private static final int WAITERS = 4;
  private static final int STREAMS = 3;
  private static final int BATCH = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BLOCKS = "/api/v3/icon_dex/block";

  private final int port;
  private final DevNetwork nodes;
  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final AtomicLong nonces = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Callers(int port, DevNetwork nodes) {
    this.port = port;
    this.nodes = nodes;
  }

  /** One request and what is right for its answer. */
  @FunctionalInterface
  private interface Asking {
    RawResponse ask(RawHttp client);
  }

  /** All begin. */
  void begin() {
    crowd(READERS, caller -> repeat("read", client -> post(client, Calls.balance(caller))));
    crowd(BATCHERS, caller -> repeat("batch", client -> post(client, batch(caller))));
    crowd(WRITERS, caller -> repeat("write", client -> post(client, transfer(caller))));
    crowd(WAITERS, caller -> repeat("wait", client -> waitFor(client, WRITERS + caller)));
    crowd(STREAMS, _ -> stream());
  }

  private void crowd(int size, IntConsumer caller) {
    IntStream.range(0, size).forEach(index -> threads.submit(() -> caller.accept(index)));
  }

  private void repeat(String kind, Asking asking) {
    try (var client = RawHttp.connect(port).within(PATIENCE)) {
      var last = false;
      while (!last) {
        var response = asking.ask(client);
        count(kind + outcome(response));
        last = response.header("Connection").equalsIgnoreCase("close");
      }
      count("told to close");
    } catch (RuntimeException | AssertionError none) {
      lost.add(kind + ": " + none);
    }
  }

  private static String outcome(RawResponse response) {
    var body = response.body();
    if (body.contains("-32094") || body.contains("-32095") || body.contains("-32092")) {
      return ", answered with an error of the gateway";
    }
    return body.contains("\"error\"") ? ", answered with a node's error" : ", answered";
  }

  private static RawResponse post(RawHttp client, String body) {
    return client.send(RawHttp.request(TestGateway.PATH, body)).response();
  }

  private static String batch(int caller) {
    return IntStream.range(0, BATCH)
        .mapToObj(item -> Calls.balance(100 + caller * BATCH + item))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String transfer(int wallet) {
    var nonce = nonces.incrementAndGet();
    return nodes
        .wallets()
        .get(wallet)
        .transfer(nodes.wallets().getLast().address(), BigInteger.ONE)
        .nonce(nonce)
        .signed(nodes.chain().clock().epochMicros())
        .request(nonce);
  }

  private RawResponse waitFor(RawHttp client, int wallet) {
    var nonce = nonces.incrementAndGet();
    var signed =
        nodes
            .wallets()
            .get(wallet)
            .transfer(nodes.wallets().getLast().address(), BigInteger.ONE)
            .nonce(nonce)
            .signed(nodes.chain().clock().epochMicros());
    var body = Calls.call("1", "icx_sendTransactionAndWait", signed.params());
    var patient = "\r\nIcon-Options: timeout=60000\r\n\r\n";
    return client
        .send(RawHttp.request(TestGateway.PATH, body).replaceFirst("\r\n\r\n", patient))
        .response();
  }

  private void stream() {
    try (var stream = RawWebSocket.open(port, BLOCKS).within(PATIENCE)) {
      stream.send("{\"height\":\"0x1\"}");
      var frame = stream.next();
      while (frame.opcode() != RawWebSocket.CLOSE) {
        frame = stream.next();
      }
      count("stream, closed with " + frame.closeStatus());
    } catch (RuntimeException | AssertionError none) {
      lost.add("stream: " + none);
    }
  }

  private void count(String what) {
    counts.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
  }

  /** How often that has happened. */
  long count(String... what) {
    var sum = 0L;
    for (var each : what) {
      sum += counts.getOrDefault(each, new AtomicLong()).get();
    }
    return sum;
  }

  /** Requests without an answer; empty as it should be. */
  Queue<String> lost() {
    return lost;
  }

  /** All counts. */
  String report() {
    return counts.toString();
  }

  /** How many keep asking until they are told to stop. */
  static int askers() {
    return READERS + BATCHERS + WRITERS + WAITERS;
  }

  /** How many have a stream. */
  static int streams() {
    return STREAMS;
  }

  /** Waits until everybody has ended. */
  void await() {
    threads.close();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
