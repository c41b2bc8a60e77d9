package headgate.acceptance.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection to a {@link FakeNode}: reads requests one after the other and answers each. */
final class FakeNodeConnection implements Runnable {
  private final FakeNode node;
  private final Socket socket;
  private final int number;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean idle = true;

  FakeNodeConnection(FakeNode node, Socket socket, int number) {
    this.node = node;
    this.socket = socket;
    this.number = number;
  }

  /** Whether it waits for the first byte of a request. */
  boolean idle() {
    return idle;
  }

  void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone, which is what was wanted.
    }
  }

  @Override
  public void run() {
    try {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      while (waitsForRequest(in)) {
        var reader = new HttpReader(in);
        var requestLine = reader.line();
        if (requestLine == null) {
          return;
        }
        var headers = reader.headers();
        var body = reader.body(headers, false);
        var request = new ReceivedRequest(number, requestLine, headers, body);
        send(node.answer(request), request);
        idle = true;
      }
    } catch (IOException _) {
      // The peer left or the test is over; what arrived whole was recorded.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      node.ended(this);
    }
  }

  private boolean waitsForRequest(BufferedInputStream in) throws IOException {
    in.mark(1);
    var first = in.read();
    in.reset();
    idle = false;
    return first >= 0;
  }

  private void send(Reply reply, ReceivedRequest request) throws IOException, InterruptedException {
    pause(reply.delay().toNanos());
    var bytes = reply.bytes(request.idText());
    var out = socket.getOutputStream();
    switch (reply.delivery()) {
      case Reply.Delivery.Whole() -> out.write(bytes);
      case Reply.Delivery.ResetAfter(var count) -> {
        write(out, bytes, count);
        socket.setSoLinger(true, 0);
        close();
      }
      case Reply.Delivery.CloseAfter(var count) -> {
        write(out, bytes, count);
        close();
      }
      case Reply.Delivery.StallAfter(var count) -> {
        write(out, bytes, count);
        // The peer's leaving is seen by reading; nothing it sends is answered.
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
      case Reply.Delivery.Drip(var count, var pause) -> {
        for (var at = 0; at < bytes.length; at += count) {
          out.write(bytes, at, Math.min(count, bytes.length - at));
          pause(pause.toNanos());
        }
      }
    }
  }

  private static void write(OutputStream out, byte[] bytes, int count) throws IOException {
    out.write(bytes, 0, Math.min(count, bytes.length));
  }

  /** Waits, but no longer than the connection lives. */
  private void pause(long nanos) throws IOException, InterruptedException {
    if (nanos > 0 && closed.await(nanos, TimeUnit.NANOSECONDS)) {
      throw new IOException("closed while waiting");
    }
  }
}
