package headgate.gateway.listen.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpObject;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What waits is handed on in its order, and never one within another. */
class WaitingPartsTest {
  private final WaitingParts waiting = new WaitingParts();

  private void fill(int parts) {
    for (var part = 0; part < parts; part++) {
      waiting.add(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
    }
  }

  /** Asks for the next one while it has one, as an answer does that is there at once. */
  private final class Nested implements Consumer<HttpObject> {
    private final ArrayList<Integer> depths = new ArrayList<>();
    private int depth;

    @Override
    public void accept(HttpObject part) {
      depths.add(++depth);
      assertThat(waiting.handOn(() -> true, this)).isFalse();
      depth--;
    }
  }

  @Test
  void whoAsksWhileOneIsHandedOnGetsItAfterwards() {
    fill(1_000);
    var nested = new Nested();

    assertThat(waiting.handOn(() -> true, nested)).isTrue();

    assertThat(nested.depths).hasSize(1_000).containsOnly(1);
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void theRestWaitsOnWhereTheNextOneMayNotComeYet() {
    fill(3);
    var came = new ArrayList<HttpObject>();

    assertThat(waiting.handOn(() -> came.size() < 2, came::add)).isTrue();

    assertThat(came).hasSize(2);
    assertThat(waiting.isEmpty()).isFalse();
  }
}
