package headgate.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.head.HeadCommands;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.netty.SystemMachine;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Views;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A network under another configuration takes the place of the same one before it. */
class TakeOverTest {
  private final SystemMachine machine = new SystemMachine();
  private final ManualLoop loop = new ManualLoop();
  private final Lineage lineage = new Lineage("main", List.of("m"), List.of(), machine);
  private final List<String> over = new ArrayList<>();
  private final QuietHead firstHead = new QuietHead();
  private final QuietHead secondHead = new QuietHead();
  private final Network first = network("a=http://a", "b=http://b");

  private Network network(String... nodes) {
    var configs =
        Stream.of(nodes)
            .map(node -> node.split("="))
            .map(parts -> NodeConfig.of(parts[0], URI.create(parts[1])))
            .toList();
    return new Network(
        NetworkConfig.of("main", "icon", configs), new Chain(Calls.ICON, null), lineage, machine);
  }

  private Network second(String... nodes) {
    first.begin(new Network.HeadAtWork(firstHead, loop, () -> over.add("first")));
    first.publish(Views.up(2, 100));
    var second = network(nodes);
    second.warm(new Network.HeadAtWork(secondHead, loop, () -> over.add("second")), () -> {});
    return second;
  }

  @Test
  void whatItFindsBeforeIsSeenByNobody() {
    var second = second("b=http://b", "c=http://c");
    second.publish(Views.up(2, 200));

    assertThat(second.found().servingHeight()).isEqualTo(200);
    assertThat(first.view().servingHeight()).isEqualTo(100);
    assertThat(second.view().servingHeight()).isEqualTo(100);
  }

  @Test
  void fromThenOnOnlyItsHeadIsHeard() {
    var second = second("b=http://b", "c=http://c");
    second.takeOver();
    second.publish(Views.up(2, 101));
    first.publish(Views.up(2, 500));

    assertThat(first.view().servingHeight()).isEqualTo(101);
    assertThat(second.view().servingHeight()).isEqualTo(101);
    assertThat(firstHead.stopped).isTrue();
    assertThat(over).containsExactly("first");
  }

  @Test
  void callsOfTheOneBeforeAskTheNewHeadAndTellItOfNodesThatItHas() {
    var second = second("b=http://b", "c=http://c");
    first.refresh().answered(1, 99);
    second.takeOver();
    second.publish(Views.up(2, 101));

    first.refresh().answered(0, 102);
    first.refresh().answered(1, 103);
    first.refresh().refresh(loop, () -> {});

    assertThat(firstHead.told).containsExactly("1 at 99");
    assertThat(secondHead.told)
        .as("a is gone, b is its first")
        .containsExactly("0 at 103", "refresh");
  }

  @Test
  void anOrderForANodeFindsItWhereverItHasCome() {
    var second = second("b=http://b", "c=http://c");
    assertThat(lineage.order("b", HeadCommands::drain)).isTrue();
    // The head is left before its loop has come to the order.
    second.takeOver();
    loop.advance(Duration.ofMillis(1));

    assertThat(firstHead.told).containsExactly("drain 1");
    assertThat(secondHead.told).containsExactly("drain 0");
    assertThat(lineage.order("a", HeadCommands::drain)).as("a is gone").isFalse();
    assertThat(secondHead.told).containsExactly("drain 0");
  }

  @Test
  void aNodeOfTheSameNameAndUrlIsTheSame() {
    var second = second("b=http://b", "a=http://elsewhere");

    assertThat(second.nodes().getFirst().health()).isSameAs(first.nodes().getLast().health());
    assertThat(second.nodes().getLast().health()).isNotSameAs(first.nodes().getFirst().health());
    assertThat(second.statistics()).isSameAs(first.statistics());
    assertThat(second.sent()).isSameAs(first.sent());
  }

  @Test
  void anotherMachineIsNotHeldToWhatTheOneBeforeHasShown() {
    firstHead.left =
        new HeadLegacy(
            100,
            3,
            1,
            Map.of(
                "a", new HeadLegacy.OfNode(true, 99, false),
                "b", new HeadLegacy.OfNode(false, 98, false)));
    second("b=http://b", "a=http://elsewhere").takeOver();

    assertThat(secondHead.taken.servingHeight()).isEqualTo(100);
    assertThat(secondHead.taken.nodes())
        .containsEntry("a", new HeadLegacy.OfNode(true, -1, false))
        .containsEntry("b", new HeadLegacy.OfNode(false, 98, false));
  }

  @Test
  void otherMethodsAreCountedAnewAndAllElseGoesOn() {
    var other = lineage.counting("main", List.of("n"), List.of());

    assertThat(other.statistics()).isNotSameAs(lineage.statistics());
    assertThat(other.sent()).isSameAs(lineage.sent());
    assertThat(other.view()).isSameAs(lineage.view());
    assertThat(lineage.counting("main", List.of("m"), List.of())).isSameAs(lineage);
  }
}
