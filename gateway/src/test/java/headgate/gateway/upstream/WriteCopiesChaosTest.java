package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.WritesConfig;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import headgate.gateway.upstream.writes.WriteCounts.Left;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Writes to several nodes that fail at random and lose their pools, on virtual time: who is told a
 * hash can rely on it, who is told a failure too, and each transaction is in one block at most.
 */
class WriteCopiesChaosTest {
  private static final long SEED = 20_261_122;
  private static final int RUNS = 30;
  private static final int WRITES = 60;
  private static final int FAN_OUT = 2;
  private static final Duration BLOCK = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofMillis(6);

  /** One run with one seed; the nodes do not tell each other what they have taken. */
  private static final class Run {
    private final Random random;
    private final UpstreamBench bench;
    private final Map<String, Set<Integer>> takers = new HashMap<>();

    /** In an order that is the same in every process. */
    private final List<Set<String>> pools =
        List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    private final Map<String, Long> blockOf = new HashMap<>();
    private final Map<String, String> bytes = new HashMap<>();
    private final Map<String, List<Reply>> heard = new TreeMap<>();
    private final Map<String, Duration> took = new HashMap<>();
    private long height = 100;
    private boolean over;

    Run(long seed, int rebroadcastBlocks) {
      random = new Random(seed);
      bench = new UpstreamBench(3, new WritesConfig(FAN_OUT, rebroadcastBlocks));
      for (var node = 0; node < 3; node++) {
        var index = node;
        bench
            .node(node)
            .always(request -> received(index, request))
            .aside(UpstreamBench.LOOKUP, request -> askedFor(index, request));
      }
      bench.hashing = call -> "0x" + nameOf(new String(call.params().body(), UTF_8));
      bench.loop.schedule(BLOCK, this::block);
    }

    /** Takes some of what is in the pools; now and then a node restarts. */
    private void block() {
      height++;
      for (var pool : pools) {
        for (var name : List.copyOf(pool)) {
          if (random.nextInt(3) > 0) {
            blockOf.putIfAbsent(name, height);
            pools.forEach(each -> each.remove(name));
          }
        }
        if (random.nextInt(5) == 0) {
          pool.clear();
        }
      }
      bench.view = Views.up(3, height);
      if (!over) {
        bench.loop.schedule(BLOCK, this::block);
      }
    }

    private void received(int node, ScriptedRequest request) {
      var name = nameOf(request.body());
      var params = request.body().substring(request.body().indexOf("\"params\""));
      assertThat(bytes.computeIfAbsent(name, _ -> params)).isEqualTo(params);
      switch (random.nextInt(10)) {
        case 0 -> request.error(-31001, "TransactionPoolOverflow");
        case 1 -> request.answer(429, "slow down");
        case 2 -> request.close(Cause.RESET);
        case 3 -> {}
        case 4 -> {
          take(node, name);
          request.close(Cause.ENDED);
        }
        case 5 -> take(node, name);
        default -> admit(node, name, request);
      }
    }

    private void admit(int node, String name, ScriptedRequest request) {
      if (blockOf.containsKey(name)) {
        request.error(-31000, "SystemError: E2011:committed");
      } else if (pools.get(node).contains(name)) {
        request.error(-31000, "SystemError: E2000:duplicate");
      } else {
        take(node, name);
        request.in(
            Duration.ofMillis(random.nextInt(50)), () -> request.result("\"0x" + name + "\""));
      }
    }

    private void take(int node, String name) {
      if (!blockOf.containsKey(name)) {
        pools.get(node).add(name);
      }
      takers.computeIfAbsent(name, _ -> new HashSet<>()).add(node);
    }

    private void askedFor(int node, ScriptedRequest request) {
      var name = nameOf(request.body());
      if (random.nextInt(6) == 0) {
        request.close(Cause.RESET);
      } else if (blockOf.containsKey(name)) {
        request.result("{\"blockHeight\":\"0x" + Long.toHexString(blockOf.get(name)) + "\"}");
      } else if (pools.get(node).contains(name)) {
        request.error(-31002, "Pending");
      } else {
        UpstreamBench.notFound(request);
      }
    }

