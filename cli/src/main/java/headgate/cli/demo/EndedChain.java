package headgate.cli.demo;

import headgate.cli.demo.Step.Read;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * What has to be true after the traffic of a demo whose chain has ended: what was read once is
 * answered from the cache at the last block's height, however long ago it was read, and a stream
 * ends there too.
 */
final class EndedChain {
  /** What the traffic asks for in its first second. */
  private static final List<Read> READ_BEFORE =
      List.of(
          new Read("icx_getLastBlock", null),
          new Read("icx_getTotalSupply", null),
          new Read("icx_getNetworkInfo", null));

  /** So many of the last blocks are streamed. */
  private static final int STREAMED = 10;

  private final URI url;
  private final long end;

  /**
   * A chain that has ended.
   *
   * @param url of the gateway's API
   * @param end the height of the last block
   */
  EndedChain(URI url, long end) {
    this.url = url;
    this.end = end;
  }

  /** Says what is not as it has to be. */
  void lookBack(LightClient client, Consumer<String> odd) throws InterruptedException {
    for (var read : READ_BEFORE) {
      if (!held(client, read)) {
        odd.accept(read.method() + " was not held at the last block's height");
      }
    }
    var streamed = Replay.of(url, Math.max(1, end - STREAMED + 1), end);
    if (!streamed.isEmpty()) {
      odd.accept(streamed);
    }
  }

  private boolean held(LightClient client, Read read) throws InterruptedException {
    try {
      var heard = client.send(read.body(1));
      return heard.height() == end && heard.cache().equals("hit");
    } catch (IOException | JacksonException _) {
      return false;
    }
  }
}
