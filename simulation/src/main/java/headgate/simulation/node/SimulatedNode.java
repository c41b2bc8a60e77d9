package headgate.simulation.node;

import headgate.gateway.seam.Endpoint;
import headgate.simulation.Chance;
import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import headgate.simulation.wire.FarSide;
import headgate.simulation.wire.Link;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node: how far it is, what is in its pool, what ails it and who is connected. */
public final class SimulatedNode implements FarSide {
  private static final long SLOW_FACTOR = 30;
  private static final int KNOWN_HEIGHTS = 64;

  private final String name;
  private final Agenda agenda;
  private final Chance chance;
  private final WorldEars ears;
  private final long latencyNanos;
  private final Set<String> pool = new LinkedHashSet<>();
  private final Set<Conversation> conversations = new LinkedHashSet<>();
  private final Set<Runnable> waiting = new LinkedHashSet<>();
  private final List<Runnable> frozen = new ArrayList<>();
  private final ArrayDeque<Reached> reached = new ArrayDeque<>();
  private Chain chain;
  private long height;
  private @Nullable Ailment ailment;
  private long wellSinceNanos;
  private boolean still;

  private record Reached(long nanos, long height) {}

  /** A node that is well and at the tip of its chain. */
  public SimulatedNode(String name, Chain chain, Agenda agenda, Chance chance, WorldEars ears) {
    this.name = name;
    this.chain = chain;
    this.agenda = agenda;
    this.chance = chance;
    this.ears = ears;
    latencyNanos = chance.between(Duration.ofMillis(1), Duration.ofMillis(8)).toNanos() / 2;
    height = chain.tip();
    reached.add(new Reached(agenda.nanos(), height));
    wellSinceNanos = agenda.nanos();
  }

  public String name() {
    return name;
  }

  Chance chance() {
    return chance;
  }

  Agenda agenda() {
    return agenda;
  }

  WorldEars ears() {
    return ears;
  }

  /** The chain that it is on. */
  public Chain chain() {
    return chain;
  }

  /** Its newest block. */
  public long height() {
    return height;
  }

  /** What ails it, null where it is well. */
  public @Nullable Ailment ailment() {
    return ailment;
  }

  /** Since when nothing ails it; for ever from now where something does. */
  public long wellSinceNanos() {
    return ailment == null ? wellSinceNanos : Long.MAX_VALUE;
  }

  /** The height that it had at some moment, the oldest that is known where that is long ago. */
  public long heightAt(long nanos) {
    var found = reached.getFirst().height();
    for (var each : reached) {
      if (each.nanos() <= nanos) {
        found = each.height();
      }
    }
    return found;
  }

  // ---- its life

  /** Something begins to ail it, instead of what ailed it before. */
  public void fallsIll(Ailment with, Chain other) {
    recovers();
    ailment = with;
    switch (with) {
      case DEAD -> {
        pool.clear();
        waiting.clear();
        hangUp();
      }
      case FORKED, FOREIGN -> moveTo(other);
      case FROZEN,
          UNREACHABLE,
          BAD_TLS,
          SLOW,
          LOSSY,
          FAILING,
          POOL_FULL,
          STOPPED,
          LAGGING,
          BOASTING -> {}
    }
  }

  /** Nothing ails it any more; it is on the given chain. */
  public void recovers(Chain right) {
    recovers();
    if (chain != right) {
      moveTo(right);
    }
  }

  private void recovers() {
    ailment = null;
    wellSinceNanos = agenda.nanos();
    goOn();
  }

  /** It stands still, or no more, whatever ails it. */
  public void standStill(boolean now) {
    still = now;
    goOn();
  }

  private void goOn() {
    if (!still && ailment != Ailment.FROZEN) {
      var late = List.copyOf(frozen);
      frozen.clear();
      late.forEach(Runnable::run);
    }
  }

  private void moveTo(Chain other) {
    chain = other;
    height = other.tip();
    reached.add(new Reached(agenda.nanos(), height));
    pool.clear();
    waiting.clear();
    hangUp();
  }

  /** All connections break. */
  public void hangUp() {
    var all = List.copyOf(conversations);
    conversations.clear();
    all.forEach(Conversation::breakOff);
  }

  /** It has heard of the blocks up to its chain's tip. */
  public void catchUp() {
    if (ailment != Ailment.DEAD && ailment != Ailment.LAGGING && height < chain.tip()) {
      height = chain.tip();
      reached.add(new Reached(agenda.nanos(), height));
      if (reached.size() > KNOWN_HEIGHTS) {
        reached.removeFirst();
      }
      pool.removeIf(transaction -> chain.heightOf(transaction) >= 0);
      List.copyOf(waiting).forEach(Runnable::run);
      whenAwake(() -> conversations.forEach(Conversation::newBlock));
    }
  }

  // ---- its pool

  Set<String> pool() {
    return pool;
  }

  /** What it would put into the next block. */
  public List<String> proposes() {
    return ailment == Ailment.DEAD ? List.of() : List.copyOf(pool);
  }

  /** Does something after each new block until that says that it is done. */
  void await(Runnable look) {
    waiting.add(look);
  }

  /** Whether it was awaited until now. */
  boolean awaitNoMore(Runnable look) {
    return waiting.remove(look);
  }

  // ---- its connections

  /** How many are open, as far as it knows. */
  public int connections() {
    return conversations.size();
  }

  @Override
  public Welcome welcome(Endpoint endpoint) {
    if (ailment == Ailment.DEAD) {
      return Welcome.REFUSED;
    }
    if (ailment == Ailment.UNREACHABLE) {
      return Welcome.SILENCE;
    }
    return ailment == Ailment.BAD_TLS && endpoint.tls() != null ? Welcome.BAD_TLS : Welcome.TAKEN;
  }

  @Override
  public Ear opened(Link link) {
    var begun = new Conversation(this, link);
    conversations.add(begun);
    return begun;
  }

  void over(Conversation conversation) {
    conversations.remove(conversation);
  }

  @Override
  public long latencyNanos() {
    var jitter = chance.percent(95) ? latencyNanos / 4 : latencyNanos * 10;
    return slowed(latencyNanos + chance.below(jitter));
  }

  long slowed(long nanos) {
    return ailment == Ailment.SLOW ? nanos * SLOW_FACTOR : nanos;
  }

  /** Does something now, or once it goes on where it stands still; never where it is dead. */
  void whenAwake(Runnable event) {
    if (still || ailment == Ailment.FROZEN) {
      frozen.add(event);
    } else if (ailment != Ailment.DEAD && ailment != Ailment.UNREACHABLE) {
      event.run();
    }
  }
}
