package headgate.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.head.BlockFeed;
import headgate.gateway.seam.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class NodeBlockFeedTest {
  private final StreamStage stage = new StreamStage();
  private final NodeBlockFeed feed =
      new NodeBlockFeed(
          stage.loop,
          stage.wire,
          RandomGeneratorFactory.of("L64X128MixRandom").create(2),
          stage.terms,
          "height",
          () -> "/api/v3/icon_dex/block");
  private final List<String> heard = new ArrayList<>();
  private final BlockFeed.Receiver receiver =
      new BlockFeed.Receiver() {
        @Override
        public void block(long height, String hash) {
          heard.add(height + " " + hash);
        }

        @Override
        public void ended() {
          heard.add("ended");
        }
      };

  private BlockFeed.Line open() {
    return Objects.requireNonNull(feed.open(1, 256, receiver));
  }

  @Test
  void itAsksTheNodeForBlocksFromAHeightAndTellsEach() {
    open();
    var line = stage.line();
    var head = line.accept().head();
    assertThat(head).startsWith("GET /base/api/v3/icon_dex/block HTTP/1.1\r\n");
    assertThat(line.host()).isEqualTo("node1");
    line.agree(head);
    assertThat(line.frames()).containsExactly("1:{\"height\":\"0x100\"}");
    line.sendText(StreamStage.BEGUN)
        .sendText("{\"hash\":\"0xab\",\"height\":\"0x100\"}\n")
        .sendText("{\"hash\":\"0xcd\",\"height\":\"0x101\"}\n");

    assertThat(heard).containsExactly("256 0xab", "257 0xcd");
  }

  @Test
  void itTakesASeatAtTheNodeAndGivesItBack() {
    var line = open();
    assertThat(stage.seats.at(1)).isOne();
    open();
    assertThat(feed.open(1, 256, receiver)).isNull();
    line.close();
    stage.loop.advance(Duration.ofSeconds(3));

    assertThat(stage.seats.at(1)).isOne();
    assertThat(heard).isEmpty();
  }

  @Test
  void aNodeThatRefusesOrBreaksOffEndsIt() {
    open();
    stage.line().upgrade().sendText("{\"code\":-31005,\"message\":\"too many monitor\"}\n");
    assertThat(heard).containsExactly("ended");
    open();
    stage.line().upgrade().sendText(StreamStage.BEGUN).end(Wire.Cause.RESET);

    assertThat(heard).containsExactly("ended", "ended");
    assertThat(stage.seats.at(1)).isLessThanOrEqualTo(1);
  }

  @Test
  void aMessageThatIsNoBlockEndsIt() {
    for (var odd : List.of("{}", "[]", "x", "{\"height\":\"0x1\"}", "{\"hash\":\"0x1\"}")) {
      heard.clear();
      open();
      stage.line().upgrade().sendText(StreamStage.BEGUN).sendText(odd);
      assertThat(heard).as(odd).containsExactly("ended");
      stage.loop.advance(Duration.ofSeconds(3));
    }
  }

  @Test
  void aNodeThatAnswersNoPingIsLeft() {
    open();
    stage.line().upgrade().sendText(StreamStage.BEGUN);
    stage.loop.advance(StreamStage.PING.multipliedBy(4));

    assertThat(heard).containsExactly("ended");
    assertThat(stage.seats.at(1)).isZero();
    assertThat(stage.loop.timersSet()).isZero();
  }

  @Test
  void onceClosedNothingIsTold() {
    var line = open();
    var node = stage.line().upgrade();
    node.sendText(StreamStage.BEGUN);
    line.close();
    node.sendText("{\"hash\":\"0xab\",\"height\":\"0x100\"}\n").end(Wire.Cause.ENDED);

    assertThat(heard).isEmpty();
  }
}
