package headgate.gateway.reload;

import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.observe.reload.ReloadStatus;
import headgate.gateway.seam.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every reload of one gateway, whoever orders it: one at a time, counted and logged. */
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
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final Map<String, AtomicLong> counts = new LinkedHashMap<>();
  private volatile @Nullable Supplier<ConfigReading> source;
  private volatile double lastGoodSeconds;
  private volatile boolean lastFailed;

  /** None yet; the configuration of the start counts as the last good one. */
  public Reloads(Applier applier, Clock clock) {
    this.applier = applier;
    this.clock = clock;
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
   * Reads the configuration anew and puts it in place. Reads files, so it is not for a loop.
   *
   * @param by who ordered it, for the log
   * @param force whether a network is taken that nobody can be served by
   */
  public CompletableFuture<ReloadOutcome> order(String by, boolean force) {
    var place = source;
    if (place == null) {
      return told(by, new ReloadOutcome.Refused(List.of("there is no file to read anew")));
    }
    return alone(
        by,
        () ->
            switch (place.get()) {
              case ConfigReading.Valid(var config) -> applier.apply(config, force);
              case ConfigReading.Invalid invalid ->
                  CompletableFuture.completedFuture(new ReloadOutcome.Invalid(invalid.lines()));
            });
  }

  /** Puts a configuration in place that was read elsewhere. */
  public CompletableFuture<ReloadOutcome> apply(String by, GatewayConfig config, boolean force) {
    return alone(by, () -> applier.apply(config, force));
  }

  private CompletableFuture<ReloadOutcome> alone(
      String by, Supplier<CompletableFuture<ReloadOutcome>> reload) {
    if (!underWay.compareAndSet(false, true)) {
      return told(by, new ReloadOutcome.Refused(List.of("another reload is under way")));
    }
    try {
      return reload
          .get()
          .whenComplete((outcome, bug) -> {
            underWay.set(false);
            count(by, outcome == null ? failed(bug) : outcome);
          });
    } catch (RuntimeException bug) {
      underWay.set(false);
      return told(by, failed(bug));
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
