package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Wire.Cause;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualConnection;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.testkit.Views;
import headgate.jsonrpc.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Nodes that fail in every way at random, on virtual time, and what holds nevertheless: everybody
 * is told once and in time, no write is taken twice, and who is told that a write failed can rely
 * on it.
 */
class UpstreamChaosTest {
  private static final long SEED = 4_711;
  private static final int RUNS = 150;
  private static final int CALLS = 80;

  /** A call that waits for a permit is looked at every five milliseconds. */
  private static final Duration GRACE = Duration.ofMillis(6);

  /** One call and what became of it. */
  private static final class Asked {
    private final String name;
    private final boolean write;
    private final Duration deadline;
    private final Duration began;
    private final List<Reply> heard = new ArrayList<>();
    private Duration ended = Duration.ZERO;
    private boolean calledOff;

    Asked(String name, boolean write, Duration deadline, Duration began) {
      this.name = name;
      this.write = write;
      this.deadline = deadline;
      this.began = began;
    }
  }

  /** One run with one seed. */
  private static final class Run {
    private final Random random;
    private final UpstreamBench bench = new UpstreamBench(3);
    private final Map<String, Integer> taken = new HashMap<>();
    private final List<Asked> calls = new ArrayList<>();

    Run(long seed) {
      random = new Random(seed);
      bench.scripts.forEach(node ->
          node.always(this::received)
              .aside(UpstreamBench.LOOKUP, this::askedFor)
              .welcoming(this::welcome));
      bench.hashing = call -> "0x" + nameOf(new String(call.params().body(), UTF_8));
    }

    private void welcome(ManualConnection connection) {
      switch (random.nextInt(8)) {
        case 0 -> connection.close(Cause.REFUSED);
        case 1 -> bench.loop.schedule(millis(900), () -> connection.close(Cause.CONNECT_TIMEOUT));
        case 2 -> bench.loop.schedule(millis(2_000), connection::open);
        default -> connection.open();
      }
    }

    private Duration millis(int max) {
      return Duration.ofMillis(random.nextInt(max));
    }

    private void received(ScriptedRequest request) {
      var write = request.method().equals("icx_sendTransaction");
      var fate = random.nextInt(12);
      // What a node says it did not take, it did not take; all else it may have.
      if (write && fate > 2) {
        taken.merge(nameOf(request), 1, Integer::sum);
      }
      switch (fate) {
        case 0 -> request.error(-31001, "TransactionPoolOverflow");
        case 1 -> request.answer(429, "slow down");
        case 2 -> request.answer(404, "No channel");
        case 3 -> request.close(random.nextBoolean() ? Cause.RESET : Cause.ENDED);
        case 4 -> {}
        case 5 -> request.answer(500, "oops");
        case 6 -> cutShort(request);
        case 7 -> request.answer(200, "{\"jsonrpc\":\"2.0\",\"result\":1,\"id\":123456}");
        case 8 -> request.in(millis(20_000), () -> request.result("\"late\""));
        default -> request.in(millis(50), () -> request.result("\"fine\""));
      }
    }

    private void cutShort(ScriptedRequest request) {
      var whole =
          ScriptedRequest.response(
              200, "{\"jsonrpc\":\"2.0\",\"result\":\"cut\",\"id\":" + request.id() + "}");
      request.raw(whole.substring(0, random.nextInt(whole.length())));
      request.in(millis(100), () -> request.close(Cause.RESET));
    }

    /** Nodes tell each other what they have taken. */
    private void askedFor(ScriptedRequest request) {
      var known = taken.containsKey(nameOf(request));
      switch (random.nextInt(6)) {
        case 0 -> request.close(Cause.RESET);
        case 1 -> {}
        case 2 -> request.in(millis(1_500), () -> UpstreamBench.notFound(request));
        case 3 -> answerLookup(request, known, () -> request.error(-31002, "Pending"));
        default -> answerLookup(request, known, () -> request.result("{}"));
      }
    }

    private static void answerLookup(ScriptedRequest request, boolean known, Runnable found) {
      if (known) {
        found.run();
      } else {
        UpstreamBench.notFound(request);
      }
    }

    private static String nameOf(ScriptedRequest request) {
      return nameOf(request.body());
    }

    private static String nameOf(String body) {
      return body.substring(body.indexOf("call-"), body.indexOf('"', body.indexOf("call-")));
    }

