package headgate.devnode.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node received: calls by method, the last bodies byte for byte, every transaction with how
 * often it came and was accepted, and connections. Faults do not hide anything from it.
 */
public final class Counters {
  /** How many bodies are kept. */
  public static final int BODIES_MAX = 1_024;

  private static final long BODY_BYTES_MAX = 16 << 20;
  private static final int METHODS_MAX = 1_000;
  private static final int TRANSACTIONS_MAX = 100_000;

  private final Map<String, Long> methods = new TreeMap<>();
  private final Map<String, Sends> transactions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sends> eldest) {
          return size() > TRANSACTIONS_MAX;
        }
      };
  private final ArrayDeque<byte[]> bodies = new ArrayDeque<>();
  private long bodyBytes;
  private long requests;
  private long bytes;
  private long connectionsOpened;
  private long connectionsOpen;

  /** How often a transaction came, and how often its hash was the answer. */
  public record Sends(long received, long accepted) {}

  /** Everything but the bodies, at one moment. */
  public record Snapshot(
      long requests,
      long bytes,
      Connections connections,
      Map<String, Long> methods,
      Map<String, Sends> transactions) {
    public Snapshot {
      methods = Map.copyOf(methods);
      transactions = Map.copyOf(transactions);
    }
  }

  /** Connections: since the start, and now. */
  public record Connections(long opened, long open) {}

  public synchronized void connectionOpened() {
    connectionsOpened++;
    connectionsOpen++;
  }

  public synchronized void connectionClosed() {
    connectionsOpen--;
  }

  /** A body came in; the node keeps the last ones. */
  public synchronized void received(byte[] body) {
    requests++;
    bytes += body.length;
    bodies.addLast(body);
    bodyBytes += body.length;
    while (bodies.size() > BODIES_MAX || bodyBytes > BODY_BYTES_MAX) {
      bodyBytes -= bodies.removeFirst().length;
    }
  }

  /** A call of a method came in. */
  public synchronized void called(String method) {
    if (methods.size() < METHODS_MAX || methods.containsKey(method)) {
      methods.merge(method, 1L, Long::sum);
    }
  }

  /** A transaction came in. */
  public synchronized void transactionReceived(String hash) {
    var before = transactions.getOrDefault(hash, new Sends(0, 0));
    transactions.put(hash, new Sends(before.received + 1, before.accepted));
  }

  /** A transaction was taken into the pool. */
  public synchronized void transactionAccepted(String hash) {
    var before = transactions.getOrDefault(hash, new Sends(0, 0));
    transactions.put(hash, new Sends(before.received, before.accepted + 1));
  }

  /** How often a method was called. */
  public synchronized long calls(String method) {
    return methods.getOrDefault(method, 0L);
  }

  /** How often a transaction came and was accepted; zero if it never came. */
  public synchronized Sends sends(String hash) {
    return transactions.getOrDefault(hash, new Sends(0, 0));
  }

  /** The last bodies, the oldest first. */
  public synchronized List<byte[]> bodies() {
    return new ArrayList<>(bodies);
  }

  public synchronized Snapshot snapshot() {
    var connections = new Connections(connectionsOpened, connectionsOpen);
    return new Snapshot(requests, bytes, connections, methods, transactions);
  }

  /** Forgets everything but the connections. */
  public synchronized void reset() {
    methods.clear();
    transactions.clear();
    bodies.clear();
    bodyBytes = 0;
    requests = 0;
    bytes = 0;
  }
}
