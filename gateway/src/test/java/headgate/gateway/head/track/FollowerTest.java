package headgate.gateway.head.track;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.Block;
import headgate.gateway.head.ChainPace;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a block that does not link is read, and told. */
class FollowerTest {
  private static final Duration MOMENT = Duration.ofMillis(10);

  private final ManualClock clock = new ManualClock();
  private final FollowedChain chain = new FollowedChain();
  private final List<String> asked = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private String fork = "main";
  private final HeightProbe blocks =
      new HeightProbe() {
        @Override
        public void probe(int node, Receiver receiver) {
          throw new AssertionError("a follower asks for blocks only");
        }

        @Override
        public void block(int node, long height, BlockReceiver receiver) {
          asked.add(node + ":" + height);
          receiver.told(new Block(height, fork + height, fork + (height - 1), 0));
        }
      };
  private final Follower follower =
      new Follower(
          clock,
          HeadTrackerTest.terms(2, null),
          new BlockSources(blocks, null),
          chain,
          new Follower.Host() {
            @Override
            public int loneNode() {
              return -1;
            }

            @Override
            public void noticed(int node, long height) {}

            @Override
            public void followed(int node, Block block) {}

            @Override
            public void broken(int node, Block next, boolean isNew) {
              broken.add(node + ":" + next.height() + (isNew ? " new" : ""));
            }
          });

  private HeadView view(long height) {
    var up = new NodeStanding(NodeState.UP, "0x1", height, 0, "", null, -1);
    return new HeadView(0, height, clock.nanos(), List.of(up, up), ChainPace.UNKNOWN);
  }

  private void look(long height, Duration during) {
    for (var spent = Duration.ZERO; spent.compareTo(during) < 0; spent = spent.plus(MOMENT)) {
      follower.look(view(height));
      clock.advance(MOMENT);
    }
  }

  @Test
  void aBlockThatDoesNotLinkIsReadOnceInABlockInterval() {
    look(100, MOMENT);
    fork = "other";
    look(101, Duration.ofSeconds(5));

    assertThat(asked).containsExactly("0:100", "0:101", "0:101", "0:101");
  }

  @Test
  void itIsToldAsNewOnceForEachNodeUntilTheChainGoesOn() {
    look(100, MOMENT);
    fork = "other";
    look(101, Duration.ofSeconds(30));
    assertThat(broken)
        .filteredOn(line -> line.endsWith("new"))
        .containsExactly("0:101 new", "1:101 new");
    fork = "main";
    look(101, Duration.ofSeconds(3));
    assertThat(chain.tip()).isNotNull();
    fork = "third";
    look(102, Duration.ofSeconds(3));

    assertThat(broken).filteredOn(line -> line.endsWith("new")).hasSize(3);
  }

  @Test
  void whatIsBegunAnewIsReadAtOnce() {
    look(100, MOMENT);
    fork = "other";
    look(101, MOMENT);
    follower.beginAnew();
    look(101, MOMENT);

    assertThat(asked).hasSize(3);
    assertThat(chain.tip()).isEqualTo(new Block(101, "other101", "other100", 0));
  }
}
