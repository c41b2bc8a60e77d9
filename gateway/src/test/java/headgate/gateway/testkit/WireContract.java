package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import headgate.gateway.seam.Wire.Cause;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What every wire promises; a subclass brings the wire and the far end of its connections. */
public abstract class WireContract {
  /** What the near side was told, in order. */
  protected final Queue<String> told = new ConcurrentLinkedQueue<>();

  private final Queue<String> pieces = new ConcurrentLinkedQueue<>();

  /** Hears everything. */
  private final Wire.Listener listener =
      new Wire.Listener() {
        @Override
        public void opened() {
          told.add("opened");
        }

        @Override
        public void bytes(byte[] array, int from, int to) {
          pieces.add(new String(array, from, to - from, US_ASCII));
        }

        @Override
        public void closed(Cause cause) {
          told.add("closed " + cause);
        }
      };

  /** The far end of one connection. */
  protected interface FarEnd {
    /** What has arrived there so far. */
    String received();

    /** Sends to the near side. */
    void send(String text);

    /** Ends the stream in order. */
    void end();

    /** Breaks the stream. */
    void reset();
  }

  /** The wire under test. */
  protected abstract Wire wire();

  /** Somewhere that takes connections. */
  protected abstract Endpoint reachable();

  /** Somewhere that refuses them. */
  protected abstract Endpoint refusing();

  /** Takes the connection that was asked for last. */
  protected abstract FarEnd accept();

  /** Runs a task on the wire's loop and waits for its end. */
  protected abstract void onLoop(Runnable task);

  /** Waits until it holds. */
  protected abstract void await(BooleanSupplier holds);

  /** Asks for a connection. */
  protected final Wire.Connection connect(Endpoint endpoint) {
    var connection = new Wire.Connection[1];
    onLoop(() -> {
      connection[0] = wire().connect(endpoint, listener);
      // Nothing is told before connect has returned.
      told.add("returned");
    });
    return connection[0];
  }

  /** Waits until the near side was told exactly this. */
  protected final void awaitTold(String... events) {
    await(() -> List.copyOf(told).equals(List.of(events)));
  }

  private String bytes() {
    return String.join("", pieces);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void bytesGoBothWaysOnceItIsOpen() {
    var connection = connect(reachable());
    var far = accept();
    awaitTold("returned", "opened");
    onLoop(() -> connection.write(ascii("xhellox"), 1, 6));
    await(() -> far.received().equals("hello"));
    far.send("wor");
    far.send("ld");

    await(() -> bytes().equals("world"));
    onLoop(connection::close);
    awaitTold("returned", "opened", "closed LOCAL");
  }

  @Test
  void writesArriveInTheirOrder() {
    var connection = connect(reachable());
    var far = accept();
    awaitTold("returned", "opened");
    onLoop(() -> {
      for (var digit = 0; digit < 10; digit++) {
        connection.write(ascii("" + digit), 0, 1);
      }
    });

    await(() -> far.received().equals("0123456789"));
    onLoop(connection::close);
  }

  @Test
  void aRefusedConnectionIsClosedAndNeverOpened() {
    connect(refusing());

    awaitTold("returned", "closed REFUSED");
  }

  @Test
  void theFarEndEndsTheStreamInOrder() {
    connect(reachable());
    var far = accept();
    awaitTold("returned", "opened");
    far.send("last words");
    far.end();

    awaitTold("returned", "opened", "closed ENDED");
    assertThat(bytes()).isEqualTo("last words");
  }

  @Test
  void theFarEndBreaksTheStream() {
    connect(reachable());
    var far = accept();
    awaitTold("returned", "opened");
    far.reset();

    awaitTold("returned", "opened", "closed RESET");
  }

  @Test
  void closingTwiceIsToldOnceAndNothingIsWrittenAfterwards() {
    var connection = connect(reachable());
    accept();
    awaitTold("returned", "opened");
    onLoop(() -> {
      connection.close();
      connection.close();
      connection.write(ascii("late"), 0, 4);
    });
    awaitTold("returned", "opened", "closed LOCAL");
    onLoop(connection::close);

    onLoop(() -> assertThat(told).hasSize(3));
  }

  @Test
  void whatIsClosedBeforeItIsOpenNeverOpens() {
    onLoop(() -> {
      var connection = wire().connect(reachable(), listener);
      connection.close();
      told.add("returned");
    });

    awaitTold("returned", "closed LOCAL");
  }

  @Test
  void onceClosedHereNothingIsToldButTheEnd() {
    var connection = connect(reachable());
    var far = accept();
    awaitTold("returned", "opened");
    onLoop(() -> {
      far.send("too late");
      connection.close();
    });

    awaitTold("returned", "opened", "closed LOCAL");
    assertThat(bytes()).isEmpty();
  }
}
