package headgate.devnode.replay;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import headgate.devnode.replay.RawStream.Received;
import headgate.devnode.replay.StreamPlayer.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded WebSocket conversation, held again with a dev node, is compared with the
 * recording.
 */
class StreamReplayTest {
  private static final MaskedValues MASKS = new MaskedValues("masked-stream-values.txt");

  static List<Recording> recordings() {
    return Recording.all("ws");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theNodeSpeaksAsRecorded(Recording recording) throws JsonSyntaxException {
    assertThat(differences(recording)).isEmpty();
  }

  @Test
  void everyMaskHidesSomething() throws JsonSyntaxException {
    for (var recording : recordings()) {
      differences(recording);
    }
    assertThat(MASKS.idle()).isEmpty();
  }

  private static List<String> differences(Recording recording) throws JsonSyntaxException {
    var conversation =
        Objects.requireNonNull(Replay.ONCE.conversations().get(recording.name()), recording.name());
    var found = new ArrayList<String>(openingDifferences(recording, conversation));
    var expected = new ArrayList<Json.Members>(StreamPlayer.transcript(recording));
    expected.removeIf(line -> line.required("dir").equals(Json.text(">")));
    if (expected.size() != conversation.received().size()) {
      found.add(expected.size() + " expected, but was " + conversation.received());
      return found;
    }
    for (var index = 0; index < expected.size(); index++) {
      found.addAll(differences(recording, expected.get(index), conversation.received().get(index)));
    }
    return found;
  }

  private static List<String> openingDifferences(Recording recording, Conversation conversation) {
    var refused =
        recording.content().last("http_status") instanceof Json.Numeral(var status)
            ? status
            : "101";
    var found = new ArrayList<String>();
    if (!refused.equals(Integer.toString(conversation.status()))) {
      found.add("status " + conversation.status());
    }
    if (!recording.optional("http_body").orElse("").equals(conversation.body())) {
      found.add("body " + conversation.body());
    }
    recording
        .headers(refused.equals("101") ? "handshake_response_headers" : "http_headers")
        .forEach((name, value) -> {
          var own = conversation.headers().get(name);
          if (!isOfTheMoment(name) && !value.equals(own)) {
            found.add(name + ": " + own + " instead of " + value);
          }
        });
    return found;
  }

  /** The date, and the hash of a key that the client drew. */
  private static boolean isOfTheMoment(String header) {
    return List.of("date", "sec-websocket-accept").contains(header.toLowerCase(Locale.ROOT));
  }

  private static List<String> differences(
      Recording recording, Json.Members expected, Received received) throws JsonSyntaxException {
    if (expected.last("close") instanceof Json.Members close) {
      var code = close.required("code");
      var same =
          code instanceof Json.Null
              ? received instanceof Received.Ended
              : received.equals(
                  new Received.Closed(Integer.parseInt(((Json.Numeral) code).literal())));
      return same ? List.of() : List.of("expected close " + code + " but was " + received);
    }
    if (!(received instanceof Received.Text(var text))) {
      return List.of("expected a text but was " + received);
    }
    var recorded = ((Json.Text) expected.required("text")).value();
    assertThat(text.endsWith("\n")).isEqualTo(recorded.endsWith("\n"));
    return JsonDifference.between(LaxReader.first(recorded), LaxReader.first(text)).stream()
        .filter(difference ->
            !difference.valueOnly() || !MASKS.hides(recording.name(), difference.path()))
        .map(difference -> difference.path() + ": " + difference.text())
        .toList();
  }

  @Test
  void theHandshakeProvesThatTheKeyWasRead() {
    var accepted =
        Replay.ONCE.conversations().values().stream()
            .filter(conversation -> conversation.status() == 101)
            .map(conversation -> conversation.headers().get("Sec-WebSocket-Accept"));
    assertThat(accepted).containsOnly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }
}
