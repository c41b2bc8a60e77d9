package headgate.gateway.listen.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admit.ByteBudget;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketConnectionTest {
  private final WebSocketBench bench = WebSocketBench.switched();

  @Test
  void theSwitchIsAnsweredAsGoloopDoes() {
    var fresh = new WebSocketBench();
    fresh.send(WebSocketBench.SOUND);

    assertThat(fresh.agreed).containsExactly(true);
    assertThat(fresh.received())
        .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
        .contains("\r\nConnection: Upgrade\r\n")
        .containsIgnoringCase("\r\nupgrade: websocket\r\n")
        .containsIgnoringCase("\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
  }

  @Test
  void whatDoesNotAskForTheSwitchChangesNothing() {
    var fresh = new WebSocketBench();
    fresh.send(WebSocketBench.SOUND.replace("Version: 13", "Version: 7"));

    assertThat(fresh.agreed).containsExactly(false);
    assertThat(fresh.received()).isEmpty();
    assertThat(fresh.channel.pipeline().names()).hasSize(4);
  }

  @Test
  void theFirstMessageIsTheRequestAndLaterOnesAreDropped() {
    bench.frame(0x01, "on");
    bench.frame(0x89, "?");
    bench.frame(0x80, "e");
    bench.frame(0x81, "two");

    assertThat(bench.seen).containsExactly("request one");
    assertThat(bench.received()).isEqualTo("\u008a\u0001?");
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void whoDoesNotAskInTimeIsClosed() {
    bench.frame(0x01, "begun");
    bench.advance(WebSocketBench.HEADER.minusMillis(1));
    assertThat(bench.channel.isOpen()).isTrue();
    assertThat(bench.budget.used()).isPositive();
    bench.advance(Duration.ofMillis(1));

    assertThat(bench.channel.isOpen()).isFalse();
    assertThat(bench.seen).containsExactly("gone");
    assertThat(bench.budget.used()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
  }

  @Test
  void whoHasAskedMayBeSilentForEver() {
    bench.frame(0x81, "one");
    bench.advance(Duration.ofDays(1));

    assertThat(bench.channel.isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"200, 101, 1009", "100, 0, 0"})
  void aMessageHasABoundInAllItsParts(int first, int second, int status) {
    bench.frame(0x01, "x".repeat(first));
    bench.frame(0x80, "x".repeat(second));

    var end = bench.received();
    assertThat(end.isEmpty() ? 0 : end.charAt(2) << 8 | end.charAt(3)).isEqualTo(status);
    assertThat(bench.budget.used()).isZero();
  }

  @Test
  void aRequestForWhichThereIsNoRoomIsSentAwayForNow() {
    var budget = new ByteBudget(1_000);
    budget.take(990);
    var full = new WebSocketBench(budget).asks();
    full.frame(0x81, "x".repeat(100));

    assertThat(full.seen).first().isEqualTo("broken");
    assertThat(full.received()).isEqualTo("\u0088\u0002\u0003\u00f5");
    assertThat(budget.used()).isEqualTo(990);
  }

  @Test
  void aCloseFrameIsAnsweredInKindAndTold() {
    bench.frame(0x81, "one");
    bench.frame(0x88, "\u000f\u00a1bye");

    assertThat(bench.seen).startsWith("request one", "closing 4001bye");
    assertThat(bench.received()).isEqualTo("\u0088\u0005\u000f\u00a1bye");
  }

  @Test
  void aCloseFrameWithoutAStatusIsAnsweredWithoutOne() {
    bench.frame(0x88, "");

    assertThat(bench.seen).startsWith("closing 1005");
    assertThat(bench.received()).isEqualTo("\u0088\0");
  }

  @Test
  void aStatusThatNobodyMayUseBreaksTheProtocol() {
    bench.frame(0x81, "one");
    bench.frame(0x88, "\u0013\u0088");

    assertThat(bench.seen).startsWith("request one", "broken");
    assertThat(bench.received()).isEqualTo("\u0088\u0002\u0003\u00ea");
  }

  @Test
  void pingsThatComeTogetherAreAnsweredTogether() {
    bench.frame(0x81, "one");
    var before = bench.flushes();
    bench.send("\u0089\u0080\0\0\0\0".repeat(900));

    assertThat(bench.flushes() - before).isLessThan(10);
    assertThat(bench.received()).isEqualTo("\u008a\0".repeat(900));
  }

  @Test
  void whoSendsFramesWithoutEndIsCutOff() {
    bench.frame(0x81, "one");
    bench.send("\u0089\u0080\0\0\0\0".repeat(5_000));

    assertThat(bench.channel.isOpen()).isFalse();
    assertThat(bench.seen).endsWith("broken", "gone");
    assertThat(bench.budget.used()).isZero();
    bench.received();
  }

  @Test
  void everyKindOfFrameGoesOutAsItIs() {
    bench.caller().send(Streams.Kind.TEXT, false, "a".getBytes(UTF_8));
    bench.caller().send(Streams.Kind.CONTINUATION, true, "b".getBytes(UTF_8));
    bench.caller().send(Streams.Kind.BINARY, true, new byte[0]);
    assertThat(bench.received()).as("before the flush").isEmpty();
    bench.caller().flush();
    bench.caller().ping();

    assertThat(bench.received()).isEqualTo("\u0001\u0001a\u0080\u0001b\u0082\0\u0089\0");
  }

  @Test
  void whatACallerDoesNotTakeIsChargedUntilItDoes() {
    bench.frame(0x81, "one");
    bench.stopReading();
    bench.caller().send(Streams.Kind.TEXT, true, new byte[70_000]);
    bench.caller().flush();
    bench.settle();

    assertThat(bench.caller().writable()).isFalse();
    assertThat(bench.budget.used()).isGreaterThan(70_000);
    bench.readOn();

    assertThat(bench.caller().writable()).isTrue();
    assertThat(bench.seen).containsExactly("request one", "writable");
    assertThat(bench.budget.used()).isZero();
    bench.received();
  }

  @Test
  void whoPingsWithoutReadingGetsNoAnswers() {
    bench.frame(0x81, "one");
    bench.stopReading();
    bench.caller().send(Streams.Kind.TEXT, true, new byte[70_000]);
    var before = bench.caller().unsentBytes();
    for (var ping = 0; ping < 100; ping++) {
      bench.frame(0x89, "again");
    }

    assertThat(bench.caller().unsentBytes()).isEqualTo(before);
    bench.readOn();
    bench.received();
  }

  @Test
  void theEndWaitsForTheCallerNoLongerThanTheWriteDeadline() {
    bench.frame(0x81, "one");
    bench.stopReading();
    bench.caller().send(Streams.Kind.TEXT, true, "last".getBytes(UTF_8));
    bench.caller().end();
    bench.caller().send(Streams.Kind.TEXT, true, "too late".getBytes(UTF_8));
    bench.advance(WebSocketBench.WRITE.minusMillis(1));
    assertThat(bench.channel.isOpen()).isTrue();
    bench.advance(Duration.ofMillis(1));

    assertThat(bench.channel.isOpen()).isFalse();
    assertThat(bench.seen).containsExactly("request one", "gone");
    assertThat(bench.budget.used()).isZero();
    assertThat(bench.loop.timersSet()).isZero();
  }

  @Test
  void afterTheEndNothingGoesOutAndNothingIsTold() {
    bench.frame(0x81, "one");
    bench.caller().close(1001, "so long");
    bench.caller().ping();
    bench.caller().close(1000, "again");
    bench.caller().end();

    assertThat(bench.received()).isEqualTo("\u0088\u0009\u0003\u00e9so long");
    assertThat(bench.seen).containsExactly("request one", "gone");
  }
}
