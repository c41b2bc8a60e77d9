package headgate.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.admin.message.AdminRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the admin port: one request, one answer, the end.
 *
 * <p>It runs on a virtual thread of its own and may wait there; each part of it has a deadline, at
 * which the socket is closed under it.
 */
final class AdminConnection implements Runnable {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int UNREAD_MAX = 64 * 1024;

  /**
   * What all connections share.
   *
   * @param timers closes what is overdue
   * @param headDeadline from the connection to the end of the request's head
   * @param answerDeadline from there until the answer is with the operating system
   */
  record Terms(
      Supplier<AdminRequests> requests,
      AdminSeats seats,
      ScheduledExecutorService timers,
      Duration headDeadline,
      Duration answerDeadline) {}

  private final Socket socket;
  private final Terms terms;
  private @Nullable ScheduledFuture<?> timer;

  AdminConnection(Socket socket, Terms terms) {
    this.socket = socket;
    this.terms = terms;
  }

  @Override
  public void run() {
    try {
      serve();
    } catch (IOException | RejectedExecutionException _) {
      // The peer has gone, its time was up, or the port is being closed.
    } finally {
      stopTimer();
      terms.seats.leave(socket);
    }
  }

  private void serve() throws IOException {
    var in = new BufferedInputStream(socket.getInputStream());
    closeAfter(terms.headDeadline);
    var request = whole(in, AdminHead.read(in));
    if (request != null) {
      terms.seats.asked(socket);
      closeAfter(terms.answerDeadline);
      terms
          .requests
          .get()
          .answer(request, socket.getInetAddress())
          .writeTo(socket.getOutputStream());
      closeAfter(LINGER);
      readRest(in);
    }
  }

  private static @Nullable AdminRequest whole(InputStream in, @Nullable AdminRequest head)
      throws IOException {
    return head == null || head.bodyBytes() == 0
        ? head
        : head.with(new String(in.readNBytes(head.bodyBytes()), UTF_8));
  }

  /** Lets the peer end first: a socket that closes with bytes unread resets the answer away. */
  private void readRest(InputStream in) throws IOException {
    socket.shutdownOutput();
    var left = UNREAD_MAX;
    while (left > 0 && in.read() >= 0) {
      left--;
    }
  }

  private void closeAfter(Duration deadline) {
    stopTimer();
    timer =
        terms.timers.schedule(
            () -> terms.seats.leave(socket), deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
