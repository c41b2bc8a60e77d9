package headgate.devnode.replay;

import headgate.devnode.DevNode;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.node.NodeOptions;
import headgate.devnode.replay.StreamPlayer.Conversation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The first recorded node, and the order in which its exchanges were made. */
final class FirstNode {
  private static final String BLOCK_0X141 =
      "a815b23ef9ea2d006797dc1e9ac2c489047d90fc26cbfa00afa2edd8d3619a9d";
  private static final long FUTURE_CHECKED_AT = 0x660d925cee74dL - 6_899_998_929L - 300_000_000L;

  private final RecordedChain recorded;
  private final DevNode node;
  private final Player player;

  private FirstNode(RecordedChain recorded, DevNode node, Player player) {
    this.recorded = recorded;
    this.node = node;
    this.player = player;
  }

  static NodeOptions options() {
    return NodeOptions.defaults()
        .debugApi(true)
        .rosettaApi(true)
        .waitTimeout(Duration.ofSeconds(5))
        .waitTimeoutMax(Duration.ofSeconds(10));
  }

  /** Plays the HTTP recordings, then the streams; returns what came of the streams. */
  static Map<String, Conversation> play(Player player) throws IOException, JsonSyntaxException {
    try (var recorded = new RecordedChain();
        var node = DevNode.start(recorded.chain(), options())) {
      new FirstNode(recorded, node, player).exchanges();
      return new StreamPlayer(recorded, node).play();
    }
  }

  /** Plays the HTTP recordings alone. */
  static void playExchanges(Player player) {
    try (var recorded = new RecordedChain();
        var node = DevNode.start(recorded.chain(), options())) {
      new FirstNode(recorded, node, player).exchanges();
    }
  }

  private void exchanges() {
    reads();
    protocol();
    transfer();
    refusals();
    waits();
    call();
  }

  private void reads() {
    recorded.advanceTo(0x141);
    var hash = recorded.chain().head().seal().hash();
    player.replace(BLOCK_0X141, hash);
    player.play(node, "icx_getLastBlock.params_empty");
    recorded.advanceTo(0x142);
    for (var recording : Recording.all("http")) {
      if (Moment.of(recording.name()) == Moment.READS) {
        player.play(node, recording.name());
      }
    }
  }

  private void protocol() {
    recorded.advanceTo(0x16f);
    player.play(node, "proto.two_docs");
    recorded.advanceTo(0x170);
    for (var recording : Recording.all("http")) {
      if (Moment.of(recording.name()) == Moment.PROTOCOL) {
        player.play(node, recording.name());
      }
    }
  }

  private void transfer() {
    recorded.advanceTo(0x179);
    player.play(
        node,
        "icx_sendTransaction",
        "icx_getTransactionByHash.pending",
        "icx_getTransactionResult.pending",
        "icx_sendTransaction.duplicate_pending");
    recorded.advanceTo(0x17a);
    player.play(node, "debug_getTrace.executing");
    recorded.advanceTo(0x17b);
    player.play(
        node,
        "icx_getTransactionResult.ok",
        "icx_getTransactionByHash",
        "icx_sendTransaction.duplicate_committed",
        "rosetta_getTrace.tx");
  }

  private void refusals() {
    player.play(
        node,
        "debug_estimateStep",
        "debug_estimateStep.outofbalance",
        "icx_sendTransaction.noparams",
        "icx_sendTransaction.nobalance",
        "icx_sendTransaction.lowstep",
        "icx_sendTransaction.unknownfield",
        "icx_sendTransaction.expired");
    recorded.clock().advanceTo(FUTURE_CHECKED_AT);
    player.play(node, "icx_sendTransaction.future");
  }

  private void waits() {
    awaitResult("icx_sendTransactionAndWait", 0x17d);
    awaitTime("icx_sendTransactionAndWait.timeout", Duration.ofMillis(100));
    recorded.advanceTo(0x17f);
    player.play(
        node,
        "icx_sendTransaction.2",
        "icx_waitTransactionResult.notfound",
        "icx_waitTransactionResult.badtimeout");
    awaitTime("icx_waitTransactionResult.usertimeout", Duration.ofMillis(50));
    awaitResult("icx_sendTransactionAndWait.duplicate", 0x181);
  }

  private void call() {
    player.play(node, "icx_sendTransaction.call");
    awaitResult("icx_waitTransactionResult.call", 0x183);
    player.play(node, "notification.sendTransaction");
  }

  private void awaitResult(String name, long height) {
    var reply = player.begin(node, recorded.clock(), name);
    recorded.advanceTo(height);
    player.finish(name, reply);
  }

  private void awaitTime(String name, Duration time) {
    var reply = player.begin(node, recorded.clock(), name);
    recorded.clock().advance(time);
    player.finish(name, reply);
  }
}
