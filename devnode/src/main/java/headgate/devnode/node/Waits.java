package headgate.devnode.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Waits for something that a block may bring. */
public final class Waits {
  private Waits() {}

  /**
   * Asks now and after every block until there is a value or the time on the chain's clock is over;
   * then the future holds the value, or nothing.
   */
  public static <T> CompletableFuture<Optional<T>> until(
      NodeState node, Duration time, Supplier<Optional<T>> value) {
    var settled = new CompletableFuture<Optional<T>>();
    var unsubscribe = node.chain().onBlock(_ -> settle(settled, value));
    var timer = node.chain().clock().schedule(time, () -> settled.complete(Optional.empty()));
    settled.thenRun(() -> {
      unsubscribe.run();
      timer.cancel();
    });
    settle(settled, value);
    return settled;
  }

  private static <T> void settle(
      CompletableFuture<Optional<T>> settled, Supplier<Optional<T>> value) {
    value.get().ifPresent(found -> settled.complete(Optional.of(found)));
  }
}
