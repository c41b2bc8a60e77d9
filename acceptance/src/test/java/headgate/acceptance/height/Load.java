package headgate.acceptance.height;

import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Many callers at once, each of which sends its next request a moment after it has the answer to
 * the last.
 */
final class Load implements AutoCloseable {
  private static final int WRITERS = 4;
  private static final int READERS = 60;

  /** So that a machine with few cores is busy with nodes and gateway, not with callers. */
  private static final Duration READER_PAUSE = Duration.ofMillis(30);

  private static final Duration WRITER_PAUSE = Duration.ofMillis(120);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What is asked, and how it is judged.
   *
   * @param seed draws it
   * @param oldBlocks how many of the chain's first blocks are asked for
   * @param forgets whether a node may not know what it took
   */
  record Terms(long seed, int oldBlocks, boolean forgets) {}

  private final Seen seen = new Seen();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * Begins.
   *
   * @param doubt whether a node may be asked now whose answers are not the chain's
   */
  Load(TestGateway gateway, DevNetwork nodes, Terms terms, BooleanSupplier doubt) {
    var random = new SplittableRandom(terms.seed());
    for (var index = 0; index < READERS; index++) {
      var own = random.split();
      running.add(
          threads.submit(() -> {
            try (var reader =
                new Reader(
                    gateway.port(), nodes, seen, new Reader.Terms(own, terms.oldBlocks(), doubt))) {
              repeat(reader::ask, READER_PAUSE);
            }
          }));
    }
    BooleanSupplier forgets = () -> terms.forgets() || doubt.getAsBoolean();
    for (var index = 0; index < WRITERS; index++) {
      var wallet = index;
      running.add(
          threads.submit(() -> {
            try (var writer = new Writer(gateway.port(), nodes, seen, wallet, forgets)) {
              repeat(writer::send, WRITER_PAUSE);
            }
          }));
    }
  }

  private void repeat(Runnable request, Duration pause) {
    while (!stopped) {
      request.run();
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  Seen seen() {
    return seen;
  }

  /** Waits until so many more reads were answered. */
  void awaitReads(long more) {
    var until = seen.reads() + more;
    Eventually.value(more + " reads", PATIENCE, seen::reads, reads -> reads >= until);
  }

  /** Ends when every caller has the answer to its last request; fails if one of them did. */
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
