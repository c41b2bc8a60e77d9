package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import org.junit.jupiter.api.Test;

/** What a connection holds for its caller is charged, and given back whatever happens. */
class HeldBytesTest {
  private static final String HALF =
      "POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(3_000);

  private final ConnectionBench bench = new ConnectionBench();

  private long used() {
    return bench.budget.used();
  }

  @Test
  void aBodyIsChargedAsItComesAndNotAsItIsAnnounced() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nContent-Length: 150000\r\n\r\n");
    assertThat(used()).isZero();
    bench.send("x");
    assertThat(used()).isEqualTo(1_024);
    bench.send("x".repeat(2_000));

    assertThat(used()).isBetween(2_001L, 4_096L);
  }

  @Test
  void bodyAndAnswerCountUntilTheAnswerIsWritten() {
    bench.send(post("x".repeat(2_000)));
    assertThat(used()).isEqualTo(2_000);
    bench.exchanges.getFirst().sink().hold(500);
    assertThat(used()).isEqualTo(2_500);
    bench.stopReading();
    bench.answer(0, "y".repeat(1_000));
    assertThat(used()).isEqualTo(3_500);
    bench.readOn();

    assertThat(used()).isZero();
  }

  @Test
  void eachRequestOnAConnectionBeginsWithNothing() {
    for (var index = 0; index < 5; index++) {
      bench.send(post("x".repeat(2_000)));
      bench.answer(index, "y");
    }

    assertThat(used()).isZero();
  }

  @Test
  void aRefusedRequestGivesItsBodyBack() {
    bench.send(
        "POST /else HTTP/1.1\r\nHost: h\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3_000));
    assertThat(bench.received()).startsWith("HTTP/1.1 404 ");

    assertThat(used()).isZero();
  }

  @Test
  void aCallerThatIsGoneWithinItsBodyGivesItBack() {
    bench.send(HALF);
    assertThat(used()).isPositive();
    bench.vanish();

    assertThat(used()).isZero();
  }

  @Test
  void aBodyThatBreaksItsFramingIsGivenBack() {
    bench.send("POST /rpc HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz");
    bench.send("\r\n");

    assertThat(bench.open()).isFalse();
    assertThat(used()).isZero();
  }

  @Test
  void aCallerThatIsGoneWhileItIsServedCountsUntilThePipelineIsDone() {
    bench.send(post("x".repeat(2_000)));
    bench.vanish();
    assertThat(used()).isEqualTo(2_000);
    bench.answer(0, "y");

    assertThat(used()).isZero();
  }

  @Test
  void aCallerThatIsGoneWhileItsAnswerIsWrittenGivesAllBack() {
    bench.send(post("x".repeat(2_000)));
    bench.stopReading();
    bench.answer(0, "y".repeat(2_000));
    bench.vanish();

    assertThat(used()).isZero();
  }

  @Test
  void aCallerThatIsGoneLeavesNoBufferBehind() {
    bench.send(post("1") + post("2") + HALF);
    assertThat(bench.buffersHeld()).isPositive();
    bench.vanish();

    assertThat(bench.buffersHeld()).isZero();
  }

  @Test
  void whereThereIsNoRoomTheCallerIsAskedToComeBack() {
    var full = new ConnectionBench(new ByteBudget(5_000));
    full.budget.take(3_000);
    full.send(HALF);

    assertThat(full.received())
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .contains("Retry-After: 1\r\n")
        .contains("Connection: close\r\n")
        .contains("\"code\":-32092");
    assertThat(full.budget.used()).isEqualTo(3_000);
    assertThat(full.exchanges).isEmpty();
  }

  @Test
  void aSmallBodyFindsRoomWhereALargeOneDoesNot() {
    var busy = new ConnectionBench(new ByteBudget(1_000_000));
    busy.budget.take(790_000);
    busy.send(post("x".repeat(100_000)));
    assertThat(busy.received()).startsWith("HTTP/1.1 503 ");

    var other = new ConnectionBench(busy.budget);
    other.send(post("x".repeat(60_000)));
    assertThat(other.exchanges).hasSize(1);
  }
}
