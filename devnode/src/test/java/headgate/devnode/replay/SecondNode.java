package headgate.devnode.replay;

import headgate.devnode.DevNode;
import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.node.NodeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * The second recorded node, with a chain of its own: it validates on send, has a pool of three,
 * does not wait, and was later pruned, stopped, and had its APIs switched off.
 */
final class SecondNode {
  private static final String VALIDATOR = "hxd4bf98972c48750873aacb6f75e99ca93e2c47a6";
  private static final String SENDER = "hxd504537339832a3576fa89699671ebd2e844121c";
  private static final long SENT_AT = 0x660d7886bb1eaL;
  private static final long LAST_BLOCK_AT = 1_795_328_754_029_250L;

  private final ManualClock clock = new ManualClock(SENT_AT);
  private final Wallet filler = Wallet.ofSeed("filler");
  private final Player player;

  private SecondNode(Player player) {
    this.player = player;
  }

  static void play(Player player) {
    new SecondNode(player).play();
  }

  private void play() {
    var rich = Wallet.ICX.multiply(BigInteger.valueOf(1_000));
    var genesis = RecordedState.genesis(VALIDATOR, Map.of(SENDER, rich, filler.address(), rich));
    try (var chain = DevChain.create(genesis, clock, Duration.ofSeconds(1))) {
      chain.produce();
      pool(chain);
      switchedOff(chain);
      pruned(chain);
    }
  }

  private void pool(DevChain chain) {
    var options = NodeOptions.defaults().validateOnSend(true).poolLimit(3);
    try (var node = DevNode.start(chain, options)) {
      player.play(
          node,
          "node2.icx_waitTransactionResult.disabled",
          "node2.icx_sendTransactionAndWait.disabled",
          "node2.icx_sendTransaction.validate_lowstep",
          "node2.debug_disabled",
          "node2.rosetta_disabled");
      for (var nonce = 0; nonce < 3; nonce++) {
        fill(node, nonce);
      }
      player.play(node, "node2.icx_sendTransaction.pooloverflow");
      node.faults().dropPool();
    }
  }

  private void fill(DevNode node, int nonce) {
    var transfer = filler.transfer(SENDER, BigInteger.ONE).nonce(nonce).signed(SENT_AT);
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(node.url().toString()))
              .POST(BodyPublishers.ofString(transfer.request(1)))
              .build();
      http.send(request, BodyHandlers.discarding());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void switchedOff(DevChain chain) {
    try (var node = DevNode.start(chain, NodeOptions.defaults().rpcDisabled(true))) {
      player.play(node, "node2.rpc_disabled");
    }
    try (var node = DevNode.start(chain, NodeOptions.defaults().chainStopped(true))) {
      player.play(node, "node2.chain_stopped", "node2.ws_stopped");
      player.play(
          node,
          "node2.admin_after_backup",
          "node2.admin_chain_stopped",
          "node2.admin_prune",
          "node2.admin_restarted");
    }
  }

  private void pruned(DevChain chain) {
    for (var height = 2; height <= 11; height++) {
      clock.advanceTo(LAST_BLOCK_AT - (11 - height) * 1_000_000L);
      chain.produce();
    }
    try (var node = DevNode.start(chain, NodeOptions.defaults().prunedBelow(8))) {
      for (var recording : Recording.all("http")) {
        if (recording.name().startsWith("node2.pruned")) {
          player.play(node, recording.name());
        }
      }
    }
  }
}
