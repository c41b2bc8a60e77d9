package headgate.gateway.admin.orders;

import headgate.gateway.admin.message.AdminReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What an event loop says of an order, waited for on the thread of the one who gave it. */
final class Awaited {
  private static final int UNAVAILABLE = 503;

  private Awaited() {}

  /** The reply to what is told in time; 503 where nothing is told within so many seconds. */
  static <T> AdminReply reply(
      CompletableFuture<T> told, long secondsMax, Function<T, AdminReply> reply) {
    return reply(told, secondsMax, reply, "no answer came in time");
  }

  /** The same with other words for what is late. */
  static <T> AdminReply reply(
      CompletableFuture<T> told, long secondsMax, Function<T, AdminReply> reply, String late) {
    try {
      return reply.apply(told.get(secondsMax, TimeUnit.SECONDS));
    } catch (TimeoutException _) {
      return AdminReply.error(UNAVAILABLE, late);
    } catch (ExecutionException bug) {
      throw new IllegalStateException("an order was not carried out", bug);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return AdminReply.error(UNAVAILABLE, "the gateway stops");
    }
  }
}
