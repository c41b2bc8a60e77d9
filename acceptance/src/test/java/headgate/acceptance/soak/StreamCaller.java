package headgate.acceptance.soak;

import headgate.acceptance.kit.RawWebSocket;
import headgate.devnode.DevNetwork;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/** Opens a stream of blocks, reads some of them, and leaves in one way or another. */
final class StreamCaller {
  private static final String PATH = "/api/v3/icon_dex/block";
  private static final String AGREED = "{\"code\":0}\n";
  private static final int CLOSE = 8;
  private static final int BLOCKS_MAX = 12;

  private final int port;
  private final DevNetwork nodes;
  private final Census census;
  private final SplittableRandom random;

  StreamCaller(int port, DevNetwork nodes, Census census, SplittableRandom random) {
    this.port = port;
    this.nodes = nodes;
    this.census = census;
    this.random = random;
  }

  /** One stream from its beginning to its end; a node that fails may end it before. */
  void call() {
    var from = Math.max(1, nodes.chain().height() - random.nextInt(BLOCKS_MAX));
    try (var stream = RawWebSocket.open(port, PATH)) {
      stream.send("{\"height\":\"0x" + Long.toHexString(from) + "\"}");
      if (stream.nextText().equals(AGREED)) {
        census.count("stream");
        read(stream, from, 1 + random.nextInt(BLOCKS_MAX));
      } else {
        census.count("stream, refused");
      }
    } catch (UncheckedIOException | AssertionError _) {
      // Its node has failed or was taken out of use, which is what a stream ends by.
      census.count("stream, ended by the gateway");
    }
  }

  private void read(RawWebSocket stream, long from, int blocks) {
    for (var height = from; height < from + blocks; height++) {
      var told = JsonMapper.shared().readTree(stream.nextText()).path("height").asString("");
      if (!told.equals("0x" + Long.toHexString(height))) {
        census.surprise("stream", "block " + told + " instead of " + Long.toHexString(height));
        return;
      }
      census.count("stream, block");
    }
    if (random.nextBoolean()) {
      stream.send(true, CLOSE, (byte) 3, (byte) 0xe8);
    }
  }
}
