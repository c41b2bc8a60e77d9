package headgate.acceptance.pair;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.height.NodeSide;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import headgate.devnode.DevNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two gateways is killed while many callers go from one to the other with each request, and
 * comes back.
 */
@EnabledIf(
    value = "installed",
    disabledReason = "haproxy is not installed (./verify --install installs it)")
class PairUnderLoadTest {
  private static final int READERS = 12;
  private static final int BATCHERS = 3;
  private static final int WRITERS = 3;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration WRITERS_PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int READS = 300;

  private final Counts counts = new Counts();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  @AutoClose private final DevNetwork nodes = DevNetwork.start(3, Duration.ofMillis(500));
  @AutoClose private final Pair pair;
  private volatile boolean over;

  PairUnderLoadTest(@TempDir Path folder) throws IOException {
    // With each request to the other gateway: the hardest case for a caller's height.
    pair = Pair.start(folder, "roundrobin", nodes.nodes().stream().map(DevNode::url).toList());
  }

  @SuppressWarnings("UnusedMethod") // JUnit calls it by its name
  static boolean installed() {
    return Balancer.installed();
  }

  private void begin(int callers, Duration pause, Consumer<PairCaller> request) {
    for (var index = 0; index < callers; index++) {
      running.add(
          threads.submit(() -> {
            try (var caller = new PairCaller(pair.balancer().port(), counts)) {
              while (!over) {
                request.accept(caller);
                LockSupport.parkNanos(pause.toNanos());
              }
            }
          }));
    }
  }

  private void beginToWrite(int wallet) {
    var from = nodes.wallets().get(wallet);
    var nonce = new long[1];
    begin(
        1,
        WRITERS_PAUSE,
        caller -> {
          nonce[0]++;
          var signed =
              from.transfer(nodes.wallets().getLast().address(), BigInteger.valueOf(nonce[0]))
                  .nonce(nonce[0])
                  .signed(nodes.chain().clock().epochMicros());
          sent.add(signed.hash());
          if (caller.write(signed.request(nonce[0]), signed.hash())) {
            acknowledged.add(signed.hash());
          }
        });
  }

  private void reads(int more) {
    var until = counts.reads.get() + more;
    Eventually.value("reads", PATIENCE, counts.reads::get, reads -> reads >= until);
  }

  private void end() throws InterruptedException, ExecutionException {
    over = true;
    for (var each : running) {
      each.get();
    }
    threads.close();
  }

  /** It may be silent for as long as it likes: the gateway's pings keep it open. */
  private void aStreamPasses() {
    try (var stream =
        RawWebSocket.open(pair.balancer().port(), TestGateway.PATH + "/icon_dex/block")) {
      stream.within(PATIENCE).send("{\"height\":\"0x1\"}");
      assertThat(stream.nextText()).isEqualTo("{\"code\":0}\n");
      assertThat(stream.nextText()).contains("\"height\":\"0x1\"");
    }
  }

  @Test
  void onlyWhatIsInFlightOnAKilledGatewayIsLostAndNoCallerGoesBack()
      throws IOException, InterruptedException, ExecutionException {
    aStreamPasses();
    begin(READERS, PAUSE, PairCaller::read);
    begin(BATCHERS, PAUSE, PairCaller::batch);
    for (var writer = 0; writer < WRITERS; writer++) {
      beginToWrite(writer);
    }
    reads(READS);
    counts.phase = Counts.Phase.KILLING;
    pair.killOne();
    pair.balancer().becomes("gateway1", "DOWN");
    counts.phase = Counts.Phase.NOTICED;
    reads(READS);
    var before = pair.balancer().requests("gateway1");
    pair.bringOneBack();
    Eventually.value(
        "it is used again",
        PATIENCE,
        () -> pair.balancer().requests("gateway1"),
        requests -> requests >= before + 100);
    end();
    System.out.println(
        "killed gateway: "
            + counts
            + "; tried at the other gateway "
            + pair.balancer().redispatched("gateway1"));

    assertThat(counts.wrong).isEmpty();
    assertThat(counts.wentBack).isEmpty();
    assertThat(counts.lostReads).isEmpty();
    everyWriteWasSentOnce();
  }

  private void everyWriteWasSentOnce() {
    var side = new NodeSide(nodes);
    assertThat(sent).hasSizeGreaterThan(WRITERS);
    assertThat(sent).allMatch(hash -> side.received(hash) <= 1 && side.accepted(hash) <= 1);
    assertThat(acknowledged).allMatch(hash -> side.accepted(hash) == 1);
  }
}
