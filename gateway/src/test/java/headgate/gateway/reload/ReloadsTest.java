package headgate.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.yaml.Position;
import headgate.chain.yaml.YamlProblem;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.file.ConfigReading;
import headgate.gateway.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReloadsTest {
  private static final GatewayConfig CONFIG =
      GatewayConfig.of(
          List.of(
              NetworkConfig.of(
                  "main", "icon", List.of(NodeConfig.of("a", URI.create("http://a"))))));
  private static final ReloadOutcome APPLIED = new ReloadOutcome.Applied(List.of("changed"));

  private final ManualClock clock = new ManualClock();
  private final List<CompletableFuture<ReloadOutcome>> applied = new ArrayList<>();
  private final List<Boolean> forced = new ArrayList<>();
  private final Reloads reloads =
      new Reloads(
          (_, force) -> {
            forced.add(force);
            applied.add(new CompletableFuture<>());
            return applied.getLast();
          },
          clock,
          Runnable::run);

  private double now() {
    return clock.wallTime().toEpochMilli() / 1e3;
  }

  @Test
  void oneAtATimeIsMade() {
    var first = reloads.apply("a test", CONFIG, false);
    var second = reloads.apply("a test", CONFIG, false);

    assertThat(first).isNotDone();
    assertThat(second.join())
        .isEqualTo(new ReloadOutcome.Refused(List.of("another reload is under way")));
    applied.getFirst().complete(APPLIED);
    assertThat(first.join()).isEqualTo(APPLIED);
    assertThat(reloads.apply("a test", CONFIG, false)).isNotDone();
    assertThat(applied).hasSize(2);
  }

  @Test
  void anOrderThatComesWhileOneIsCarriedOutReadsTheFileAgainAfterIt() {
    var readings = new AtomicInteger();
    reloads.readFrom(() -> {
      readings.incrementAndGet();
      return new ConfigReading.Valid(CONFIG);
    });
    reloads.order("a test", false);
    var later = reloads.order("a change of the file", false);
    assertThat(readings).hasValue(1);

    applied.getFirst().complete(new ReloadOutcome.Unchanged());

    assertThat(readings).hasValue(2);
    assertThat(later).isNotDone();
    applied.getLast().complete(APPLIED);
    assertThat(later.join()).isEqualTo(APPLIED);
    assertThat(reloads.order("a test", false)).isNotDone();
    assertThat(applied).hasSize(3);
  }

  @Test
  void allThatWaitAreCarriedOutTogetherAndByForceWhereOneWantsThat() {
    reloads.readFrom(() -> new ConfigReading.Valid(CONFIG));
    reloads.order("a test", false);
    var orders =
        IntStream.range(0, 100).mapToObj(each -> reloads.order("a test", each == 7)).toList();

    applied.getFirst().complete(APPLIED);
    applied.getLast().complete(APPLIED);

    assertThat(applied).hasSize(2);
    assertThat(forced).containsExactly(false, true);
    assertThat(orders).allSatisfy(order -> assertThat(order.join()).isEqualTo(APPLIED));
  }

  @Test
  void anErrorThatIsNoExceptionDoesNotEndAllReloads() {
    reloads.readFrom(() -> {
      throw new StackOverflowError("wanted by the test");
    });

    assertThat(reloads.order("a test", false).join().label()).isEqualTo("refused");
    assertThat(reloads.apply("a test", CONFIG, false)).isNotDone();
  }

  @Test
  void aBadFileIsToldInItsOwnWordsAndAppliesNothing() {
    var problem = new YamlProblem(new Position(3, 7), "nodes", "must name at least one node");
    reloads.readFrom(() -> new ConfigReading.Invalid("x.yaml", List.of(problem)));

    assertThat(reloads.order("a test", false).join())
        .isEqualTo(
            new ReloadOutcome.Invalid(List.of("x.yaml:3:7: nodes: must name at least one node")));
    assertThat(applied).isEmpty();
  }

  @Test
  void withoutAFileThereIsNothingToRead() {
    assertThat(reloads.order("a test", false).join().label()).isEqualTo("refused");
  }

  @Test
  void theyAreCountedByOutcomeAndTheLastGoodOneIsKnown() {
    var began = now();
    assertThat(reloads.status().lastGoodSeconds()).isEqualTo(began);
    clock.advance(Duration.ofSeconds(5));
    reloads.order("a test", false);
    assertThat(reloads.status().lastFailed()).isTrue();
    assertThat(reloads.status().lastGoodSeconds()).isEqualTo(began);

    reloads.apply("a test", CONFIG, false);
    applied.getFirst().complete(APPLIED);

    assertThat(reloads.status().lastFailed()).isFalse();
    assertThat(reloads.status().lastGoodSeconds()).isEqualTo(began + 5);
    assertThat(reloads.status().byOutcome())
        .containsEntry("applied", 1L)
        .containsEntry("unchanged", 0L)
        .containsEntry("invalid", 0L)
        .containsEntry("refused", 1L);
  }

  @Test
  void oneThatBreaksOffIsRefusedAndTheNextOneIsMade() {
    var broken = reloads.apply("a test", CONFIG, false);
    applied.getFirst().completeExceptionally(new IllegalStateException("wanted by the test"));

    assertThat(broken.join().label()).isEqualTo("refused");
    assertThat(reloads.status().byOutcome()).containsEntry("refused", 1L);
    assertThat(reloads.apply("a test", CONFIG, false)).isNotDone();
  }
}
