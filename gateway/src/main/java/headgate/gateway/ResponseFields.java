package headgate.gateway;

import headgate.gateway.head.HeadView;
import headgate.gateway.observe.Outcome;
import headgate.gateway.seam.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The header lines that tell a caller at which height its request was answered, and how.
 *
 * <p>{@code X-Headgate-Head} is the serving height that the request went by, or a higher one that
 * an answer shows; sent back as {@code X-Headgate-Min-Height} it makes another gateway answer at
 * that height or above. Where the chain makes no blocks any more, {@code X-Headgate-Head-Age} is
 * the age of its newest one in seconds. {@code X-Headgate-Cache} is the outcome of a single call,
 * or how many of a batch had each. Where calls are logged, {@code X-Headgate-Request-Id} is the
 * {@code id} of the request's lines.
 */
final class ResponseFields {
  private static final Outcome[] SHOWN = {
    Outcome.HIT, Outcome.COALESCED, Outcome.MISS, Outcome.PASSED, Outcome.LOCAL
  };

  private final boolean batch;
  private final Clock clock;
  private final String request;
  private final int[] counts = new int[SHOWN.length];
  private @Nullable HeadView view;
  private long shown = -1;

  /**
   * Of a response that answers a batch or a single call.
   *
   * @param request the line that names the request, which goes before all others
   */
  ResponseFields(boolean batch, Clock clock, String request) {
    this.clock = clock;
    this.batch = batch;
    this.request = request;
  }

  /** The request goes by this view. */
  void sees(HeadView seen) {
    view = seen;
  }

  /** An answer shows a height, which the head may only have reached after the request came. */
  void shows(long height) {
    shown = Math.max(shown, height);
  }

  /** A call of the request was answered so. */
  void counts(Outcome outcome) {
    for (var place = 0; place < SHOWN.length; place++) {
      counts[place] += SHOWN[place] == outcome ? 1 : 0;
    }
  }

  /** The lines, each with its line end. */
  String lines() {
    var text = new StringBuilder(96).append(request);
    if (view != null && view.servingHeight() >= 0) {
      text.append("X-Headgate-Head: 0x").append(Long.toHexString(head(view)));
      text.append("\r\n");
      if (view.halted()) {
        text.append("X-Headgate-Head-Age: ").append(ageSeconds(view)).append("\r\n");
      }
    }
    var outcomes = outcomes();
    return outcomes.isEmpty()
        ? text.toString()
        : text.append("X-Headgate-Cache: ").append(outcomes).append("\r\n").toString();
  }

  private long head(HeadView seen) {
    return Math.max(shown, seen.servingHeight());
  }

  private long ageSeconds(HeadView seen) {
    return Math.max(0, (clock.wallTime().toEpochMilli() - seen.headBlockTimeMillis()) / 1_000);
  }

  private String outcomes() {
    var text = new StringBuilder(24);
    for (var place = 0; place < SHOWN.length; place++) {
      if (counts[place] > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(SHOWN[place].label());
        if (batch) {
          text.append('=').append(counts[place]);
        }
      }
    }
    return text.toString();
  }
}
