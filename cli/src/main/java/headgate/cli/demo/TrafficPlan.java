package headgate.cli.demo;

import headgate.cli.demo.Step.Read;
import headgate.cli.demo.Step.Reads;
import headgate.cli.demo.Step.Wait;
import headgate.cli.demo.Step.Write;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The requests of a demo, one after the other: the same seed gives the same ones.
 *
 * <p>Most are reads that many callers repeat, some are asked once and never again, one in 25 is a
 * batch, one in 125 is a transfer. Where the chain has ended, one in 125 is a wait too.
 */
final class TrafficPlan {
  private static final int WRITE_EVERY = 125;
  private static final int WAIT_AFTER_WRITE = 60;
  private static final int BATCH_EVERY = 25;
  private static final int BATCH_CALLS = 5;
  private static final int ADDRESS_BYTES = 20;
  private static final int HASH_BYTES = 32;
  private static final String PREPS =
      "{\"to\":\"cx0000000000000000000000000000000000000000\",\"dataType\":\"call\","
          + "\"data\":{\"method\":\"getPReps\",\"params\":{\"startRanking\":\"0x1\","
          + "\"endRanking\":\"0x5\"}}}";

  private final Random random;
  private final List<String> addresses;
  private final int oldHeights;
  private final long end;
  private long steps;

  /**
   * A plan at its beginning.
   *
   * @param addresses accounts that are asked for again and again
   * @param oldHeights blocks that exist before the first request
   * @param end where the chain has ended, -1 where it goes on
   */
  TrafficPlan(long seed, List<String> addresses, int oldHeights, long end) {
    this.random = new Random(seed);
    this.addresses = List.copyOf(addresses);
    this.oldHeights = oldHeights;
    this.end = end;
  }

  /** Where the chain has ended, -1 where it goes on. */
  long end() {
    return end;
  }

  Step next() {
    steps++;
    if (steps % WRITE_EVERY == 0) {
      var from = random.nextInt(addresses.size());
      var to = (from + 1 + random.nextInt(addresses.size() - 1)) % addresses.size();
      return new Write(from, to, 1 + random.nextInt(1_000_000), steps);
    }
    if (end >= 0 && steps % WRITE_EVERY == WAIT_AFTER_WRITE) {
      return new Wait("0x" + bytes(HASH_BYTES));
    }
    var calls = steps % BATCH_EVERY == 0 ? BATCH_CALLS : 1;
    return new Reads(IntStream.range(0, calls).mapToObj(_ -> read()).toList());
  }

  private Read read() {
    var draw = random.nextInt(100);
    if (draw < 40) {
      return balance(addresses.get(random.nextInt(addresses.size())));
    }
    if (draw < 50) {
      return balance(stranger());
    }
    if (draw < 65) {
      return new Read("icx_getLastBlock", null);
    }
    if (draw < 78) {
      var height = 1 + random.nextInt(oldHeights - 1);
      return new Read(
          "icx_getBlockByHeight", "{\"height\":\"0x" + Integer.toHexString(height) + "\"}");
    }
    if (draw < 88) {
      return new Read("icx_call", PREPS);
    }
    return draw < 94 ? new Read("icx_getTotalSupply", null) : new Read("icx_getNetworkInfo", null);
  }

  private static Read balance(String address) {
    return new Read("icx_getBalance", "{\"address\":\"" + address + "\"}");
  }

  /** An account that is asked for once. */
  private String stranger() {
    return "hx" + bytes(ADDRESS_BYTES);
  }

  private String bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
