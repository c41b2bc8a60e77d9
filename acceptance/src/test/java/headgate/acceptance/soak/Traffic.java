package headgate.acceptance.soak;

import headgate.acceptance.height.Reader;
import headgate.acceptance.height.Seen;
import headgate.acceptance.height.Writer;
import headgate.devnode.DevNetwork;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Callers of every kind at once. Each rests after each call, so that the rate is bounded whatever
 * the gateway does: some hundred calls a second, which two cores bear beside the nodes.
 */
final class Traffic implements AutoCloseable {
  private static final int READERS = 24;
  private static final int WRITERS = 3;
  private static final int WAITERS = 1;
  private static final int STREAMS = 9;
  private static final int STRANGERS = 16;

  /** After so many a caller connects anew. */
  private static final int CALLS_MAX = 60;

  private static final Duration READER_PAUSE = Duration.ofMillis(90);
  private static final Duration WRITER_PAUSE = Duration.ofMillis(300);
  private static final Duration OTHERS_PAUSE = Duration.ofMillis(200);
  private static final Duration SCRAPE_PAUSE = Duration.ofSeconds(1);

  private final GatewayProcess gateway;
  private final DevNetwork nodes;
  private final int oldBlocks;
  private final Seen seen;
  private final Census census;
  private final SplittableRandom random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Nobody calls yet. */
  Traffic(GatewayProcess gateway, DevNetwork nodes, int oldBlocks, Census census, long seed) {
    this.gateway = gateway;
    this.nodes = nodes;
    this.oldBlocks = oldBlocks;
    this.census = census;
    seen = new Seen(census::moment);
    random = new SplittableRandom(seed);
  }

  /** Something that is done again and again. */
  @FunctionalInterface
  private interface Caller {
    void call();
  }

  /** Everybody begins, and the weather changes. */
  void begin(Weather weather) {
    for (var index = 0; index < READERS; index++) {
      var own = random.split();
      repeat("reader", READER_PAUSE, () -> read(own.split()));
    }
    for (var index = 0; index < WRITERS; index++) {
      var wallet = index;
      repeat("writer", WRITER_PAUSE, () -> write(wallet, weather::forgetful));
    }
    for (var index = 0; index < WAITERS; index++) {
      var waiter = new Waiter(gateway.port(), nodes, seen, census);
      repeat("waiter", OTHERS_PAUSE, waiter::call);
    }
    for (var index = 0; index < STREAMS; index++) {
      var caller = new StreamCaller(gateway.port(), nodes, census, random.split());
      repeat("stream", OTHERS_PAUSE, caller::call);
    }
    for (var index = 0; index < STRANGERS; index++) {
      var own = random.split();
      repeat("stranger", OTHERS_PAUSE, () -> strange(own));
    }
    repeat("admin", SCRAPE_PAUSE, this::look);
    threads.submit(() -> {
      while (!ended()) {
        attempt("operator", () -> weather.change(this::pause));
      }
    });
  }

  private void repeat(String kind, Duration pause, Caller caller) {
    threads.submit(() -> {
      while (!ended()) {
        attempt(kind, caller);
        pause(pause);
      }
    });
  }

  /** A caller of good manners keeps its connection for some calls and comes again. */
  private void read(SplittableRandom own) {
    var terms = new Reader.Terms(own, oldBlocks, () -> false);
    try (var reader = new Reader(gateway.port(), nodes, seen, terms)) {
      for (var left = 1 + own.nextInt(CALLS_MAX); left > 0 && !ended(); left--) {
        reader.ask();
        census.count("request of a reader");
        pause(READER_PAUSE);
      }
    }
  }

  private void write(int wallet, BooleanSupplier forgetful) {
    try (var writer = new Writer(gateway.port(), nodes, seen, wallet, forgetful)) {
      for (var left = CALLS_MAX; left > 0 && !ended(); left--) {
        writer.send();
        census.count("write");
        pause(WRITER_PAUSE);
      }
    }
  }

  private void strange(SplittableRandom own) {
    var kinds = Stranger.values();
    var kind = kinds[own.nextInt(kinds.length)];
    census.count(kind.toString());
    attempt(kind.toString(), () -> kind.call(gateway.port(), own));
  }

  private void look() {
    census.count("page of the admin port");
    gateway.scrape();
    var ready = gateway.status("/readyz");
    if (ready != 200) {
      census.surprise("admin", "/readyz answers " + ready);
    }
  }

  private void attempt(String kind, Caller caller) {
    try {
      caller.call();
    } catch (AssertionError | RuntimeException failed) {
      census.surprise(kind, failed.toString());
    }
  }

  private boolean ended() {
    return stopped.getCount() == 0;
  }

  private void pause(Duration time) {
    try {
      if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What readers and writers saw. */
  Seen seen() {
    return seen;
  }

  /** Ends when everybody has the answer to the last call, and all is well again. */
  @Override
  public void close() {
    stopped.countDown();
    threads.close();
  }
}
