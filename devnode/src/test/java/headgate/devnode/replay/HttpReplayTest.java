package headgate.devnode.replay;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import headgate.devnode.replay.RawClient.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded HTTP exchange, made again with a dev node, is compared with the recording. */
class HttpReplayTest {
  private static final MaskedValues MASKS = new MaskedValues("masked-values.txt");
  private static final List<String> NOT_MODELLED =
      ListFile.read("not-modelled.txt", 2).stream().map(List::getFirst).toList();

  static List<Recording> modelled() {
    return Recording.all("http").stream()
        .filter(recording -> !NOT_MODELLED.contains(recording.name()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modelled")
  void theNodeAnswersAsRecorded(Recording recording) {
    assertThat(Replay.ONCE.replies()).containsKey(recording.name());
    assertThat(differences(recording)).isEmpty();
  }

  @Test
  void whatIsNotModelledIsTrulyDifferent() {
    var recordings = Recording.all("http");
    assertThat(recordings.stream().map(Recording::name)).containsAll(NOT_MODELLED);
    for (var recording : recordings) {
      if (NOT_MODELLED.contains(recording.name())) {
        assertThat(differences(recording)).as(recording.name()).isNotEmpty();
      }
    }
  }

  @Test
  void everyMaskHidesSomething() {
    modelled().forEach(HttpReplayTest::differences);
    assertThat(MASKS.idle()).isEmpty();
  }

  private static List<String> differences(Recording recording) {
    var reply = Replay.ONCE.replies().get(recording.name());
    if (reply == null) {
      return List.of("not played");
    }
    var found = new ArrayList<String>();
    if (reply.status() != recording.status()) {
      found.add("status " + reply.status());
    }
    found.addAll(headerDifferences(recording, reply));
    found.addAll(bodyDifferences(recording, reply));
    return found;
  }

  private static List<String> headerDifferences(Recording recording, Reply reply) {
    var found = new ArrayList<String>();
    var expected = recording.headers("response_headers");
    expected.forEach((name, value) -> {
      if (!value.equals(reply.headers().get(name))) {
        found.add(name + ": " + reply.headers().get(name) + " instead of " + value);
      }
    });
    var extra = new HashSet<>(reply.headers().keySet());
    extra.removeIf(name -> expected.keySet().stream().anyMatch(name::equalsIgnoreCase));
    extra.forEach(name -> found.add("unexpected header " + name));
    return found;
  }

  private static List<String> bodyDifferences(Recording recording, Reply reply) {
    var expected = recording.text("response");
    if (expected.equals(reply.body())) {
      return List.of();
    }
    try {
      var found = new ArrayList<String>();
      var both = JsonDifference.between(LaxReader.first(expected), LaxReader.first(reply.body()));
      for (var difference : both) {
        if (!difference.valueOnly() || !MASKS.hides(recording.name(), difference.path())) {
          found.add(difference.path() + ": " + difference.text());
        }
      }
      return found.isEmpty() && both.isEmpty() ? List.of("not the same bytes") : found;
    } catch (JsonSyntaxException noJson) {
      return List.of("expected " + expected + " but was " + reply.body());
    }
  }
}
