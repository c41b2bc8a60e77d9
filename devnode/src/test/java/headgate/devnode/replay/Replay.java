package headgate.devnode.replay;

import headgate.devnode.DevNode;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.replay.RawClient.Reply;
import headgate.devnode.replay.StreamPlayer.Conversation;
import java.io.IOException;
import java.util.Map;
import java.util.function.ToIntFunction;

/** All recordings played once: what was answered, by the names of the recordings. */
public record Replay(Map<String, Reply> replies, Map<String, Conversation> conversations) {
  static final Replay ONCE = play();

  /**
   * Plays the HTTP recordings through something that stands in front of the nodes.
   *
   * @param door gives the port of what stands before a node, as soon as it is up to date
   */
  public static Map<String, Reply> through(ToIntFunction<DevNode> door) {
    var player = new Player(door);
    FirstNode.playExchanges(player);
    SecondNode.play(player);
    return player.replies();
  }

  private static Replay play() {
    try {
      var player = new Player(DevNode::port);
      var conversations = FirstNode.play(player);
      SecondNode.play(player);
      return new Replay(player.replies(), conversations);
    } catch (IOException | JsonSyntaxException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
