package headgate.acceptance.height;

import static headgate.gateway.outcome.TryFailure.ANSWER_TOO_LARGE;
import static headgate.gateway.outcome.TryFailure.API_ABSENT;
import static headgate.gateway.outcome.TryFailure.BROKEN_FRAMING;
import static headgate.gateway.outcome.TryFailure.CONNECT_TIMEOUT;
import static headgate.gateway.outcome.TryFailure.IDLE_CLOSED;
import static headgate.gateway.outcome.TryFailure.LOST_BEFORE_ANSWER;
import static headgate.gateway.outcome.TryFailure.NODE_CANNOT;
import static headgate.gateway.outcome.TryFailure.NODE_ERROR;
import static headgate.gateway.outcome.TryFailure.NODE_STOPPED;
import static headgate.gateway.outcome.TryFailure.NOT_AN_ANSWER;
import static headgate.gateway.outcome.TryFailure.NOT_OFFERED;
import static headgate.gateway.outcome.TryFailure.NO_BLOCK;
import static headgate.gateway.outcome.TryFailure.PRUNED;
import static headgate.gateway.outcome.TryFailure.RATE_LIMITED;
import static headgate.gateway.outcome.TryFailure.REDIRECT;
import static headgate.gateway.outcome.TryFailure.REFUSED;
import static headgate.gateway.outcome.TryFailure.SERVER_ERROR;
import static headgate.gateway.outcome.TryFailure.STALLED;
import static headgate.gateway.outcome.TryFailure.TRUNCATED;
import static headgate.gateway.outcome.TryFailure.UNEXPECTED_STATUS;
import static headgate.gateway.outcome.TryFailure.WRONG_ID;

import headgate.devnode.DevNode;
import headgate.devnode.fault.Fault;
import headgate.devnode.fault.FaultRule;
import headgate.devnode.fault.Knee;
import headgate.gateway.outcome.TryFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can go wrong with a dev node under load, each with the failures of tries that it causes. */
public final class Failures {
  /** Bytes of an answer that is larger than a load's gateway takes. */
  public static final int TOO_LARGE = 300_000;

  /** What callers ask for, besides what probes ask too. */
  private static final String[] ASKED = {
    "icx_getBalance",
    "icx_getTotalSupply",
    "icx_call",
    "icx_sendTransaction",
    "icx_getTransactionResult"
  };

  /** What follows from one for the callers. */
  public enum Trait {
    /** It proves of a write that the node did not take it, so that another one is sent it too. */
    NOT_TAKEN,
    /** The node forgets what it took, so that it says of a transaction that there is none. */
    FORGETS,
    /** Nodes take few calls at once, so that calls wait for permits. */
    FEW_PERMITS
  }

