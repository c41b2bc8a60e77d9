package headgate.acceptance.height;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What all callers of a load saw, together. Any thread may add to it. */
public final class Seen {
  private static final int SHOWN_MAX = 600;

  private final Supplier<String> moment;
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong doubtful = new AtomicLong();
  private final AtomicLong highest = new AtomicLong(-1);
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Queue<String> wentBack = new ConcurrentLinkedQueue<>();
  private final Queue<Sent> writes = new ConcurrentLinkedQueue<>();

  /** Where nobody asks when something was seen. */
  Seen() {
    this(() -> "");
  }

  /**
   * Nothing was seen yet.
   *
   * @param moment when it is, and what goes wrong then: told with each failure
   */
  public Seen(Supplier<String> moment) {
    this.moment = moment;
  }

  /** What a caller was told of a write. */
  public enum Told {
    HASH,
    REFUSED,
    UNKNOWN
  }

  /**
   * A write.
   *
   * @param hash its transaction's
   * @param signature found in no other body
   * @param told what its caller was told
   * @param answer in the gateway's words
   */
  public record Sent(String hash, String signature, Told told, String answer) {}

  void read() {
    reads.incrementAndGet();
  }

  /** A read without an answer. */
  public void failed(String question, String answer) {
    failed.add(shown(question, answer));
  }

  /** An answer that is not the chain's; where that was to be feared it is counted, no more. */
  public void wrong(boolean feared, String question, String answer) {
    if (feared) {
      doubtful.incrementAndGet();
    } else {
      wrong.add(shown(question, answer));
    }
  }

  /** Wrong answers while a node could be asked that is not of the chain. */
  public long doubtful() {
    return doubtful.get();
  }

  /** A write, and what its caller was told. */
  public void sent(Sent write) {
    writes.add(write);
  }

  /** The highest height of any answer so far: what is asked from now on is answered there. */
  long highest() {
    return highest.get();
  }

  /** An answer of a height, asked for when an earlier one had been of the other. */
  void height(long height, long before, String question) {
    if (height < before) {
      wentBack.add(height + " after " + before + ": " + shown(question, ""));
    }
    highest.accumulateAndGet(height, Math::max);
  }

  private String shown(String question, String answer) {
    var text = moment.get() + " | " + question + " -> " + answer;
    return text.substring(0, Math.min(text.length(), SHOWN_MAX));
  }

  /** How many reads there were. */
  public long reads() {
    return reads.get();
  }

  @Override
  public String toString() {
    return "%d reads, %d failed, %d wrong, %d doubtful, %d heights back"
        .formatted(reads.get(), failed.size(), wrong.size(), doubtful.get(), wentBack.size());
  }

  /** Reads without an answer. */
  public List<String> failedReads() {
    return List.copyOf(failed);
  }

  /** Answers that are not the chain's. */
  public List<String> wrongReads() {
    return List.copyOf(wrong);
  }

  /** Heights that were lower than one told before. */
  public List<String> heightsThatWentBack() {
    return List.copyOf(wentBack);
  }

  /** Every write. */
  public List<Sent> writes() {
    return List.copyOf(writes);
  }

  /** Those whose callers were told this. */
  public List<Sent> writes(Told told) {
    return writes.stream().filter(write -> write.told() == told).toList();
  }
}
