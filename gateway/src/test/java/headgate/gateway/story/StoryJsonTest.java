package headgate.gateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StoryJsonTest {
  private static final int CALLS = 10_000;

  @Test
  void ofALongBatchOnlyWhatFitsIsMadeAndTheRestCounted() {
    var looked = new AtomicInteger();
    var text = StoryJson.ofBatch("main", new Stories(looked));

    var shown = JsonMapper.shared().readTree(text);
    var items = shown.path("items").size();
    assertThat(text.length()).isBetween(StoryJson.LENGTH_MAX / 2, StoryJson.LENGTH_MAX);
    assertThat(items + shown.path("leftOut").asInt()).isEqualTo(CALLS);
    assertThat(shown.path("items").path(0).path("item").asInt(-1)).isZero();
    assertThat(looked).hasValueLessThanOrEqualTo(items + 1);
  }

  /** Stories of which it is known how many were looked at. */
  private static final class Stories extends AbstractMap<Integer, CallStory> {
    private final AtomicInteger looked;

    Stories(AtomicInteger looked) {
      this.looked = looked;
    }

    @Override
    public Set<Map.Entry<Integer, CallStory>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Map.Entry<Integer, CallStory>> iterator() {
          return IntStream.range(0, CALLS)
              .peek(_ -> looked.incrementAndGet())
              .mapToObj(item -> Map.entry(item, new CallStory(List.of())))
              .iterator();
        }

        @Override
        public int size() {
          return CALLS;
        }
      };
    }
  }
}
