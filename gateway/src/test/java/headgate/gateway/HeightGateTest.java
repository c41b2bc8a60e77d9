package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.admit.CallDoor;
import headgate.gateway.decompose.Decomposed;
import headgate.gateway.decompose.Item;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.head.Sight;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.seam.Loop;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualExchange;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Meters;
import headgate.gateway.testkit.Shedders;
import headgate.gateway.testkit.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeightGateTest {
  private static final String READ = Calls.body("1", "icx_getTotalSupply", "");
  private static final String WRITE = Calls.body("1", "icx_sendTransaction", "{}");
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final CallDoor DOOR =
      new CallDoor(new ByteBudget(1_000), Meters.OFF, Shedders.OFF);

  private final ManualLoop loop = new ManualLoop();
  private HeadView view = confirmed(100);
  private final HeightWaits waits = new HeightWaits(loop, () -> view, INTERVAL);
  private final List<Runnable> refreshing = new ArrayList<>();
  private final List<Sight> passed = new ArrayList<>();
  private final HeightGate gate = new HeightGate(() -> view, this::refresh, waits, false, DOOR);

  private HeadRefresh refresh() {
    return new HeadRefresh() {
      @Override
      public void refresh(Loop asker, Runnable fresh) {
        refreshing.add(fresh);
      }

      @Override
      public void answered(int node, long height) {
        throw new AssertionError("nothing was answered");
      }
    };
  }

  private HeadView confirmed(long height) {
    return new HeadView(0, height, loop.clock().nanos(), Views.up(2, height).nodes());
  }

  private ManualExchange pass(String body, Map<String, String> headers) {
    var exchange = new ManualExchange(loop, "v3", body, headers);
    gate.pass(exchange, items(body), passed::add);
    return exchange;
  }

  private static List<Item> items(String body) {
    return switch (Calls.decompose(Calls.ICON, "v3", body)) {
      case Decomposed.Single single -> List.of(single.item());
      case Decomposed.Batch batch -> batch.items();
      case Decomposed.Refused refused -> throw new AssertionError(refused.fault().toString());
    };
  }

  private ManualExchange needing(String height) {
    return pass(READ, Map.of(HeightGate.MIN_HEIGHT, height));
  }

  private void move(long height) {
    view = confirmed(height);
    waits.moved();
    loop.settle();
  }

  @Test
  void aHeightConfirmedWithinTheLastSecondIsReadAtOnce() {
    loop.advance(Duration.ofSeconds(1));
    pass(READ, Map.of());

    assertThat(passed).containsExactly(new Sight(view, true, null));
    assertThat(refreshing).isEmpty();
  }

  @Test
  void anOlderOneIsAskedForFirst() {
    loop.advance(Duration.ofMillis(1_001));
    pass(READ, Map.of());
    assertThat(passed).isEmpty();
    view = confirmed(101);
    refreshing.getFirst().run();

    assertThat(passed).containsExactly(new Sight(view, true, null));
  }

  @Test
  void whereNobodyConfirmsItTheReadKnows() {
    loop.advance(Duration.ofMillis(1_001));
    pass(READ, Map.of());
    refreshing.getFirst().run();

    assertThat(passed).containsExactly(new Sight(view, false, null));
  }

  @Test
  void aWriteNeverWaitsForTheHead() {
    loop.advance(Duration.ofMinutes(1));
    pass(WRITE, Map.of(HeightGate.MIN_HEIGHT, "0xffff"));

    assertThat(passed).containsExactly(Sight.of(view));
    assertThat(refreshing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x64", "100", "0x0", "7", "0x063"})
  void aHeightThatIsThereIsNotWaitedFor(String height) {
    needing(height);

    assertThat(passed).containsExactly(new Sight(view, true, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x66", "102"})
  void aHeightThatIsCloseIsWaitedFor(String height) {
    needing(height);
    move(101);
    assertThat(passed).isEmpty();
    move(102);

    assertThat(passed).containsExactly(new Sight(view, true, null));
  }

  @Test
  void aHeightThatDoesNotComeWithinAnIntervalIsNotReached() {
    needing("101");
    loop.advance(INTERVAL.minusNanos(1));
    assertThat(passed).isEmpty();
    view = confirmed(100);
    loop.advance(Duration.ofNanos(1));

    assertThat(passed).extracting(Sight::readsFail).containsExactly(FailureKind.HEIGHT_NOT_REACHED);
  }

  @Test
  void aHeightThatIsFarIsRefusedAtOnce() {
    needing("0x67");

    assertThat(passed).extracting(Sight::readsFail).containsExactly(FailureKind.HEIGHT_NOT_REACHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latest",
        "-1",
        "0x",
        "1e9",
        "0xg",
        "9999999999999999999",
        "0x1234567890abcdef0"
      })
  void aHeightThatCannotBeReadIsRefused(String height) {
    needing(height);

    assertThat(passed)
        .extracting(Sight::readsFail)
        .containsExactly(FailureKind.MIN_HEIGHT_UNREADABLE);
  }

  @Test
  void whoLeavesWhileWaitingIsLetThroughToItsEnd() {
    needing("101").leave();
    move(101);

    assertThat(passed).hasSize(1);
    assertThat(loop.timersSet()).isZero();
  }

  @Test
  void beforeAnyHeightIsKnownTheNodesAreAsked() {
    view = Views.unknown(2);
    pass(READ, Map.of());
    assertThat(refreshing).hasSize(1);
    refreshing.getFirst().run();

    assertThat(passed).extracting(Sight::confirmed).containsExactly(false);
  }
}
