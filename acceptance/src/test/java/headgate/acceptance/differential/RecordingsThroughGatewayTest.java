package headgate.acceptance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import headgate.devnode.replay.JsonDifference;
import headgate.devnode.replay.MaskedValues;
import headgate.devnode.replay.RawClient.Reply;
import headgate.devnode.replay.Recording;
import headgate.devnode.replay.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every recorded exchange of a real goloop node, made again through the gateway in front of a dev
 * node: the answer is the recorded one, or {@code docs/deviations.md} says why it is not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingsThroughGatewayTest {
  /** How a body is framed is between two neighbours; the gateway always tells the length. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private static final MaskedValues MASKS = new MaskedValues("masked-values.txt");

  private Map<String, Reply> replies = Map.of();

  @BeforeAll
  void play() {
    try (var door = new GatewayDoor()) {
      replies = Replay.through(door);
    }
  }

  @Test
  void everyRecordingIsAnsweredAsRecordedOrListedAsADeviation() {
    var listed = DeviationsPage.names();
    var unlisted = new ArrayList<String>();
    var equal = 0;
    for (var recording : Recording.all("http")) {
      var differences = differences(recording);
      if (differences.isEmpty()) {
        equal++;
      } else if (listed.stream()
          .noneMatch(name -> DeviationsPage.matches(name, recording.name()))) {
        unlisted.add(recording.name() + " " + differences);
      }
    }
    System.out.println(
        equal + " of " + Recording.all("http").size() + " recordings answered alike");
    assertThat(unlisted).isEmpty();
  }

  @Test
  void everyListedDeviationIsTrulyOne() {
    var different = new TreeSet<String>();
    for (var recording : Recording.all("http")) {
      if (!differences(recording).isEmpty()) {
        different.add(recording.name());
      }
    }
    for (var name : DeviationsPage.names()) {
      assertThat(different).as(name).anyMatch(recording -> DeviationsPage.matches(name, recording));
    }
  }

  private List<String> differences(Recording recording) {
    var reply = replies.get(recording.name());
    if (reply == null) {
      return List.of("not played");
    }
    var found = new ArrayList<String>();
    if (reply.status() != recording.status()) {
      found.add("status " + reply.status() + " instead of " + recording.status());
    }
    recording
        .headers("response_headers")
        .forEach((name, value) -> {
          var own = reply.headers().get(name);
          if (!FRAMING.contains(name.toLowerCase(Locale.ROOT)) && !value.equals(own)) {
            found.add(name + ": " + own + " instead of " + value);
          }
        });
    found.addAll(bodyDifferences(recording, reply));
    return found;
  }

  private static List<String> bodyDifferences(Recording recording, Reply reply) {
    var expected = recording.text("response");
    if (expected.equals(reply.body())) {
      return List.of();
    }
    try {
      var both = JsonDifference.between(LaxReader.first(expected), LaxReader.first(reply.body()));
      if (both.isEmpty()) {
        return List.of("not the same bytes: " + reply.body());
      }
      return both.stream()
          .filter(each -> !each.valueOnly() || !MASKS.hides(recording.name(), each.path()))
          .map(each -> each.path() + ": " + each.text())
          .toList();
    } catch (JsonSyntaxException noJson) {
      return List.of("expected " + expected + " but was " + reply.body());
    }
  }
}
