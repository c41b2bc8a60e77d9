package headgate.acceptance.roles;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Callers that go on reading, each call another one, at a bounded pace. */
final class Readers implements AutoCloseable {
  private static final int CALLERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No faster than this in all, in calls per second, whatever the machine. */
  static final int PACE_MAX = CALLERS * 50;

  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  Readers(TestGateway gateway) {
    for (var caller = 0; caller < CALLERS; caller++) {
      running.add(threads.submit(() -> read(gateway)));
    }
  }

  private void read(TestGateway gateway) {
    try (var client = RawHttp.connect(gateway.port())) {
      while (!stopped) {
        var number = reads.incrementAndGet();
        var request = RawHttp.request(TestGateway.PATH, Calls.balance(number));
        var answer = client.send(request).response();
        if (answer.status() != 200 || !answer.body().contains("\"result\"")) {
          failures.add(answer.toString());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Waits until so many more were made. */
  void awaitReads(int more) {
    var until = reads.get() + more;
    Eventually.value(more + " reads", PATIENCE, reads::get, made -> made >= until);
  }

  /** What was no answer. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Ends when every caller has its last answer; fails if one of them did. */
  void end() throws ExecutionException, InterruptedException {
    stopped = true;
    for (var each : running) {
      each.get();
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.close();
  }
}
