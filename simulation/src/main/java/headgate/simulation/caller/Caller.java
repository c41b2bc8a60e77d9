package headgate.simulation.caller;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.simulation.Chance;
import headgate.simulation.machine.Agenda;
import headgate.simulation.machine.CallerSocket;
import headgate.simulation.machine.SimulatedMachine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One caller: it asks, waits for the answer, thinks, and asks again on the same connection, or it
 * leaves in the middle of that.
 */
public final class Caller {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(80);
  private static final Duration THINKING_MAX = Duration.ofMillis(900);
  private static final Duration GAP_MAX = Duration.ofMillis(20);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int DAWDLING_PERCENT = 8;
  private static final Duration DAWDLING_MAX = Duration.ofSeconds(6);

  private final String name;
  private final InetSocketAddress address;
  private final SimulatedMachine machine;
  private final Agenda agenda;
  private final Chance chance;
  private final Questions questions;
  private final Knowledge knowledge;
  private final boolean dawdles;
  private final CallerEars ears;
  private final long latencyNanos;
  private @Nullable Line line;
  private boolean done;

  /** A caller that has not begun. */
  public Caller(
      InetSocketAddress address,
      SimulatedMachine machine,
      Agenda agenda,
      Chance chance,
      Company company) {
    this.name = address.getHostString() + ":" + address.getPort();
    this.address = address;
    this.machine = machine;
    this.agenda = agenda;
    this.chance = chance;
    knowledge = company.knowledge();
    ears = company.ears();
    dawdles = company.dawdles();
    questions = new Questions(chance.split(), knowledge);
    latencyNanos = chance.between(Duration.ofNanos(100_000), Duration.ofMillis(20)).toNanos();
  }

  /**
   * What all callers share.
   *
   * @param dawdles whether some bodies come seconds after their heads
   */
  public record Company(Knowledge knowledge, CallerEars ears, boolean dawdles) {}

  /** Begins to ask. */
  public void begin() {
    agenda.after(chance.between(Duration.ZERO, THINKING_MAX), this::ask);
  }

  /** Asks nothing more, and leaves once it was answered. */
  public void finish() {
    done = true;
    if (line != null && line.request == null) {
      line.leave(false);
    }
  }

  /** Whether it waits for an answer. */
  public boolean waiting() {
    return line != null && line.request != null;
  }

  private void ask() {
    if (done) {
      return;
    }
    var batch = chance.percent(25);
    var request =
        new Request(
            knowledge.nextNumber(),
            name,
            questions.calls(batch),
            batch,
            questions.minHeight(),
            agenda.nanos(),
            knowledge.height());
    ears.sent(request);
    if (line == null) {
      line = new Line();
    }
    line.ask(request);
  }

  private void think() {
    agenda.after(chance.between(Duration.ZERO, THINKING_MAX), this::ask);
  }

  /** One connection to the gateway. */
  private final class Line implements CallerSocket.Caller {
    private final CallerSocket socket = machine.connect(address, this);
    private final StringBuilder received = new StringBuilder();
    private @Nullable Request request;
    private boolean ends;
    private boolean ended;
    private long thereNanos = Long.MAX_VALUE;
    private long lastThere;
    private long lastHere;

    void ask(Request next) {
      request = next;
      thereNanos = Long.MAX_VALUE;
      send(next, next.bytes(chance.percent(20)));
      agenda.after(ANSWER_MAX, () -> expect(next));
      var drawn = chance.between(0, 99);
      if (drawn < 4) {
        agenda.after(chance.between(Duration.ZERO, Duration.ofMillis(60)), () -> leaveIf(next));
      } else if (drawn < 6) {
        ends = true;
        toGateway(socket::arriveEnd);
      } else if (drawn < 8) {
        toGateway(() -> socket.reads(false));
        agenda.after(
            chance.between(Duration.ZERO, Duration.ofSeconds(2)),
            () -> toGateway(() -> socket.reads(true)));
      }
    }

    private void send(Request next, byte[] bytes) {
      var head = new String(bytes, UTF_8).indexOf("\r\n\r\n") + 4;
      var dawdled = dawdles && chance.percent(DAWDLING_PERCENT);
      pieces(bytes, 0, dawdled ? head : bytes.length, head, next);
      if (dawdled) {
        lastThere += chance.between(Duration.ZERO, DAWDLING_MAX).toNanos();
        pieces(bytes, head, bytes.length, head, next);
      }
    }

    private void pieces(byte[] bytes, int first, int until, int head, Request of) {
      var from = first;
      while (from < until) {
        var most = until - from;
        var to = from + (chance.percent(85) ? most : chance.between(1, most));
        var piece = Arrays.copyOfRange(bytes, from, to);
        var wholeHead = from < head && to >= head;
        toGateway(() -> arrive(of, piece, wholeHead));
        if (to < until) {
          lastThere += chance.between(Duration.ZERO, GAP_MAX).toNanos();
        }
        from = to;
      }
    }

    private void arrive(Request of, byte[] piece, boolean wholeHead) {
      thereNanos = Math.min(thereNanos, agenda.nanos());
      socket.arrive(piece);
      if (wholeHead) {
        ears.headThere(of);
      }
    }

    private void leaveIf(Request asked) {
      if (asked.equals(request)) {
        leave(chance.percent(50));
        ears.left(asked);
        think();
      }
    }

    void leave(boolean broken) {
      ended = true;
      line = null;
      request = null;
      toGateway(broken ? socket::arriveReset : socket::arriveEnd);
    }

    private void expect(Request asked) {
      if (asked.equals(request)) {
        ears.unanswered(asked, "nothing came in " + ANSWER_MAX);
      }
    }

    @Override
    public void bytes(byte[] bytes) {
      toCaller(() -> receive(bytes));
    }

    private void receive(byte[] bytes) {
      var asked = request;
      if (asked == null) {
        return;
      }
      received.append(new String(bytes, UTF_8));
      var response = Response.read(received.toString());
      if (response != null) {
        received.setLength(0);
        request = null;
        ears.answered(asked, response);
        if (response.last() || ends || done) {
          leave(false);
        }
        think();
      }
    }

    @Override
    public void ended() {
      var endedNanos = agenda.nanos();
      // What came just before that, or is still on its way, nobody has read.
      toCaller(() -> over(thereNanos < endedNanos - MOMENT.toNanos()));
    }

    private void over(boolean read) {
      var asked = request;
      if (!ended) {
        ended = true;
        line = null;
        request = null;
        if (asked != null && read) {
          ears.unanswered(asked, "the connection ended");
        } else if (asked != null) {
          ears.unread(asked);
          think();
        }
      }
    }

    @Override
    public void refused() {
      toCaller(() -> {
        var asked = request;
        ended = true;
        line = null;
        request = null;
        done = true;
        if (asked != null) {
          ears.refused(asked);
        }
      });
    }

    private void toGateway(Runnable event) {
      lastThere = Math.max(lastThere, agenda.nanos() + latencyNanos + chance.below(latencyNanos));
      agenda.at(lastThere, event);
    }

    private void toCaller(Runnable event) {
      lastHere = Math.max(lastHere, agenda.nanos() + latencyNanos + chance.below(latencyNanos));
      agenda.at(lastHere, event);
    }
  }
}
