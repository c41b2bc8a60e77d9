package headgate.gateway.head;

import headgate.gateway.outcome.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What one request goes by: the view that it read on its arrival, and how far it may be trusted.
 *
 * @param view the view
 * @param confirmed whether the serving height was confirmed within the last second; where it was
 *     not, only what holds at every height may be answered
 * @param readsFail why no read of the request may be answered, null where they may
 */
public record Sight(HeadView view, boolean confirmed, @Nullable FailureKind readsFail) {
  /** A view that can be trusted. */
  public static Sight of(HeadView view) {
    return new Sight(view, true, null);
  }
}