    void play() {
      for (var index = 0; index < CALLS; index++) {
        ask("call-" + index);
        if (random.nextInt(10) == 0) {
          bench.view = random.nextInt(4) == 0 ? Views.at(100, 100, 97, 100) : Views.up(3, 100);
        }
        bench.loop.advance(millis(400));
      }
      bench.loop.advance(Duration.ofMinutes(3));
    }

    private void ask(String name) {
      var write = random.nextInt(3) == 0;
      var wait = !write && random.nextInt(4) == 0;
      var lane = write ? UpstreamBench.LANES.writes() : UpstreamBench.LANES.reads();
      var deadline = wait ? UpstreamBench.LANES.waits().deadline() : lane.deadline();
      var method =
          write ? "icx_sendTransaction" : wait ? "icx_waitTransactionResult" : "icx_getScoreApi";
      var asked = new Asked(name, write, deadline, bench.loop.elapsed());
      calls.add(asked);
      var fetching =
          bench.begin(
              Calls.icon(method, "{\"x\":\"" + name + "\"}"),
              reply -> {
                asked.heard.add(reply);
                asked.ended = bench.loop.elapsed();
              });
      if (random.nextInt(8) == 0) {
        bench.loop.schedule(millis(3_000), () -> asked.calledOff = fetching.cancel());
      }
    }

    int takenBy(Asked asked) {
      return taken.getOrDefault(asked.name, 0);
    }
  }

  @Test
  void everybodyIsToldOnceAndInTimeAndNoWriteIsTakenTwice() {
    var good = 0;
    var unknown = 0;
    var found = 0;
    for (var index = 0; index < RUNS; index++) {
      var seed = SEED + index;
      var run = new Run(seed);
      run.play();
      for (var asked : run.calls) {
        if (asked.calledOff) {
          checkCalledOff(run, asked, seed);
          continue;
        }
        assertThat(asked.heard).as("seed %d, %s", seed, asked.name).hasSize(1);
        assertThat(asked.ended.minus(asked.began))
            .as("seed %d, %s", seed, asked.name)
            .isLessThanOrEqualTo(asked.deadline.plus(GRACE));
        good += asked.heard.getFirst() instanceof Reply.Answered ? 1 : 0;
        if (asked.write) {
          unknown += isUnknown(asked) ? 1 : 0;
          found += isFound(asked) ? 1 : 0;
          checkWrite(run, asked, seed);
        }
      }
      nothingIsLeft(run, seed);
    }
    assertThat(good).isGreaterThan(RUNS * CALLS * 2 / 5);
    assertThat(unknown).isPositive();
    assertThat(found).isGreaterThan(RUNS);
  }

  private static void checkCalledOff(Run run, Asked asked, long seed) {
    assertThat(asked.heard).as("seed %d, %s", seed, asked.name).isEmpty();
    if (asked.write) {
      assertThat(run.takenBy(asked)).as("seed %d, %s called off", seed, asked.name).isZero();
    }
  }

  private static boolean isUnknown(Asked asked) {
    return asked.heard.getFirst() instanceof Reply.Failed failed
        && failed.failure().kind() == FailureKind.WRITE_OUTCOME_UNKNOWN;
  }

  /** Whether the transaction's own hash was told, which here only an inquiry does. */
  private static boolean isFound(Asked asked) {
    return asked.heard.getFirst() instanceof Reply.Answered answered
        && answered.text().with(RequestId.of(1)).contains("\"0x" + asked.name + "\"");
  }

  private static void checkWrite(Run run, Asked asked, long seed) {
    var taken = run.takenBy(asked);
    assertThat(taken).as("seed %d, %s", seed, asked.name).isLessThanOrEqualTo(1);
    var succeeded =
        asked.heard.getFirst() instanceof Reply.Answered answered && answered.text().success();
    if (succeeded) {
      assertThat(taken).as("seed %d, %s succeeded", seed, asked.name).isOne();
    } else if (!isUnknown(asked)) {
      assertThat(taken).as("seed %d, %s failed", seed, asked.name).isZero();
    }
  }

  private static void nothingIsLeft(Run run, long seed) {
    assertThat(run.bench.permitsTaken()).as("seed %d", seed).isZero();
    assertThat(run.bench.loop.timersSet()).as("seed %d", seed).isZero();
    assertThat(run.bench.budget.used()).as("seed %d", seed).isZero();
  }
}
