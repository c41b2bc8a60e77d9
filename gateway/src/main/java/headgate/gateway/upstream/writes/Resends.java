package headgate.gateway.upstream.writes;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.upstream.writes.TransactionLookup.Finding;
import headgate.gateway.upstream.writes.WriteCounts.Left;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acknowledged transactions of one loop that are not known to be in a block: a state machine
 * that is told what was acknowledged and how high the chain is.
 *
 * <p>A node that restarts loses its pool. So from two blocks after its acknowledgement on, when its
 * result can be there, each transaction is asked for once a block: first the node that took it,
 * then others, until one knows it. Nodes that do not are sent the same bytes again. It leaves once
 * it has a result, once it is refused for good, when its blocks are over, or to make room.
 */
public final class Resends {
  private static final Logger LOG = LoggerFactory.getLogger(Resends.class);

  /** Transactions that are kept at most; the oldest of the caller with most leaves first. */
  public static final int KEPT_MAX = 1_000;

  /** Bytes that they have together at most. */
  public static final long BYTES_MAX = 8 << 20;

  /** What a place counts for beside the bytes in it, when callers' shares are compared. */
  private static final long PLACE_BYTES = BYTES_MAX / KEPT_MAX;

  /** Block H holds the result of block H - 1, so nothing can be known sooner. */
  static final int FIRST_LOOK = 2;

  /** Transactions that are asked for at the same time. */
  static final int ROUNDS_MAX = 8;

  /** Blocks in a row at which every node that was sent it refuses it. */
  static final int REFUSED_ROUNDS_MAX = 3;

  /** What happens to the table. */
  public sealed interface Event {
    /**
     * A node has acknowledged a transaction.
     *
     * @param write the transaction
     * @param taker the node
     * @param caller a number by which its sender is told from others
     * @param height the serving height then
     */
    record Acknowledged(SignedWrite write, int taker, int caller, long height) implements Event {}

    /** The serving height is that high now. */
    record Reached(long height) implements Event {}
  }

  private final WriteDoor door;
  private final WriteCounts counts;
  private final ByteBudget budget;
  private final int blocks;
  private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>();
  private final Shares<Kept> shares = new Shares<>();
  private final ArrayDeque<Kept> due = new ArrayDeque<>();
  private long bytes;
  private long height = -1;
  private int rounds;
  private boolean working;

  /** An empty table; its transactions are charged to the budget. */
  public Resends(WriteDoor door, WriteTerms terms, ByteBudget budget) {
    this.door = door;
    this.budget = budget;
    counts = terms.counts();
    blocks = terms.config().rebroadcastBlocks();
  }

  private static final class Kept {
    private final SignedWrite write;
    private final int taker;
    private final int caller;
    private long firstLook;
    private boolean looking;
    private boolean gone;
    private int refusedRounds;

    Kept(SignedWrite write, int taker, int caller, long firstLook) {
      this.write = write;
      this.taker = taker;
      this.caller = caller;
      this.firstLook = firstLook;
    }

    long share() {
      return write.bytes() + PLACE_BYTES;
    }
  }

  /** Goes on from what has happened; on the loop. */
  public void on(Event event) {
    switch (event) {
      case Event.Acknowledged(var write, var taker, var caller, var at) ->
          keep(new Kept(write, taker, caller, at + FIRST_LOOK));
      case Event.Reached(var now) -> reached(now);
    }
  }

  /**
   * Goes on with what another table looks after, which has nothing then; its looks that are under
   * way change nothing any more.
   *
   * @param places where a node is here that was there, -1 for one that is gone
   */
  public void takeOver(Resends before, IntUnaryOperator places) {
    for (var one : before.release()) {
      if (blocks == 0) {
        counts.leaves(Left.TIME_OVER);
      } else {
        var taker = places.applyAsInt(one.taker);
        var mine = new Kept(one.write, taker, one.caller, one.firstLook);
        kept.put(one.write.hash(), mine);
        shares.add(mine.caller, mine, mine.share());
        bytes += one.write.bytes();
        budget.take(one.write.bytes());
      }
    }
  }

  /** Looks after nothing any more. */
  public void forget() {
    release().forEach(_ -> counts.leaves(Left.TIME_OVER));
  }

