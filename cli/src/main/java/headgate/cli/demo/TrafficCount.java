package headgate.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the callers of a demo saw; any thread may count. */
final class TrafficCount {
  private static final int FAILURES_KEPT = 5;

  private final LongAdder reads = new LongAdder();
  private final LongAdder failedReads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder wentBack = new LongAdder();
  private final AtomicLong highest = new AtomicLong(-1);
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

  /** A write was refused; perhaps its caller was told at which height the chain has ended. */
  void writeFailed(boolean toldTheEnd) {
    writes.increment();
    ended.add(toldTheEnd ? 1 : 0);
  }

  /** A wait, which cannot come to an end, was answered; see {@link #writeFailed}. */
  void waited(boolean toldTheEnd) {
    waits.increment();
    ended.add(toldTheEnd ? 1 : 0);
  }

  /**
   * An answer is of a height.
   *
   * @param height -1 where it shows none
   * @param before the highest one that anybody had been told of when the question was sent
   */
  void height(long height, long before) {
    if (height >= 0 && height < before) {
      wentBack.increment();
      keep("height " + height + " was told after " + before);
    }
    highest.accumulateAndGet(height, Math::max);
  }

  /** The highest height that anybody was told of, -1 before the first. */
  long highest() {
    return highest.get();
  }

  /** Heights that were lower than one that had been told before the question was sent. */
  long heightsBack() {
    return wentBack.sum();
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

  long waits() {
    return waits.sum();
  }

  /** Writes and waits that were refused with the height at which the chain has ended. */
  long endsTold() {
    return ended.sum();
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
