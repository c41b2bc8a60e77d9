package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.Lifecycle;
import headgate.gateway.head.Block;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The head of a chain that has ended, at work in front of two nodes on virtual time. */
class ConstantHeadTest {
  private static final String HASH = "ab".repeat(32);
  private static final long END = 500;

  private final ManualLoop loop = new ManualLoop();
  private final List<Long> blocksAsked = new ArrayList<>();
  private final List<HeadView> views = new ArrayList<>();
  private final ConstantHead head =
      new ConstantHead(
          loop,
          HeadTrackerTest.terms(2, "0x1"),
          new Lifecycle.Frozen(END, "0x" + HASH),
          new Nodes(),
          views::add);
  private long height = END;
  private String hash = HASH;
  private boolean dead;

  /** Two nodes that say the same. */
  private final class Nodes implements HeightProbe {
    @Override
    public void probe(int node, Receiver receiver) {
      if (dead) {
        receiver.missed(ProbeMiss.TIMEOUT);
      } else {
        receiver.reported(new Report(height, "0x1", "icon_dex", 0));
      }
    }

    @Override
    public void block(int node, long asked, BlockReceiver receiver) {
      blocksAsked.add(asked);
      receiver.told(new Block(asked, hash, "", 1_700_000_000_000L));
    }
  }

  private void start() {
    head.start();
    loop.advance(Duration.ofSeconds(1));
  }

  private HeadView view() {
    return views.getLast();
  }

  private List<NodeState> states() {
    return view().nodes().stream().map(node -> node.state()).toList();
  }

  @Test
  void nothingIsAskedButTheLastBlockAndNobodyIsFollowed() {
    start();
    loop.advance(Duration.ofSeconds(30));

    assertThat(states()).containsOnly(NodeState.UP);
    assertThat(blocksAsked).isNotEmpty().containsOnly(END);
    assertThat(head.following()).isEqualTo(Head.Following.NOBODY);
  }

  @Test
  void itsHeightStaysWhateverNodesAndOperatorsSay() {
    start();
    height = 10_000;
    head.answered(0, 10_000);
    assertThat(head.lowerServingHeight(END, 100)).isCompletedWithValue(false);
    loop.advance(Duration.ofSeconds(30));

    assertThat(views).allMatch(view -> view.servingHeight() == END);
    assertThat(states()).containsOnly(NodeState.UP);
    assertThat(view().withoutNodesBeyond().nodes())
        .allMatch(node -> node.state() == NodeState.AHEAD);
  }

  @Test
  void nobodyWaitsForItToBeConfirmed() {
    start();
    dead = true;
    loop.advance(Duration.ofSeconds(30));
    var told = new AtomicBoolean();
    head.refresh(loop, () -> told.set(true));
    loop.advance(Duration.ZERO);

    assertThat(told).isTrue();
    assertThat(states()).containsOnly(NodeState.DOWN);
  }

  @Test
  void aNodeThatShowsAnotherLastBlockIsLeftAndWhatItAnsweredIsForgotten() {
    start();
    hash = "cd".repeat(32);
    loop.advance(Duration.ofSeconds(30));

    assertThat(states()).containsOnly(NodeState.WRONG_NETWORK);
    assertThat(view().generation()).isPositive();
  }

  @Test
  void anOperatorDrainsANodeAndForgetsWhatIsKept() {
    start();
    head.drain(1);
    head.raiseGeneration("a test");
    loop.advance(Duration.ZERO);
    assertThat(states()).containsExactly(NodeState.UP, NodeState.DRAINING);
    assertThat(view().generation()).isOne();
    head.resume(1);
    loop.advance(Duration.ZERO);

    assertThat(states()).containsOnly(NodeState.UP);
  }

  @Test
  void onceStoppedItPublishesNothing() {
    start();
    head.stop();
    var published = views.size();
    loop.advance(Duration.ofSeconds(30));

    assertThat(views).hasSize(published);
  }
}
