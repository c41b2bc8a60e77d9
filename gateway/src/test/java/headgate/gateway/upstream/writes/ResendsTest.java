package headgate.gateway.upstream.writes;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.config.WritesConfig;
import headgate.gateway.route.NodeCall;
import headgate.gateway.testkit.Calls;
import headgate.gateway.upstream.writes.Resends.Event.Acknowledged;
import headgate.gateway.upstream.writes.Resends.Event.Reached;
import headgate.gateway.upstream.writes.TransactionLookup.Finding;
import headgate.gateway.upstream.writes.WriteCounts.Left;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The table of acknowledged transactions, event by event, with nodes that answer when told to. */
class ResendsTest {
  private static final long SEED = 20_261_122;
  private static final int BLOCKS = 4;

  private final ByteBudget budget = new ByteBudget(64 << 20);
  private final WriteTerms terms = new WriteTerms(new WritesConfig(1, BLOCKS));
  private final Nodes nodes = new Nodes();
  private final Resends resends = new Resends(nodes, terms, budget);

  /** Three nodes; a question or a transaction stays with one until the test has it answered. */
  private static final class Nodes implements WriteDoor {
    private final ArrayDeque<Runnable> open = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> inBlock = new HashSet<>();
    private Random random = new Random(0);
    private int asking;
    private int askingMost;
    private boolean permits = true;
    private boolean broken;

    @Override
    public List<Integer> toAsk(int taker) {
      return List.of(taker, (taker + 1) % 3, (taker + 2) % 3);
    }

    @Override
    public boolean ask(int node, SignedWrite write, Consumer<Finding> heard) {
      if (broken) {
        throw new IllegalStateException("wanted by the test");
      }
      if (!permits) {
        return false;
      }
      asking++;
      asked.add(write.hash());
      askingMost = Math.max(askingMost, asking);
      open.add(() -> {
        asking--;
        heard.accept(inBlock.contains(write.hash()) ? Finding.RESULT : any());
      });
      return true;
    }

    private Finding any() {
      var findings = Finding.values();
      return random.nextInt(3) == 0 ? findings[1 + random.nextInt(4)] : Finding.UNKNOWN;
    }

    @Override
    public void send(int node, SignedWrite write, Consumer<CopyEnd> ended) {
      sent.add(write.hash());
      var end = random.nextInt(4) == 0 ? CopyEnd.FAILED : CopyEnd.DUPLICATE;
      if (random.nextBoolean()) {
        ended.accept(end);
      } else {
        open.add(() -> ended.accept(end));
      }
    }

    void answerAll() {
      while (!open.isEmpty()) {
        open.remove().run();
      }
    }
  }

  private static SignedWrite write(String hash, int bytes) {
    var params = "{\"x\":\"" + "y".repeat(bytes) + "\"}";
    var call = Calls.icon("icx_sendTransaction", params);
    return new SignedWrite(new NodeCall(call, "/api/v3", -1, false, null), hash);
  }

  private void acknowledged(String hash) {
    acknowledged(hash, 1);
  }

  private void acknowledged(String hash, int caller) {
    resends.on(new Acknowledged(write(hash, 10), 0, caller, 100));
  }

  private long left(Left why) {
    return terms.counts().left(why);
  }

  private void nothingIsKept() {
    assertThat(resends.empty()).isTrue();
    assertThat(terms.counts().kept()).isZero();
    assertThat(budget.used()).isZero();
  }

  @Test
  void anotherTableGoesOnWithWhatOneHasLookedAfter() {
    acknowledged("0x1");
    acknowledged("0x2");
    resends.on(new Reached(102));
    var later = new Nodes();
    var next = new Resends(later, terms, budget);

    next.takeOver(resends, taker -> taker + 1);
    nodes.answerAll();

    assertThat(resends.empty()).isTrue();
    assertThat(nodes.sent).as("looks that were under way change nothing").isEmpty();
    assertThat(terms.counts().kept()).isEqualTo(2);
    next.on(new Reached(103));
    later.answerAll();
    assertThat(later.sent).contains("0x1", "0x2");
    next.forget();
    assertThat(next.empty()).isTrue();
    nothingIsKept();
  }

  @Test
  void theOldestLeavesWhereThereAreTooMany() {
    for (var index = 0; index <= Resends.KEPT_MAX; index++) {
      acknowledged("0x" + index);
    }
    assertThat(terms.counts().kept()).isEqualTo(Resends.KEPT_MAX);
    assertThat(left(Left.DROPPED)).isOne();
    resends.on(new Reached(102));
    nodes.answerAll();

    assertThat(nodes.sent).doesNotContain("0x0").contains("0x1", "0x" + Resends.KEPT_MAX);
  }

  @Test
  void theOldestLeaveWhereTheyAreTooLargeTogether() {
    for (var index = 0; index < 20; index++) {
      resends.on(new Acknowledged(write("0x" + index, 1 << 20), 0, 1, 100));
    }

    assertThat(terms.counts().kept()).isEqualTo(7);
    assertThat(left(Left.DROPPED)).isEqualTo(13);
    assertThat(budget.used()).isBetween(7L << 20, Resends.BYTES_MAX);
  }

  @Test
  void aSenderOfManyCostsOthersNothing() {
    for (var index = 0; index < 5; index++) {
      acknowledged("0xa" + index, 1);
    }
    for (var index = 0; index < 2_500; index++) {
      acknowledged("0xb" + index, 2);
    }
    acknowledged("0xc", 3);
    assertThat(terms.counts().kept()).isEqualTo(Resends.KEPT_MAX);
    resends.on(new Reached(102));
    nodes.answerAll();

    assertThat(nodes.asked).contains("0xa0", "0xa4", "0xc", "0xb2499").doesNotContain("0xb0");
  }

