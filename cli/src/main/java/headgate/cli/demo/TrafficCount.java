package headgate.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the callers of a demo saw; any thread may count. */
final class TrafficCount {
  private static final int FAILURES_KEPT = 5;

  private final LongAdder reads = new LongAdder();
  private final LongAdder failedReads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final List<String> failures = new ArrayList<>();

  void read() {
    reads.increment();
  }

  void readFailed(String why) {
    read();
    failedReads.increment();
    keep(why);
  }

  void acknowledged() {
    writes.increment();
    acknowledged.increment();
  }

  /** A write that may have been accepted: its answer was lost. */
  void unknown() {
    writes.increment();
    unknown.increment();
  }

  void writeFailed() {
    writes.increment();
  }

  long reads() {
    return reads.sum();
  }

  long failedReads() {
    return failedReads.sum();
  }

  long writes() {
    return writes.sum();
  }

  long acknowledgedWrites() {
    return acknowledged.sum();
  }

  long unknownWrites() {
    return unknown.sum();
  }

  /** The first failures, for whoever has to find out why. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  private synchronized void keep(String why) {
    if (failures.size() < FAILURES_KEPT) {
      failures.add(why);
    }
  }
}
