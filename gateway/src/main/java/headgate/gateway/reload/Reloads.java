package headgate.gateway.reload;

import static java.util.Objects.requireNonNull;

import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.observe.reload.ReloadStatus;
import headgate.gateway.seam.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every reload of one gateway, whoever orders it: one at a time, counted and logged.
 *
 * <p>An order that comes while one is carried out may be about a newer file, so it must not be
 * lost: it waits, and is carried out together with all others that wait.
 */
public final class Reloads {
  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

  /** Puts a configuration in the place of the one that serves, or says why not. */
  @FunctionalInterface
  public interface Applier {
    /**
     * Begins; the outcome may come later, on any thread.
     *
     * @param force whether a network is taken that nobody can be served by
     */
    CompletableFuture<ReloadOutcome> apply(GatewayConfig config, boolean force);
  }

  private final Applier applier;
  private final Clock clock;
  private final Executor files;
  private final Map<String, AtomicLong> counts = new LinkedHashMap<>();
  private volatile @Nullable Supplier<ConfigReading> source;
  private volatile double lastGoodSeconds;
  private volatile boolean lastFailed;
  private boolean underWay;
  private @Nullable Order waiting;

  /** An order that is to be carried out after the present one. */
  private record Order(String by, boolean force, CompletableFuture<ReloadOutcome> outcome) {
    /** Whoever else gives one meanwhile gets the same outcome. */
    Order with(String another, boolean byForce) {
      return byForce && !force ? new Order(another, true, outcome) : this;
    }
  }

  /** None yet; the configuration of the start counts as the last good one. */
  public Reloads(Applier applier, Clock clock) {
    this(applier, clock, task -> Thread.ofVirtual().name("headgate-reload").start(task));
  }

  /**
   * The same with threads of the caller's choice.
   *
   * @param files reads the file for orders that had to wait
   */
  Reloads(Applier applier, Clock clock, Executor files) {
    this.applier = applier;
    this.clock = clock;
    this.files = files;
    ReloadOutcome.LABELS.forEach(label -> counts.put(label, new AtomicLong()));
    lastGoodSeconds = now();
  }

  private double now() {
    return clock.wallTime().toEpochMilli() / 1e3;
  }

  /** Where the configuration is read from anew; before this there is no such place. */
  public void readFrom(Supplier<ConfigReading> place) {
    source = place;
  }

  /**
   * Reads the configuration anew and puts it in place, as soon as no other reload is under way.
   * Reads files, so it is not for a loop.
   *
   * @param by who ordered it, for the log
   * @param force whether a network is taken that nobody can be served by
   */
  public CompletableFuture<ReloadOutcome> order(String by, boolean force) {
    if (source == null) {
      return told(by, new ReloadOutcome.Refused(List.of("there is no file to read anew")));
    }
    var later = behindAnother(by, force);
    return later == null ? carryOut(by, () -> readAndApply(force)) : later;
  }

  /** Puts a configuration in place that was read elsewhere, unless a reload is under way. */
  public CompletableFuture<ReloadOutcome> apply(String by, GatewayConfig config, boolean force) {
    return begins()
        ? carryOut(by, () -> applier.apply(config, force))
        : told(by, new ReloadOutcome.Refused(List.of("another reload is under way")));
  }

  private CompletableFuture<ReloadOutcome> readAndApply(boolean force) {
    return switch (requireNonNull(source).get()) {
      case ConfigReading.Valid(var config) -> applier.apply(config, force);
      case ConfigReading.Invalid invalid ->
          CompletableFuture.completedFuture(new ReloadOutcome.Invalid(invalid.lines()));
    };
  }

  // ---- one at a time

  private synchronized boolean begins() {
    var free = !underWay;
    underWay = true;
    return free;
  }

  /** What will come of an order that has to wait, null where it is its turn. */
  private synchronized @Nullable CompletableFuture<ReloadOutcome> behindAnother(
      String by, boolean force) {
    if (begins()) {
      return null;
    }
    var order = waiting;
    order = order == null ? new Order(by, force, new CompletableFuture<>()) : order.with(by, force);
    waiting = order;
    return order.outcome();
  }

  /** The order whose turn it is now, null where none waits. */
  private synchronized @Nullable Order next() {
    var next = waiting;
    waiting = null;
    underWay = next != null;
    return next;
  }

  /** Whatever breaks, the next order has its turn. */
  private CompletableFuture<ReloadOutcome> carryOut(
      String by, Supplier<CompletableFuture<ReloadOutcome>> reload) {
    return begun(reload)
        .handle((outcome, bug) -> {
          var told = outcome == null ? failed(bug) : outcome;
          count(by, told);
          over();
          return told;
        });
  }

  private static CompletableFuture<ReloadOutcome> begun(
      Supplier<CompletableFuture<ReloadOutcome>> reload) {
    try {
      return reload.get();
    } catch (RuntimeException | Error bug) {
      return CompletableFuture.failedFuture(bug);
    }
  }

  private void over() {
    var next = next();
    if (next != null) {
      files.execute(() ->
          carryOut(next.by, () -> readAndApply(next.force)).thenAccept(next.outcome::complete));
    }
  }

  private static ReloadOutcome failed(Throwable bug) {
    LOG.error("a reload broke off", bug);
    return new ReloadOutcome.Refused(List.of("internal error; the log has it"));
  }

  private CompletableFuture<ReloadOutcome> told(String by, ReloadOutcome outcome) {
    count(by, outcome);
    return CompletableFuture.completedFuture(outcome);
  }

  private void count(String by, ReloadOutcome outcome) {
    var counter = counts.get(outcome.label());
    if (counter != null) {
      counter.incrementAndGet();
    }
    lastFailed = !outcome.good();
    if (outcome.good()) {
      lastGoodSeconds = now();
    }
    var text = String.join("; ", outcome.lines());
    if (outcome.good()) {
      LOG.info("configuration reloaded ({}), ordered by {}: {}", outcome.label(), by, text);
    } else {
      LOG.warn("configuration kept ({}), a reload ordered by {}: {}", outcome.label(), by, text);
    }
  }

  /** What became of all of them. */
  public ReloadStatus status() {
    var byOutcome = new LinkedHashMap<String, Long>();
    counts.forEach((label, count) -> byOutcome.put(label, count.get()));
    return new ReloadStatus(byOutcome, lastGoodSeconds, lastFailed);
  }
}