  /**
   * Something that goes wrong.
   *
   * @param name how it reads in a sentence
   * @param shows what it makes of the gateway's tries
   * @param traits what follows for callers
   * @param begins makes it begin
   */
  public record Failure(
      String name, Set<TryFailure> shows, Set<Trait> traits, Consumer<DevNode> begins) {
    /** Whether this follows for callers. */
    public boolean is(Trait trait) {
      return traits.contains(trait);
    }

    /** The same with what follows for callers. */
    private Failure with(Trait... more) {
      return new Failure(name, shows, Set.of(more), begins);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Failures() {}

  /** One that a test makes begin by itself. */
  static Failure named(String name, TryFailure... shows) {
    return fails(name, _ -> {}, shows);
  }

  /** All of them. */
  public static Stream<Failure> all() {
    return Stream.of(connections(), answers(), refusals(), views()).flatMap(List::stream);
  }

  private static List<Failure> connections() {
    return List.of(
        fails("a node refuses connections", node -> node.faults().refuseConnections(), REFUSED),
        fails(
            "a node lets connections hang",
            node -> node.faults().hangConnections(),
            CONNECT_TIMEOUT),
        fails(
            "a node comes and goes",
            node -> node.faults().flap(Duration.ofMillis(300), Duration.ofMillis(300)),
            REFUSED),
        answers("a node closes kept connections", new Fault.CloseKept(), IDLE_CLOSED),
        answers(
            "a node resets before an answer",
            new Fault.ResetBefore(true),
            LOST_BEFORE_ANSWER,
            IDLE_CLOSED),
        answers("a node resets within an answer", new Fault.ResetAfter(20), TRUNCATED),
        fails("a node stalls", node -> node.faults().stall(), STALLED),
        answers("a node drips its answers", new Fault.Drip(8, Duration.ofMillis(20)), STALLED),
        fails(
            "a node collapses under its calls",
            node -> node.faults().knee(new Knee(2, Duration.ofMillis(2), Duration.ofMillis(100))),
            STALLED),
        answers("a node is slow where permits are few", new Fault.Latency(Duration.ofMillis(150)))
            .with(Trait.FEW_PERMITS));
  }

  private static List<Failure> answers() {
    return List.of(
        answers("a node answers with status 500", status(500), SERVER_ERROR),
        answers("a node answers with status 403", status(403), UNEXPECTED_STATUS),
        answers("a node redirects", status(302), REDIRECT),
        answers(
                "a node limits its callers",
                new Fault.Status(429, Duration.ofSeconds(1)),
                RATE_LIMITED)
            .with(Trait.NOT_TAKEN),
        answers("a node loses its channel", text("No channel"), API_ABSENT).with(Trait.NOT_TAKEN),
        answers("a node disables its API", text("icx API is disabled"), API_ABSENT)
            .with(Trait.NOT_TAKEN),
        answers("a node breaks the framing", new Fault.BadFraming(), BROKEN_FRAMING),
        answers("a node answers with garbage", new Fault.Garbage(), NOT_AN_ANSWER),
        answers("a node answers with another id", new Fault.WrongId(), WRONG_ID),
        answers("a node answers without an id", new Fault.MissingId(), WRONG_ID),
        answers("a node answers too much", new Fault.Padding(TOO_LARGE), ANSWER_TOO_LARGE));
  }

  /** What a node says by a JSON-RPC error of its own. */
  private static List<Failure> refusals() {
    return List.of(
        says("a node has an internal error", -32603, "Internal error", NODE_ERROR),
        says("a node is stopped", -32000, "Stopped", NODE_STOPPED, NODE_ERROR)
            .with(Trait.NOT_TAKEN),
        says("a node's pool overflows", -31001, "PoolOverflow", NODE_CANNOT).with(Trait.NOT_TAKEN),
        says("a node has no block", -31004, "NotFound: E1005:no block for 1", NO_BLOCK),
        says("a node has pruned", -31004, "NotFound: PrunedBlock(height=1,base=2)", PRUNED),
        says(
            "a node does not offer it",
            -32601,
            "MethodNotFound: NotEnabled(waitTimeout=0)",
            NOT_OFFERED));
  }

  /** What a node sees, and what it says of it. */
  private static List<Failure> views() {
    return List.of(
        fails("a node lags", node -> node.faults().freezeAt(node.height()), NO_BLOCK),
        fails("a node goes back", node -> node.faults().lag(6)).with(Trait.FORGETS),
        fails("a node lies about its height", node -> node.faults().lie(50)),
        fails("a node lies a little", node -> node.faults().lie(2), NO_BLOCK),
        fails("a node claims blocks that it has not", Failures::claims, NO_BLOCK)
            .with(Trait.FORGETS),
        fails("a node reports another network", node -> node.faults().wrongNetwork(2)),
        fails("a node loses its pool", node -> node.faults().dropPool()).with(Trait.FORGETS),
        fails("the chain stands still", node -> node.faults().halt()),
        fails("a node fails in all ways", Failures::failsInAllWays));
  }

  /** It goes back by two blocks and does not say so. */
  private static void claims(DevNode node) {
    node.faults().lag(2);
    node.faults().lie(2);
  }

  private static Failure fails(String name, Consumer<DevNode> begins, TryFailure... shows) {
    return new Failure(name, Set.of(shows), Set.of(), begins);
  }

  private static Failure answers(String name, Fault fault, TryFailure... shows) {
    return fails(name, node -> node.faults().add(FaultRule.always(fault).on(ASKED)), shows);
  }

  private static Failure says(String name, int code, String message, TryFailure... shows) {
    return answers(name, new Fault.RpcFailure(code, message), shows);
  }

  private static Fault status(int code) {
    return new Fault.Status(code, Duration.ZERO);
  }

  private static Fault text(String text) {
    return new Fault.Text(404, text);
  }

  private static void failsInAllWays(DevNode node) {
    Stream.of(
            new Fault.Status(503, Duration.ZERO),
            new Fault.Garbage(),
            new Fault.MissingId(),
            new Fault.ResetBefore(false),
            new Fault.ResetBefore(true),
            new Fault.CutAfter(10),
            new Fault.Stall(true),
            new Fault.Latency(Duration.ofMillis(100)))
        .map(fault -> FaultRule.always(fault).on(ASKED).probability(0.1))
        .forEach(node.faults()::add);
  }
}
