package headgate.cli.demo;

import headgate.devnode.crypto.Wallet;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The traffic of a demo, for a gateway that is no demo's own. */
public final class DemoTraffic {
  /** So many blocks have to exist before the first request: a past to ask for. */
  public static final int OLD_BLOCKS = Stage.OLD_BLOCKS;

  private DemoTraffic() {}

  /**
   * Sends it for so long, and returns when what was sent has ended.
   *
   * @param url where calls go
   * @param wallets whose transfers are sent; at least two
   * @return how many reads were answered with a result
   */
  public static long send(URI url, List<Wallet> wallets, Duration duration)
      throws InterruptedException {
    var count = new TrafficCount();
    var stop = new Traffic.Stop();
    var addresses = wallets.stream().map(Wallet::address).toList();
    try (var client = new LightClient(url)) {
      var plan = new TrafficPlan(1, addresses, OLD_BLOCKS, -1);
      var caller = new Caller(client, wallets, count, stop, plan.end());
      new Traffic(plan, caller, count, stop).run(duration);
    }
    return count.reads();
  }
}