  @Test
  void aSenderOfLargeOnesCostsOthersNothing() {
    acknowledged("0xa", 1);
    for (var index = 0; index < 20; index++) {
      resends.on(new Acknowledged(write("0xb" + index, 1 << 20), 0, 2, 100));
    }
    resends.on(new Reached(102));
    nodes.answerAll();

    assertThat(nodes.asked).contains("0xa", "0xb19").doesNotContain("0xb0");
  }

  @Test
  void nothingIsKeptWhileTheByteBudgetIsShort() {
    budget.take(60 << 20);
    acknowledged("0x1");

    assertThat(resends.empty()).isTrue();
    assertThat(left(Left.DROPPED)).isOne();
  }

  @Test
  void theSameTransactionIsKeptOnce() {
    acknowledged("0x1");
    acknowledged("0x1");

    assertThat(terms.counts().kept()).isOne();
    assertThat(budget.used()).isEqualTo(write("0x1", 10).bytes());
  }

  @Test
  void onlySoManyAreAskedForAtTheSameTime() {
    for (var index = 0; index < 100; index++) {
      acknowledged("0x" + index);
    }
    resends.on(new Reached(102));
    assertThat(nodes.asking).isEqualTo(Resends.ROUNDS_MAX);
    nodes.answerAll();

    assertThat(nodes.askingMost).isEqualTo(Resends.ROUNDS_MAX);
    assertThat(new HashSet<>(nodes.sent)).hasSizeGreaterThan(50);
  }

  @Test
  void aRoundThatLastsLongerThanABlockIsNotBegunTwice() {
    acknowledged("0x1");
    resends.on(new Reached(102));
    resends.on(new Reached(103));
    assertThat(nodes.open).hasSize(1);
    nodes.answerAll();
    resends.on(new Reached(104));

    assertThat(nodes.open).hasSize(1);
  }

  @Test
  void afterTheHeightWasLoweredItGoesOnFromThere() {
    resends.on(new Acknowledged(write("0x1", 10), 0, 1, 2_000));
    resends.on(new Reached(2_000));
    resends.on(new Acknowledged(write("0x2", 10), 0, 1, 1_000));
    resends.on(new Reached(1_000));
    assertThat(nodes.open).isEmpty();
    resends.on(new Reached(1_000 + Resends.FIRST_LOOK));
    assertThat(nodes.open).as("both are asked for").hasSize(2);
    nodes.answerAll();
    resends.on(new Reached(1_000 + Resends.FIRST_LOOK + BLOCKS));

    assertThat(left(Left.TIME_OVER)).isEqualTo(2);
    nothingIsKept();
  }

  @Test
  void withoutPermitsNothingIsAskedAndNothingSent() {
    acknowledged("0x1");
    nodes.permits = false;
    resends.on(new Reached(102));
    assertThat(nodes.sent).isEmpty();
    nodes.permits = true;
    resends.on(new Reached(103));

    assertThat(nodes.open).hasSize(1);
  }

  @Test
  void roundsThatCannotBeginCostNoOtherRoundItsTurn() {
    for (var index = 0; index < 2 * Resends.ROUNDS_MAX; index++) {
      acknowledged("0x" + index);
    }
    nodes.broken = true;
    resends.on(new Reached(102));
    assertThat(nodes.open).isEmpty();
    nodes.broken = false;
    resends.on(new Reached(103));

    assertThat(nodes.open).hasSize(Resends.ROUNDS_MAX);
  }

  @Test
  void whatLeavesDuringARoundIsNotSent() {
    acknowledged("0x1");
    resends.on(new Reached(102));
    resends.on(new Reached(102 + BLOCKS));
    nodes.answerAll();

    assertThat(nodes.sent).isEmpty();
    assertThat(left(Left.TIME_OVER)).isOne();
    nothingIsKept();
  }

  @Test
  void whateverNodesDoEachLeavesOnceAndNothingIsHeldAfterwards() {
    for (var run = 0; run < 50; run++) {
      var seed = SEED + run;
      var random = new Random(seed);
      nodes.random = random;
      var began = left(Left.IN_BLOCK) + left(Left.TIME_OVER);
      var height = 1_000L * (run + 1);
      for (var index = 0; index < 60; index++) {
        var hash = "0x" + run + "-" + index;
        resends.on(
            new Acknowledged(
                write(hash, random.nextInt(500)), random.nextInt(3), random.nextInt(5), height));
        if (random.nextBoolean()) {
          nodes.inBlock.add(hash);
        }
        if (random.nextInt(3) == 0) {
          height++;
          resends.on(new Reached(height));
        }
        if (random.nextInt(3) > 0 && !nodes.open.isEmpty()) {
          nodes.open.remove().run();
        }
      }
      for (var blocks = 0; blocks < 2 * BLOCKS; blocks++) {
        resends.on(new Reached(++height));
        nodes.answerAll();
      }

      assertThat(left(Left.IN_BLOCK) + left(Left.TIME_OVER) - began)
          .as("seed %d", seed)
          .isEqualTo(60);
      assertThat(nodes.asking).as("seed %d", seed).isZero();
      nothingIsKept();
    }
    assertThat(left(Left.IN_BLOCK)).isPositive();
    assertThat(left(Left.TIME_OVER)).isPositive();
  }
}
