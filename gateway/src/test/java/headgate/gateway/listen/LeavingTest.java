package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of a connection while the gateway takes its leave. */
class LeavingTest {
  private final ConnectionBench bench = new ConnectionBench();

  @Test
  void eachAnswerIsTheLastOfItsConnection() {
    bench.send(post("1"));
    bench.leaving = true;
    bench.answer(0, "one");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("one");
    assertThat(bench.channel.isOutputShutdown()).isTrue();
  }

  @Test
  void aRequestThatComesDuringTheNoticeIsAnswered() {
    bench.leaving = true;
    bench.send(post("1"));
    bench.answer(0, "one");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("one");
  }

  @Test
  void whatWasReadBehindARequestIsAnsweredTooAndOnlyTheLastAnswerSaysSo() {
    bench.send(post("1") + post("2"));
    bench.leaving = true;
    bench.answer(0, "one");
    assertThat(bench.received()).doesNotContain("Connection: close").endsWith("one");
    bench.answer(1, "two");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("two");
    assertThat(bench.channel.isOutputShutdown()).isTrue();
  }

  @Test
  void whatCameWithTheFirstRequestIsAnsweredAlsoWhereThatIsAnsweredAtOnce() {
    bench.leaving = true;
    bench.service =
        bench.serving(
            ConnectionBench.LIMITS,
            exchange -> {
              bench.exchanges.add(exchange);
              bench.answer(bench.exchanges.size() - 1, "at once");
            });
    bench.send(post("1") + post("2") + post("3"));

    assertThat(bench.exchanges).hasSize(3);
    assertThat(bench.received().split("Connection: close")).hasSize(2);
  }

  @Test
  void aConnectionBetweenTwoRequestsIsClosed() {
    bench.send(post("1"));
    bench.answer(0, "one");
    bench.leaving = true;
    bench.sweep.endIdle();

    assertThat(bench.open()).isFalse();
  }

  @Test
  void oneOverWhichNothingHasComeYetIsNot() {
    bench.leaving = true;
    bench.sweep.endIdle();
    assertThat(bench.open()).isTrue();
    bench.send(post("1"));
    bench.answer(0, "one");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("one");
  }

  @Test
  void aRequestOnItsWayIsNotCutByThat() {
    bench.leaving = true;
    var whole = post("123");
    for (var end : new int[] {5, whole.length() - 2, whole.length()}) {
      bench.send(whole.substring(end == 5 ? 0 : end == whole.length() ? end - 2 : 5, end));
      bench.sweep.endIdle();
      assertThat(bench.open()).isTrue();
    }
    bench.answer(0, "one");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("one");
  }

  @Test
  void aHeadThatCameInPartBehindAnAnsweredRequestMayBeFinished() {
    var next = post("2");
    bench.send(post("1") + next.substring(0, 9));
    bench.leaving = true;
    bench.answer(0, "one");
    bench.sweep.endIdle();
    assertThat(bench.open()).isTrue();
    assertThat(bench.received()).doesNotContain("Connection: close").endsWith("one");
    bench.send(next.substring(9));
    bench.answer(1, "two");

    assertThat(bench.received()).contains("Connection: close\r\n").endsWith("two");
  }

  @Test
  void aHalfReadHeadIsCutByTheLastCall() {
    bench.send("POST /rpc HT");
    bench.sweep.lastCall();

    assertThat(bench.open()).isFalse();
    assertThat(bench.received()).isEmpty();
  }

  @Test
  void theCallerOfAHalfReadBodyIsToldToComeAgain() {
    var whole = post("123");
    bench.send(whole.substring(0, whole.length() - 1));
    bench.sweep.lastCall();

    assertThat(bench.received())
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: ", "Connection: close\r\n", "-32092");
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void whoWaitsForAnAnswerIsHurriedOnce() {
    bench.send(post("1"));
    var hurried = new int[1];
    bench.exchanges.getFirst().onLastCall(() -> hurried[0]++);
    bench.sweep.lastCall();
    bench.sweep.lastCall();

    assertThat(hurried[0]).isOne();
    assertThat(bench.exchanges.getFirst().lastCalled()).isTrue();
    bench.exchanges.getFirst().onLastCall(() -> hurried[0]++);
    assertThat(hurried[0]).isEqualTo(2);
  }

  @Test
  void whatWasReadBehindIsHurriedToo() {
    bench.send(post("1") + post("2"));
    bench.sweep.lastCall();
    bench.answer(0, "one");

    assertThat(bench.exchanges.get(1).lastCalled()).isTrue();
  }
}
