package headgate.gateway;

import headgate.gateway.head.HeadView;
import headgate.gateway.observe.Outcome;
import headgate.gateway.seam.Clock;
import java.util.EnumMap;
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

  private final Clock clock;
  private final Usual usual;
  private final String request;
  private final int @Nullable [] counts;
  private @Nullable Outcome single;
  private @Nullable HeadView view;
  private long shown = -1;

  /**
   * Of a response that answers a batch or a single call.
   *
   * @param request the line that names the request, which goes before all others
   */
  ResponseFields(boolean batch, Clock clock, Usual usual, String request) {
    this.clock = clock;
    this.usual = usual;
    this.request = request;
    counts = batch ? new int[SHOWN.length] : null;
  }

  /** The lines that most answers of one loop have: of single calls, written once for a height. */
  static final class Usual {
    private final EnumMap<Outcome, String> lines = new EnumMap<>(Outcome.class);
    private long height = -1;

    private String of(long head, Outcome outcome) {
      if (head != height) {
        height = head;
        lines.clear();
      }
      var known = lines.get(outcome);
      return known == null ? written(outcome) : known;
    }

    private String written(Outcome outcome) {
      var text = headLine(height) + cacheLine(outcome.label());
      lines.put(outcome, text);
      return text;
    }
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
      if (SHOWN[place] == outcome) {
        if (counts == null) {
          single = outcome;
        } else {
          counts[place]++;
        }
      }
    }
  }

  /** The lines, each with its line end. */
  String lines() {
    var seen = view == null || view.servingHeight() < 0 ? null : view;
    if (seen != null && single != null && request.isEmpty() && !seen.halted()) {
      return usual.of(head(seen), single);
    }
    var outcomes = single == null ? outcomes() : single.label();
    return request
        + (seen == null ? "" : headLine(head(seen)))
        + (seen == null || !seen.halted() ? "" : ageLine(seen))
        + (outcomes.isEmpty() ? "" : cacheLine(outcomes));
  }

  private static String headLine(long height) {
    return "X-Headgate-Head: 0x" + Long.toHexString(height) + "\r\n";
  }

  private static String cacheLine(String outcomes) {
    return "X-Headgate-Cache: " + outcomes + "\r\n";
  }

  private long head(HeadView seen) {
    return Math.max(shown, seen.servingHeight());
  }

  private String ageLine(HeadView seen) {
    var millis = clock.wallTime().toEpochMilli() - seen.headBlockTimeMillis();
    return "X-Headgate-Head-Age: " + Math.max(0, millis / 1_000) + "\r\n";
  }

  /** How many of a batch had each. */
  private String outcomes() {
    if (counts == null) {
      return "";
    }
    var text = new StringBuilder(24);
    for (var place = 0; place < SHOWN.length; place++) {
      if (counts[place] > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(SHOWN[place].label());
        text.append('=').append(counts[place]);
      }
    }
    return text.toString();
  }
}
