package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.NodeState;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.seam.Wire;
import headgate.gateway.testkit.ManualConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Callers and nodes that do anything at any moment, on virtual time, and what holds nevertheless:
 * no cap is passed, each connection to a node has a seat as long as it is there, and when all have
 * gone no seat is taken, no timer is set and each stream is counted once.
 */
class StreamChaosTest {
  private static final long SEED = 8_113;
  private static final int RUNS = 200;
  private static final int STEPS = 300;
  private static final List<String> REQUESTS =
      List.of(StreamStage.REQUEST, StreamStage.REQUEST, StreamStage.REQUEST, "{}", "[", "", "null");

  /** What a node may say where nothing else is due, in frames or not. */
  private static final List<byte[]> SAYINGS =
      List.of(
          FrameBytes.text(StreamStage.BEGUN),
          FrameBytes.text(StreamStage.BEGUN),
          FrameBytes.text("{\"code\":-31005,\"message\":\"too many monitor\"}"),
          FrameBytes.text("{\"code\":-32602,\"message\":\"bad\"}"),
          FrameBytes.text("{\"height\":\"0x1\"}"),
          FrameBytes.frame(0x01, new byte[200]),
          FrameBytes.frame(0x80, new byte[70_000]),
          FrameBytes.frame(0x89, new byte[5]),
          FrameBytes.frame(0x8a, new byte[0]),
          FrameBytes.closing(1000, "bye"),
          FrameBytes.frame(0x88, new byte[0]),
          FrameBytes.frame(0xc1, new byte[3]),
          "HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(US_ASCII),
          "HTTP/1.1 101 Switching Protocols\r\n".getBytes(US_ASCII));

  /** One run with one seed. */
  private static final class Run {
    private final Random random;
    private final StreamStage stage = new StreamStage();
    private final List<StreamStage.Guest> guests = new ArrayList<>();
    private final Map<ManualConnection, String> heads = new HashMap<>();
    private long entered;

    Run(long seed) {
      random = new Random(seed);
    }

    void step() {
      switch (random.nextInt(10)) {
        case 0 -> {
          guests.add(stage.guest());
          entered++;
        }
        case 1, 2 -> caller();
        case 3, 4, 5, 6, 7 -> node();
        case 8 -> stage.nodes(state(), state(), state());
        default -> stage.loop.advance(Duration.ofMillis(random.nextInt(8_000)));
      }
      stage.loop.settle();
      check();
    }

    private NodeState state() {
      var states = NodeState.values();
      return random.nextInt(3) > 0 ? NodeState.UP : states[random.nextInt(states.length)];
    }

    private void caller() {
      if (guests.isEmpty()) {
        return;
      }
      var guest = guests.get(random.nextInt(guests.size()));
      switch (random.nextInt(12)) {
        case 0 -> guest.session().closing(1000, "enough");
        case 1 -> guest.session().broken();
        case 2 -> leave(guest);
        case 3 -> guest.caller().slow(random.nextInt(100_000));
        case 4, 5 -> {
          guest.caller().caughtUp();
          guest.session().writable();
        }
        case 6 -> guest.session().alive();
        default -> ask(guest);
      }
    }

    /** A connection tells of one request only. */
    private void ask(StreamStage.Guest guest) {
      if (!guest.caller().hasAsked()) {
        guest.caller().asked();
        guest.asks(REQUESTS.get(random.nextInt(REQUESTS.size())));
      }
    }

    private void leave(StreamStage.Guest guest) {
      guest.session().gone();
      guests.remove(guest);
    }

    private void node() {
      var open = stage.wire.connections().stream().filter(one -> !one.over()).toList();
      if (open.isEmpty()) {
        return;
      }
      var connection = open.get(random.nextInt(open.size()));
      if (random.nextInt(15) == 0) {
        connection.close(random.nextBoolean() ? Wire.Cause.ENDED : Wire.Cause.RESET);
      } else if (!heads.containsKey(connection)) {
        connection.open();
        heads.put(connection, connection.take());
      } else {
        say(connection);
      }
    }

    private void say(ManualConnection connection) {
      var head = heads.getOrDefault(connection, "");
      var agrees = head.startsWith("GET ") && random.nextInt(8) > 0;
      if (agrees) {
        heads.put(connection, "");
      }
      var key = head.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
      inPieces(
          connection,
          agrees ? FrameBytes.switched(key) : SAYINGS.get(random.nextInt(SAYINGS.size())));
    }

    private void inPieces(ManualConnection connection, byte[] bytes) {
      var cut = random.nextInt(bytes.length + 1);
      connection.feed(Arrays.copyOfRange(bytes, 0, cut));
      connection.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
    }

    private void check() {
      assertThat(stage.seats.open()).isBetween(0, 3);
      var taken = 0;
      for (var node = 0; node < 3; node++) {
        assertThat(stage.seats.at(node)).isBetween(0, 2);
        taken += stage.seats.at(node);
      }
      assertThat(taken).isEqualTo((int) stage.wire.open());
    }

    Set<StreamOutcome> end() {
      List.copyOf(guests).forEach(this::leave);
      stage.loop.advance(Duration.ofSeconds(10));
      stage.loop.settle();
      check();
      assertThat(stage.wire.open()).isZero();
      assertThat(stage.seats.open()).isZero();
      assertThat(stage.loop.timersSet()).isZero();
      var ended = stage.ended().values().stream().mapToLong(Long::longValue).sum();
      assertThat(ended).isEqualTo(entered);
      return stage.ended().keySet();
    }
  }

  @Test
  void whateverHappensNothingIsLeftBehind() {
    var outcomes = EnumSet.of(StreamOutcome.STOPPED, StreamOutcome.DENIED);
    for (var run = 0; run < RUNS; run++) {
      var seed = SEED + run;
      assertThat(seed).as("seed %d", seed).satisfies(one -> outcomes.addAll(runWith(one)));
    }
    assertThat(outcomes)
        .as("every way to end but by a stop or a rule")
        .hasSameSizeAs(StreamOutcome.values());
  }

  private static Set<StreamOutcome> runWith(long seed) {
    var run = new Run(seed);
    for (var step = 0; step < STEPS; step++) {
      run.step();
    }
    return run.end();
  }
}
