package headgate.gateway.leave;

import headgate.gateway.admit.AcceptDoor;
import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.seam.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a gateway's listener and streams take their leave, and what is said of it. */
public final class Leave implements Drain.House {
  private static final Logger LOG = LoggerFactory.getLogger(Leave.class);

  /** Beyond the deadline a loop may be so late; then the process ends without it. */
  private static final long LATE_SECONDS_MAX = 2;

  private final RpcListener listener;
  private final Runnable closeDoor;
  private final AcceptDoor door;
  private final Runnable endStreams;
  private final IntSupplier calls;

  /**
   * Of these parts.
   *
   * @param closeDoor has nobody accepted any more, without waiting for that
   * @param endStreams tells every stream's parties on its loop
   * @param calls how many calls nodes work on
   */
  public Leave(
      RpcListener listener,
      Runnable closeDoor,
      AcceptDoor door,
      Runnable endStreams,
      IntSupplier calls) {
    this.listener = listener;
    this.closeDoor = closeDoor;
    this.door = door;
    this.endStreams = endStreams;
    this.calls = calls;
  }

  /**
   * Begins it, on that loop.
   *
   * @return completed there with the number of connections that were cut off
   */
  public CompletableFuture<Integer> begin(Loop loop, DrainConfig terms, Drain.Door how) {
    LOG.info(
        "the gateway drains: {} connections are open, nodes work on {} calls",
        connections(),
        calls());
    var beganNanos = loop.clock().nanos();
    var over = new CompletableFuture<Integer>();
    var drain =
        new Drain(
            loop,
            terms,
            this,
            left -> {
              tell(left, (loop.clock().nanos() - beganNanos) / 1_000_000);
              over.complete(left);
            });
    loop.execute(() -> drain.begin(how));
    return over;
  }

  /** Returns when one that has begun is over, or has not kept its deadline. */
  public static void await(CompletableFuture<Integer> begun, DrainConfig terms) {
    try {
      begun.get(terms.deadline().toSeconds() + LATE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      LOG.error("the drain did not end in time", late);
    } catch (ExecutionException bug) {
      LOG.error("the drain broke off", bug);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(int left, long millis) {
    if (left == 0) {
      LOG.info("the gateway is drained after {} ms: nobody is left", millis);
    } else {
      LOG.warn("the drain ends after {} ms: {} connections are cut off", millis, left);
    }
  }

  @Override
  public void announce() {
    listener.announceLeave();
  }

  @Override
  public void closeDoor() {
    closeDoor.run();
  }

  @Override
  public void endStreams() {
    endStreams.run();
  }

  @Override
  public void endIdle() {
    listener.endIdle();
  }

  @Override
  public void lastCall() {
    listener.lastCall();
  }

  @Override
  public int connections() {
    return door.open();
  }

  @Override
  public int calls() {
    return calls.getAsInt();
  }
}
