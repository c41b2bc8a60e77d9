package headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.cli.demo.Step.Reads;
import headgate.cli.demo.Step.Wait;
import headgate.cli.demo.Step.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficPlanTest {
  private static final List<String> ADDRESSES = List.of("hxa", "hxb", "hxc");

  @Test
  void theSameSeedPlansTheSameTraffic() {
    assertThat(steps(7)).isEqualTo(steps(7)).isNotEqualTo(steps(8));
  }

  @Test
  void someReadsAreRepeatedAndSomeAreAskedOnce() {
    var counts = new HashMap<Step.Read, Integer>();
    reads().forEach(read -> counts.merge(read, 1, Integer::sum));
    assertThat(counts.values()).anyMatch(count -> count > 20).anyMatch(count -> count == 1);
    assertThat(counts.keySet().stream().map(Step.Read::method).distinct())
        .containsExactlyInAnyOrder(
            "icx_getBalance",
            "icx_getLastBlock",
            "icx_getBlockByHeight",
            "icx_call",
            "icx_getTotalSupply",
            "icx_getNetworkInfo");
  }

  @Test
  void batchesAndWritesAreAmongThem() {
    assertThat(steps(1).stream().filter(Reads.class::isInstance).map(Reads.class::cast))
        .anyMatch(reads -> reads.calls().size() == 5);
    assertThat(steps(1).stream().filter(Write.class::isInstance)).hasSize(8);
  }

  @Test
  void onlyWhereTheChainHasEndedSomebodyWaits() {
    assertThat(steps(1)).noneMatch(Wait.class::isInstance);
    assertThat(steps(1, 41).stream().filter(Wait.class::isInstance)).hasSize(8);
    assertThat(steps(1, 41).stream().filter(Write.class::isInstance)).hasSize(8);
  }

  @Test
  void aSecondHasMoreThanTwoHundredReads() {
    var second = steps(3).subList(0, 250);
    assertThat(
            second.stream()
                .filter(Reads.class::isInstance)
                .mapToInt(step -> ((Reads) step).calls().size())
                .sum())
        .isGreaterThan(200);
  }

  @Test
  void noTwoWritesAreAlikeAndNobodyPaysHimself() {
    var writes = steps(5).stream().filter(Write.class::isInstance).map(Write.class::cast).toList();
    assertThat(new HashSet<>(writes)).hasSameSizeAs(writes);
    assertThat(writes).allMatch(write -> write.from() != write.to());
  }

  private static Stream<Step.Read> reads() {
    return steps(1).stream()
        .filter(Reads.class::isInstance)
        .flatMap(step -> ((Reads) step).calls().stream());
  }

  private static List<Step> steps(long seed) {
    return steps(seed, -1);
  }

  private static List<Step> steps(long seed, long end) {
    var plan = new TrafficPlan(seed, ADDRESSES, 40, end);
    return Stream.generate(plan::next).limit(1_000).toList();
  }
}
