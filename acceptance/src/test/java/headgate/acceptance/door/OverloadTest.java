package headgate.acceptance.door;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.devnode.DevNetwork;
import headgate.devnode.clock.DevClock;
import headgate.devnode.fault.Knee;
import headgate.devnode.node.NodeOptions;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.ProbeConfig;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.door.OverloadConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * One caller keeps forty calls open at a node that takes ten, beside one who keeps a single one.
 */
class OverloadTest {
  private static final String ABUSER = "127.0.0.66";
  private static final String FRIEND = "127.0.0.7";
  private static final int ABUSERS_CALLS = 40;
  private static final int CAP = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Each call takes 40 ms, so that it answers 250 in a second. */
  private static final Knee KNEE = new Knee(20, Duration.ofMillis(40), Duration.ofMillis(50));

  @AutoClose
  private final DevNetwork nodes =
      DevNetwork.start(1, Duration.ofSeconds(2), DevClock.system(), _ -> NodeOptions.defaults(), 5);

  private final AtomicInteger number = new AtomicInteger();

  private TestGateway gateway(Duration queueDelay) {
    var reads = new LaneConfig(CAP, Duration.ofSeconds(1), Duration.ofSeconds(10), 1, false, false);
    var others = LanesConfig.defaults();
    nodes.node(0).faults().knee(KNEE);
    return TestNetwork.of("icon")
        .node(NodeConfig.of("n0", URI.create("http://127.0.0.1:" + nodes.node(0).port())))
        .lanes(new LanesConfig(reads, others.writes(), others.waits()))
        .probedEvery(ProbeConfig.defaults().interval())
        .serve(config ->
            config.behind(DoorsConfig.defaults().with(new OverloadConfig(queueDelay, List.of()))));
  }

  /** Somebody who asks again as soon as there is an answer, and a moment after being refused. */
  private final class Caller {
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Future<?>> asking = new ArrayList<>();
    private volatile boolean stopped;

    Caller(TestGateway gateway, String from, int calls, ExecutorService threads) {
      for (var call = 0; call < calls; call++) {
        asking.add(threads.submit(() -> ask(gateway, from)));
      }
    }

    private void ask(TestGateway gateway, String from) {
      try (var client = RawHttp.connect(from, gateway.port()).within(Duration.ofSeconds(60))) {
        while (!stopped) {
          var body = Calls.balance(number.incrementAndGet());
          var answer = client.send(RawHttp.request(TestGateway.PATH, body)).response();
          if (answer.status() == 200) {
            served.incrementAndGet();
          } else {
            assertThat(answer.body()).contains("-32092");
            refused.incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
          }
        }
      }
    }

    int share() {
      return 100 * served.get() / Math.max(1, served.get() + refused.get());
    }

    void forget() {
      served.set(0);
      refused.set(0);
    }

    void leave() throws ExecutionException, InterruptedException {
      stopped = true;
      for (var each : asking) {
        each.get();
      }
    }
  }

  /** Returns how often the friend was served while the abuser was so five hundred times. */
  private int friendServed(Duration queueDelay, boolean defended)
      throws ExecutionException, InterruptedException {
    try (var gateway = gateway(queueDelay);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var abuser = new Caller(gateway, ABUSER, ABUSERS_CALLS, threads);
      var friend = new Caller(gateway, FRIEND, 1, threads);
      if (defended) {
        Eventually.value("somebody refused", PATIENCE, abuser.refused::get, count -> count > 200);
      }
      abuser.forget();
      friend.forget();
      Eventually.value("answers", PATIENCE, abuser.served::get, count -> count > 500);
      System.out.printf(
          "%s: of the abuser's calls %d %% served, of the friend's %d %% (%d beside %d)%n",
          defended ? "defended" : "undefended",
          abuser.share(),
          friend.share(),
          friend.served.get(),
          abuser.served.get());
      if (defended) {
        assertThat(friend.share()).isGreaterThan(90);
        assertThat(abuser.share()).isLessThan(90);
        var load = gateway.gateway().networks().getFirst().load();
        assertThat(load.shed())
            .hasEntrySatisfying("cached_read", count -> assertThat(count).isPositive());
      } else {
        assertThat(abuser.refused.get() + friend.refused.get()).isZero();
      }
      var count = friend.served.get();
      abuser.leave();
      friend.leave();
      return count;
    }
  }

  @Test
  void whoAsksForMostIsRefusedAndOthersAreServed() throws ExecutionException, InterruptedException {
    var defended = friendServed(Duration.ofMillis(20), true);
    var undefended = friendServed(Duration.ZERO, false);

    assertThat(defended).isGreaterThan(2 * undefended);
  }
}
