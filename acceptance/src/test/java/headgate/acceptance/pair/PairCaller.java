package headgate.acceptance.pair;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A caller that goes on after a lost call, and sends the height that it was answered at last with
 * each request.
 */
final class PairCaller implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String HEIGHT_NOT_REACHED = "-32096";

  private final int port;
  private final Counts counts;
  private @Nullable RawHttp connection;
  private long seen = -1;

  PairCaller(int port, Counts counts) {
    this.port = port;
    this.counts = counts;
  }

  /** Asks for the newest block. */
  void read() {
    var began = counts.phase;
    var answer = ask(Calls.call("1", "icx_getLastBlock"));
    if (answer.lost()) {
      counts.lostReads.add(answer.body());
    } else if (answer.body().contains(HEIGHT_NOT_REACHED)) {
      counts.late.incrementAndGet();
    } else if (answer.body().contains("\"result\":{")) {
      counts.reads.incrementAndGet();
      see(answer);
    } else {
      counts.wrong.add(began + " read " + answer);
    }
  }

  /** Asks for two balances at once. */
  void batch() {
    var began = counts.phase;
    var answer = ask("[" + Calls.balance(1) + "," + Calls.balance(2) + "]");
    counts.batches.incrementAndGet();
    if (answer.lost()) {
      lost(counts.lostBatches, began, answer);
    } else if (!answer.body().startsWith("[")) {
      counts.wrong.add(began + " batch " + answer);
    } else if (!answer.body().contains(HEIGHT_NOT_REACHED)) {
      see(answer);
    }
  }

  /** Sends a transaction; whether it was acknowledged. */
  boolean write(String body, String hash) {
    var began = counts.phase;
    var answer = ask(body);
    counts.writes.incrementAndGet();
    if (answer.lost()) {
      lost(counts.lostWrites, began, answer);
      return false;
    }
    if (!answer.body().contains("\"result\":\"" + hash + "\"")) {
      counts.wrong.add(began + " write " + answer);
    }
    return true;
  }

  private void lost(AtomicLong count, Counts.Phase began, Answer answer) {
    count.incrementAndGet();
    if (!counts.mayBeAffected(began)) {
      counts.wrong.add("lost though begun " + began + ": " + answer);
    }
  }

  private void see(Answer answer) {
    var height = Long.decode(answer.head());
    if (height < seen) {
      counts.wentBack.add(height + " after " + seen);
    }
    seen = height;
  }

  private Answer ask(String body) {
    var request = RawHttp.request(TestGateway.PATH, body);
    var field = seen < 0 ? "" : "X-Headgate-Min-Height: 0x" + Long.toHexString(seen) + "\r\n";
    try {
      var open = connection == null ? RawHttp.connect(port).within(PATIENCE) : connection;
      connection = open;
      return Answer.of(open.send(request.replaceFirst("\r\n", "\r\n" + field)).response());
    } catch (UncheckedIOException ended) {
      close();
      return new Answer(true, ended.toString(), "");
    }
  }

  /**
   * What came of a request.
   *
   * @param lost whether no gateway has answered it
   */
  private record Answer(boolean lost, String body, String head) {
    /** What HAProxy says itself has no id, and no line break at its end. */
    static Answer of(RawResponse response) {
      var body = response.body();
      return new Answer(body.endsWith("\"id\":null}"), body, response.header("X-Headgate-Head"));
    }
  }

  @Override
  public void close() {
    var open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
