package headgate.devnode.replay;

import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.replay.RawClient.Reply;
import headgate.devnode.replay.StreamPlayer.Conversation;
import java.io.IOException;
import java.util.Map;

/** All recordings played once: what the dev nodes answered, by the names of the recordings. */
record Replay(Map<String, Reply> replies, Map<String, Conversation> conversations) {
  static final Replay ONCE = play();

  private static Replay play() {
    try {
      var player = new Player();
      var conversations = FirstNode.play(player);
      SecondNode.play(player);
      return new Replay(player.replies(), conversations);
    } catch (IOException | JsonSyntaxException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