  private List<Kept> release() {
    var all = List.copyOf(kept.values());
    for (var one : all) {
      one.gone = true;
      shares.remove(one.caller, one, one.share());
      budget.giveBack(one.write.bytes());
    }
    kept.clear();
    bytes = 0;
    return all;
  }

  /** Whether nothing is looked after. */
  public boolean empty() {
    return kept.isEmpty();
  }

  private void keep(Kept one) {
    var weight = one.write.bytes();
    if (blocks == 0 || kept.containsKey(one.write.hash())) {
      return;
    }
    if (weight > BYTES_MAX || budget.over80()) {
      counts.notKept();
      return;
    }
    kept.put(one.write.hash(), one);
    shares.add(one.caller, one, one.share());
    bytes += weight;
    budget.take(weight);
    counts.keeps();
    while (kept.size() > KEPT_MAX || bytes > BYTES_MAX) {
      leave(shares.first(), Left.DROPPED);
    }
  }

  private void leave(Kept one, Left why) {
    if (!one.gone) {
      one.gone = true;
      kept.remove(one.write.hash());
      shares.remove(one.caller, one, one.share());
      bytes -= one.write.bytes();
      budget.giveBack(one.write.bytes());
      counts.leaves(why);
    }
  }

  private void reached(long now) {
    if (now == height) {
      return;
    }
    if (now < height) {
      beginAnewAt(now);
    }
    height = now;
    for (var one : new ArrayList<>(kept.values())) {
      if (now >= one.firstLook + blocks) {
        leave(one, Left.TIME_OVER);
      } else if (now >= one.firstLook && !one.looking) {
        one.looking = true;
        due.add(one);
      }
    }
    work();
  }

  /** An operator has lowered the height: what was to be looked for above it has its time anew. */
  private void beginAnewAt(long now) {
    kept.values().forEach(one -> one.firstLook = Math.min(one.firstLook, now + FIRST_LOOK));
  }

  /** Not entered again by a round that ends at once. */
  private void work() {
    if (working) {
      return;
    }
    working = true;
    try {
      while (rounds < ROUNDS_MAX && !due.isEmpty()) {
        rounds++;
        begin(new Round(due.remove()));
      }
    } finally {
      working = false;
    }
  }

  /** A bug in one round must not cost the others theirs. */
  private static void begin(Round round) {
    try {
      round.begin();
    } catch (RuntimeException bug) {
      LOG.error("a transaction could not be looked for", bug);
      round.end();
    }
  }

  /** One look at one transaction. */
  private final class Round {
    private final Kept one;
    private final ArrayDeque<Integer> toAsk = new ArrayDeque<>();
    private final List<Integer> lacking = new ArrayList<>();
    private int sending;
    private boolean taken;
    private boolean refused;
    private boolean over;

    Round(Kept one) {
      this.one = one;
    }

    void begin() {
      toAsk.addAll(door.toAsk(one.taker));
      askNext();
    }

    private void askNext() {
      while (!one.gone && !toAsk.isEmpty()) {
        var node = toAsk.remove();
        if (door.ask(node, one.write, finding -> heard(node, finding))) {
          return;
        }
      }
      sendAgain();
    }

    private void heard(int node, Finding finding) {
      switch (finding) {
        case RESULT -> leave(one, Left.IN_BLOCK);
        case PENDING -> toAsk.clear();
        case UNKNOWN -> lacking.add(node);
        case NO_ANSWER, NOT_ASKABLE -> {}
      }
      askNext();
    }

    private void sendAgain() {
      // Its own part, so that an end that is told at once does not end the round.
      sending = 1;
      if (!one.gone) {
        sending += lacking.size();
        lacking.forEach(node -> door.send(node, one.write, this::sent));
      }
      part();
    }

    private void sent(CopyEnd end) {
      taken |= end.taken();
      refused |= end == CopyEnd.REFUSED_HERE;
      if (end == CopyEnd.REFUSED) {
        leave(one, Left.REFUSED);
      }
      part();
    }

    private void part() {
      sending--;
      if (sending == 0) {
        end();
      }
    }

    void end() {
      if (over) {
        return;
      }
      over = true;
      one.refusedRounds = refused && !taken ? one.refusedRounds + 1 : 0;
      if (one.refusedRounds >= REFUSED_ROUNDS_MAX) {
        leave(one, Left.REFUSED);
      }
      one.looking = false;
      rounds--;
      work();
    }
  }
}
