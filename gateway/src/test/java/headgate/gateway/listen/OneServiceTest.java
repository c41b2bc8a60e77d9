package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.LimitsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request is served by what was there when it began, the next one by what is there then. */
class OneServiceTest {
  private static final int SMALLER = 1_024;

  private final ConnectionBench bench = new ConnectionBench();
  private final List<Exchange> later = new ArrayList<>();

  private void reload() {
    var was = ConnectionBench.LIMITS;
    var limits =
        new LimitsConfig(
            SMALLER,
            was.batchCallsMax(),
            was.depthMax(),
            was.headerDeadline(),
            was.bodyDeadline(),
            Duration.ofSeconds(1),
            was.writeDeadline(),
            was.connectionsMax(),
            was.connectionsPerAddressMax(),
            was.answerBytesMax(),
            was.bufferedBytesMax());
    bench.service = bench.serving(limits, later::add);
  }

  @Test
  void aRequestWhoseBodyIsOnItsWayEndsUnderTheLimitsItBeganWith() {
    var body = "\"" + "a".repeat(2 * SMALLER) + "\"";
    var whole = post(body);
    bench.send(whole.substring(0, whole.length() - body.length()));
    reload();
    bench.send(body);

    assertThat(bench.exchanges).hasSize(1);
    assertThat(later).isEmpty();
    bench.answer(0, "{}");
    assertThat(bench.received()).startsWith("HTTP/1.1 200");
  }

  @Test
  void theNextRequestOfTheConnectionHasTheNewOnes() {
    bench.send(post("{}"));
    reload();
    bench.answer(0, "{}");
    bench.received();

    bench.send(post("{}"));
    assertThat(later).hasSize(1);
    assertThat(bench.exchanges).hasSize(1);
  }

  @Test
  void aBodyThatTheNewLimitsForbidIsRefusedFromThenOn() {
    reload();

    bench.send(post("\"" + "a".repeat(2 * SMALLER) + "\""));

    assertThat(bench.received()).startsWith("HTTP/1.1 413");
    assertThat(later).isEmpty();
  }

  @Test
  void ofTwoRequestsInOnePieceEachHasTheServiceOfItsBegin() {
    bench.send(post("{}") + post("{}"));
    reload();
    bench.answer(0, "{}");

    assertThat(bench.exchanges).hasSize(1);
    assertThat(later).hasSize(1);
  }

  @Test
  void aConnectionOverALoweredCapEndsWithItsNextAnswer() {
    bench.send(post("{}"));
    bench.over = true;
    bench.answer(0, "{}");
    assertThat(bench.received()).doesNotContain("Connection: close");
    assertThat(bench.open()).isTrue();

    bench.send(post("{}"));
    bench.answer(1, "{}");
    assertThat(bench.received()).contains("Connection: close").endsWith("{}");
  }
}
