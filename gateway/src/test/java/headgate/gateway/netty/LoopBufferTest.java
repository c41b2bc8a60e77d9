package headgate.gateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopBufferTest {
  private final LoopBuffer buffer = new LoopBuffer();

  @Test
  void whatWasWrittenMakesRoomForTheNext() {
    var first = buffer.take(100).writeLong(1);
    first.release();
    var second = buffer.take(LoopBuffer.BYTES_MAX);

    assertThat(second).isSameAs(first);
    assertThat(second.isReadable()).isFalse();
    assertThat(second.writableBytes()).isEqualTo(LoopBuffer.BYTES_MAX);
    assertThat(second.isDirect()).isTrue();
    second.release();
  }

  @Test
  void whatHasToWaitIsNotWrittenOver() {
    var waiting = buffer.take(8).writeLong(1);
    var slice = waiting.retainedSlice();
    waiting.release();
    var other = buffer.take(8).writeLong(2);

    assertThat(other).isNotSameAs(waiting);
    assertThat(slice.getLong(0)).isEqualTo(1);
    other.release();
    slice.release();
    var again = buffer.take(8);
    assertThat(again).isSameAs(waiting);
    again.release();
  }

  @Test
  void aPieceThatWasReleasedTooOftenHarmsNoOther() {
    var spoilt = buffer.take(8);
    spoilt.release(2);
    var next = buffer.take(8).writeLong(2);

    assertThat(next.getLong(0)).isEqualTo(2);
    next.release();
    var again = buffer.take(8);
    assertThat(again).isSameAs(next);
    again.release();
  }

  @Test
  void whatIsLargeHasABufferOfItsOwn() {
    var large = buffer.take(LoopBuffer.BYTES_MAX + 1);

    assertThat(large.writableBytes()).isGreaterThan(LoopBuffer.BYTES_MAX);
    assertThat(large.release()).isTrue();
  }
}
