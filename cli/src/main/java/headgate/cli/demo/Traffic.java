package headgate.cli.demo;

import headgate.cli.demo.Step.Read;
import headgate.cli.demo.Step.Reads;
import headgate.cli.demo.Step.Write;
import headgate.devnode.crypto.Wallet;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a plan's requests at a steady pace. While too many are unanswered it waits, and then makes
 * up for the time it lost: the same plan is always sent to its end.
 */
final class Traffic {
  /** 250 requests a second: with the batches, some 290 reads and 2 writes. */
  private static final Duration PACE = Duration.ofMillis(4);

  /** Fewer than one node takes at once, so that a slow machine is not mistaken for a flood. */
  private static final int IN_FLIGHT_MAX = 32;

  private static final int ANSWER_SHOWN_MAX = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(35);
  private static final Duration CUT_SHORT_PATIENCE = Duration.ofMillis(500);
  private static final int WRITE_OUTCOME_UNKNOWN = -32094;
  private static final String NO_ANSWER = "noAnswer";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TrafficPlan plan;
  private final LightClient client;
  private final List<Wallet> wallets;
  private final TrafficCount count;
  private final Stop stop;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
  private final AtomicLong ids = new AtomicLong();

  Traffic(
      TrafficPlan plan, LightClient client, List<Wallet> wallets, TrafficCount count, Stop stop) {
    this.plan = plan;
    this.client = client;
    this.wallets = List.copyOf(wallets);
    this.count = count;
    this.stop = stop;
  }

  /** Where whoever cuts a demo short says so; any thread may. */
  static final class Stop {
    private volatile boolean now;

    void now() {
      now = true;
    }

    boolean isNow() {
      return now;
    }
  }

  /** Sends for so long, or until it is stopped, and returns when what was sent has ended. */
  void run(Duration duration) throws InterruptedException {
    var began = System.nanoTime();
    var steps = duration.dividedBy(PACE);
    for (var step = 0L; step < steps && !stop.isNow(); step++) {
      var early = began + step * PACE.toNanos() - System.nanoTime();
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
      var next = plan.next();
      inFlight.acquire();
      Thread.startVirtualThread(() -> send(next));
    }
    if (!allEnd() && !stop.isNow()) {
      count.readFailed("a request was never answered");
    }
  }

  /** Where the demo is cut short, what takes longer than a moment is broken off. */
  private boolean allEnd() throws InterruptedException {
    var began = System.nanoTime();
    while (!inFlight.tryAcquire(IN_FLIGHT_MAX, 50, TimeUnit.MILLISECONDS)) {
      var patience = stop.isNow() ? CUT_SHORT_PATIENCE : PATIENCE;
      if (System.nanoTime() - began > patience.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private void send(Step step) {
    try {
      switch (step) {
        case Reads(var calls) -> read(calls);
        case Write write -> write(write);
      }
    } finally {
      inFlight.release();
    }
  }

  private void read(List<Read> calls) {
    var answer = answer(calls.size() == 1 ? body(calls.getFirst()) : batch(calls));
    for (var index = 0; index < calls.size(); index++) {
      var one = calls.size() == 1 ? answer : answer.path(index);
      if (one.has("result")) {
        count.read();
      } else if (!brokenOff(answer)) {
        count.readFailed(calls.get(index).method() + ": " + shown(one));
      }
    }
  }

  private void write(Write write) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    var signed =
        wallets
            .get(write.from())
            .transfer(wallets.get(write.to()).address(), BigInteger.valueOf(write.loops()))
            .nonce(write.nonce())
            .signed(micros);
    var answer = answer(signed.request(ids.incrementAndGet()));
    if (answer.has("result")) {
      count.acknowledged();
    } else if (answer.path("error").path("code").asInt(0) == WRITE_OUTCOME_UNKNOWN) {
      count.unknown();
    } else if (!brokenOff(answer)) {
      count.writeFailed();
    }
  }

  /** What was on its way when the demo was cut short has not failed. */
  private boolean brokenOff(JsonNode answer) {
    return stop.isNow() && answer.has(NO_ANSWER);
  }

  /** The answer, or a value without result where there is none. */
  private JsonNode answer(String body) {
    try {
      return JSON.readTree(client.send(body));
    } catch (IOException | JacksonException failed) {
      return JSON.createObjectNode().put(NO_ANSWER, failed.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return JSON.createObjectNode().put(NO_ANSWER, "interrupted");
    }
  }

  private String batch(List<Read> calls) {
    return calls.stream().map(this::body).collect(Collectors.joining(",", "[", "]"));
  }

  private String body(Read call) {
    var params = call.params() == null ? "" : ",\"params\":" + call.params();
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\"%s}"
        .formatted(ids.incrementAndGet(), call.method(), params);
  }

  private static String shown(JsonNode answer) {
    var text = answer.toString();
    return text.substring(0, Math.min(text.length(), ANSWER_SHOWN_MAX));
  }
}
