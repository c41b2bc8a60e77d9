package headgate.devnode.replay;

import headgate.devnode.DevNode;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import headgate.devnode.replay.RawStream.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays recorded conversations: says what the client said, and notes what the node says. */
final class StreamPlayer {
  private static final int TOO_LARGE = 17_000;

  private final RecordedChain recorded;
  private final DevNode node;
  private final Map<String, Conversation> conversations = new HashMap<>();

  StreamPlayer(RecordedChain recorded, DevNode node) {
    this.recorded = recorded;
    this.node = node;
  }

  /** What became of a connection: the status of its opening, and what came after. */
  record Conversation(
      int status, Map<String, String> headers, String body, List<Received> received) {}

  Map<String, Conversation> play() throws IOException, JsonSyntaxException {
    var recordings =
        Recording.all("ws").stream()
            .filter(recording -> !recording.name().startsWith("limit."))
            .sorted(Comparator.comparingLong(StreamPlayer::lastHeight))
            .toList();
    for (var recording : recordings) {
      play(recording);
    }
    limit();
    return conversations;
  }

  /** Ten streams fill the node; the eleventh is refused; when one ends, there is room again. */
  private void limit() throws IOException, JsonSyntaxException {
    recorded.advanceTo(0x232);
    var streams = new ArrayList<RawStream>();
    for (var count = 0; count < 10; count++) {
      var stream = new RawStream(node.port(), "/api/v3/icon_dex/block");
      stream.send("{\"height\":\"0x231\"}");
      stream.receive();
      streams.add(stream);
    }
    play(recording("limit.eleventh"));
    for (var stream : streams) {
      stream.close();
    }
    Player.await(() -> node.counters().snapshot().connections().open() == 0);
    play(recording("limit.after_release"));
  }

  private void play(Recording recording) throws IOException, JsonSyntaxException {
    try (var stream = new RawStream(node.port(), recording.text("path"))) {
      if (stream.status() != 101) {
        note(recording, stream, List.of());
        return;
      }
      var received = new ArrayList<Received>();
      for (var line : transcript(recording)) {
        if (line.required("dir").equals(Json.text(">"))) {
          stream.send(said(recording, line));
        } else {
          makeBlocks(line);
          received.add(stream.receive());
        }
      }
      if (mustStaySilent(recording)) {
        recorded.advanceTo(recorded.chain().height() + 1);
        if (!stream.isSilent()) {
          received.add(stream.receive());
        }
      }
      note(recording, stream, received);
    }
  }

  private void note(Recording recording, RawStream stream, List<Received> received)
      throws IOException {
    var body = stream.status() == 101 ? "" : stream.body();
    conversations.put(
        recording.name(), new Conversation(stream.status(), stream.headers(), body, received));
  }

  /** Messages that were cut short in the recording are made large again. */
  private static String said(Recording recording, Json.Members line) {
    var text = ((Json.Text) line.required("text")).value();
    var large = line.last("len") != null || recording.name().equals("block.oversize_first_msg");
    return large ? text + " ".repeat(TOO_LARGE - text.length()) : text;
  }

  /** Where the recording ends with nothing from the node, nothing may come. */
  private static boolean mustStaySilent(Recording recording) {
    return transcript(recording).stream()
        .noneMatch(line -> line.required("dir").equals(Json.text("<")));
  }

  private void makeBlocks(Json.Members line) throws JsonSyntaxException {
    recorded.advanceTo(height(line));
  }

  private static long lastHeight(Recording recording) {
    return transcript(recording).stream().mapToLong(StreamPlayer::height).max().orElse(0);
  }

  /** The height that a line of the node tells of; 0 if it tells of none. */
  private static long height(Json.Members line) {
    try {
      if (line.required("dir").equals(Json.text("<"))
          && line.last("text") instanceof Json.Text(var text)
          && LaxReader.first(text) instanceof Json.Members message) {
        var height = message.last("height");
        var told = height == null ? message.last("progress") : height;
        return told instanceof Json.Text(var hex) ? Hex.quantity(hex).longValue() : 0;
      }
      return 0;
    } catch (JsonSyntaxException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static List<Json.Members> transcript(Recording recording) {
    var lines = new ArrayList<Json.Members>();
    if (recording.content().last("transcript") instanceof Json.Items(var items)) {
      items.forEach(item -> lines.add((Json.Members) item));
    }
    return lines;
  }

  private static Recording recording(String name) {
    return Recording.read(Recording.FOLDER.resolve("ws").resolve(name + ".json"));
  }
}
