package headgate.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.AnswerKey;
import headgate.gateway.testkit.Calls;
import java.util.HashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerSlabTest {
  private static final int BYTES_MAX = 128 * 1024;

  private final AnswerSlab slab = new AnswerSlab(BYTES_MAX);

  private static AnswerKey key(String params) {
    return new AnswerKey(Calls.icon("icx_getBalance", params), 0, 100);
  }

  private static Entry entry(String params, AnswerText text) {
    return new Entry(key(params).detached(), text, 17, true);
  }

  @Test
  void whatIsFoundIsWhatWasKept() {
    var shown = AnswerText.local("{\"a\":[1,2]}").showing(1L << 40);
    var nothing = AnswerText.local("null").asNothing();
    var params = entry("{\"a\":1}", shown);
    var none = new Entry(key("").detached(), nothing, -5, false);
    assertThat(slab.keep(params)).isTrue();
    assertThat(slab.keep(none)).isTrue();

    assertThat(slab.find(key("{\"a\":1}"))).usingRecursiveComparison().isEqualTo(params);
    assertThat(slab.find(key(""))).usingRecursiveComparison().isEqualTo(none);
    assertThat(slab.find(key("{\"a\":2}"))).isNull();
    assertThat(slab.find(key("{\"a\": 1}"))).isNull();
    assertThat(slab.find(new AnswerKey(Calls.icon("icx_getTotalSupply", ""), 0, 100))).isNull();
  }

  /** Against a map, with keys that come again, texts of all lengths and a slab that is emptied. */
  @Test
  void itKeepsWhatAMapWouldKeepThatFindsRoom() {
    var random = new Random(7);
    var expected = new HashMap<AnswerKey, AnswerText>();
    var refused = 0;
    var keys = IntStream.range(0, 1_000).mapToObj(index -> key("{\"i\":" + index + "}")).toList();
    for (var step = 0; step < 4_000; step++) {
      var key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(2_000) == 0) {
        slab.clear();
        expected.clear();
      } else if (random.nextBoolean()) {
        var text = AnswerText.local("\"" + "x".repeat(random.nextInt(300)) + "\"");
        if (slab.keep(new Entry(key.detached(), text, 17, true))) {
          expected.put(key, text);
        } else {
          expected.remove(key);
          refused++;
        }
      } else if (random.nextInt(10) == 0) {
        slab.forget(key);
        expected.remove(key);
      }
      var found = slab.find(key);
      var known = expected.get(key);
      assertThat(found == null).isEqualTo(known == null);
      if (found != null && known != null) {
        assertThat(found.text().text()).isEqualTo(known.text());
      }
      assertThat(slab.count()).isEqualTo(expected.size());
      assertThat(slab.bytes()).isLessThanOrEqualTo(BYTES_MAX);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anAnswerOfTheSameLengthTakesItsPlace() {
    var key = key("{}");
    assertThat(slab.keep(new Entry(key, AnswerText.local("0"), 17, true))).isTrue();
    var bytes = slab.bytes();
    for (var time = 0; time < 5_000; time++) {
      var entry = new Entry(key, AnswerText.local("" + time % 10), 17, true);
      assertThat(slab.keep(entry)).isTrue();
    }

    assertThat(slab.count()).isEqualTo(1);
    assertThat(slab.bytes()).isEqualTo(bytes);
  }

  @Test
  void whatWasTooLargeIsGivenUpStepByStep() {
    for (var index = 0; index < 1_000; index++) {
      slab.keep(entry("{\"i\":" + index + "}", AnswerText.local("1")));
    }
    for (var time = 0; time < 20; time++) {
      slab.clear();
      assertThat(slab.keep(entry("{}", AnswerText.local("1")))).isTrue();
      assertThat(slab.find(key("{}"))).isNotNull();
      assertThat(slab.find(key("{\"i\":7}"))).isNull();
    }
  }
}