    private static String nameOf(String body) {
      var from = body.indexOf("call-");
      return from >= 0
          ? body.substring(from, body.indexOf('"', from))
          : body.substring(body.indexOf("0x") + 2, body.indexOf('"', body.indexOf("0x")));
    }

    void play() {
      for (var index = 0; index < WRITES; index++) {
        var name = "call-" + index;
        var began = bench.loop.elapsed();
        heard.put(name, new ArrayList<>());
        bench.begin(
            Calls.icon("icx_sendTransaction", "{\"x\":\"" + name + "\"}"),
            reply -> {
              heard.computeIfAbsent(name, _ -> new ArrayList<>()).add(reply);
              took.put(name, bench.loop.elapsed().minus(began));
            });
        bench.loop.advance(Duration.ofMillis(random.nextInt(600)));
      }
      bench.loop.advance(Duration.ofMinutes(2));
      over = true;
      bench.loop.advance(BLOCK.multipliedBy(2));
    }

    boolean acknowledged(String name) {
      return heard.getOrDefault(name, List.of()).getFirst() instanceof Reply.Answered answered
          && answered.text().success();
    }

    boolean unknown(String name) {
      return heard.getOrDefault(name, List.of()).getFirst() instanceof Reply.Failed failed
          && failed.failure().kind() == FailureKind.WRITE_OUTCOME_UNKNOWN;
    }

    int takers(String name) {
      return takers.getOrDefault(name, Set.of()).size();
    }

    long lost() {
      return heard.keySet().stream()
          .filter(name -> acknowledged(name) && !blockOf.containsKey(name))
          .count();
    }
  }

  @Test
  void whoIsToldAHashOrAFailureCanRelyOnIt() {
    for (var index = 0; index < RUNS; index++) {
      var seed = SEED + index;
      var run = new Run(seed, 0);
      run.play();
      check(run, seed);
      assertThat(run.heard.keySet())
          .as("seed %d: at so many nodes at most", seed)
          .allMatch(name -> run.takers(name) <= FAN_OUT);
    }
  }

  @Test
  void whatIsSentAgainOutlivesLostPools() {
    var lostWithout = 0L;
    var lostWith = 0L;
    for (var index = 0; index < RUNS; index++) {
      var seed = SEED + index;
      var without = new Run(seed, 0);
      without.play();
      lostWithout += without.lost();
      var run = new Run(seed, 30);
      run.play();
      check(run, seed);
      var counts = run.bench.writes.counts();
      assertThat(run.lost())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(counts.left(Left.TIME_OVER) + counts.left(Left.REFUSED));
      lostWith += run.lost();
    }

    System.out.printf(
        "%d writes acknowledged and lost without sending again, %d with%n", lostWithout, lostWith);
    assertThat(lostWithout).isPositive();
    assertThat(lostWith).isZero();
  }

  private static void check(Run run, long seed) {
    for (var name : run.heard.keySet()) {
      assertThat(run.heard.get(name)).as("seed %d, %s", seed, name).hasSize(1);
      assertThat(run.took.get(name))
          .as("seed %d, %s", seed, name)
          .isLessThanOrEqualTo(UpstreamBench.LANES.writes().deadline().plus(GRACE));
      if (run.acknowledged(name)) {
        assertThat(run.takers(name)).as("seed %d, %s", seed, name).isPositive();
      } else if (!run.unknown(name)) {
        assertThat(run.takers(name)).as("seed %d, %s", seed, name).isZero();
      }
    }
    assertThat(run.bench.permitsTaken()).as("seed %d", seed).isZero();
    assertThat(run.bench.loop.timersSet()).as("seed %d", seed).isZero();
    assertThat(run.bench.budget.used()).as("seed %d", seed).isZero();
  }
}
