package headgate.gateway.network;

import headgate.gateway.head.HeadView;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a network as its nodes tell it; the last that was told, where none tells any more.
 *
 * <p>Every call asks, and a view stays for a block's interval, so what a view says is looked for
 * once. Thread-safe.
 */
final class ToldChannel {
  private final Chain chain;
  private volatile Told told = new Told(null, null);

  ToldChannel(Chain chain) {
    this.chain = chain;
  }

  private record Told(@Nullable HeadView seen, @Nullable String channel) {}

  /** With that view; null while nobody has told. */
  @SuppressWarnings("ReferenceEquality") // Another view is another object.
  @Nullable String in(HeadView seen) {
    var last = told;
    if (last.seen != seen) {
      var now = chain.channel(seen);
      last = new Told(seen, now == null ? last.channel : now);
      told = last;
    }
    return last.channel;
  }
}
