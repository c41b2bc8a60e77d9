package headgate.gateway.observe.access;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineQueueTest {
  private final AtomicInteger woken = new AtomicInteger();
  private final LineQueue queue = new LineQueue(8, woken::incrementAndGet);

  @Test
  void linesComeOutInTheOrderInWhichTheyWerePut() {
    for (var round = 0; round < 5; round++) {
      for (var each = 0; each < 7; each++) {
        queue.put(line(each));
      }
      for (var each = 0; each < 7; each++) {
        assertThat(queue.take()).isNotNull().extracting(AccessLine::item).isEqualTo(each);
      }
      assertThat(queue.take()).isNull();
    }
    assertThat(queue.dropped()).isZero();
  }

  @Test
  void whatFindsNoRoomIsDroppedAndCounted() {
    for (var each = 0; each < 11; each++) {
      queue.put(line(each));
    }

    assertThat(queue.dropped()).isEqualTo(3);
    assertThat(queue.take()).isNotNull().extracting(AccessLine::item).isEqualTo(0);
    queue.put(line(20));
    assertThat(queue.dropped()).isEqualTo(3);
    var left = new ArrayList<Integer>();
    for (var line = queue.take(); line != null; line = queue.take()) {
      left.add(line.item());
    }
    assertThat(left).containsExactly(1, 2, 3, 4, 5, 6, 7, 20);
  }

  @Test
  void theWriterIsWokenEachTimeThatHalfTheQueueWasPut() {
    for (var each = 0; each < 3; each++) {
      queue.put(line(each));
    }
    assertThat(woken).hasValue(0);
    for (var each = 0; each < 5; each++) {
      queue.put(line(each));
    }
    assertThat(woken).hasValue(2);
  }

  private static AccessLine line(int item) {
    var request = new RequestAccess(null, 1, IpAddress.LOOPBACK);
    return new AccessLine(request, item, Lines.hit(), 0, 1, 1);
  }
}
