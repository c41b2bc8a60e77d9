package headgate.cli.demo;

import headgate.cli.demo.LightClient.Heard;
import headgate.cli.demo.Step.Read;
import headgate.cli.demo.Step.Reads;
import headgate.cli.demo.Step.Wait;
import headgate.cli.demo.Step.Write;
import headgate.devnode.crypto.Wallet;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The callers of a demo: each sends one request, looks at what it is told, and counts it.
 *
 * <p>What one of them was told, all of them know: an answer to a question that was asked later and
 * is of a lower height went back.
 */
final class Caller {
  private static final int ANSWER_SHOWN_MAX = 200;
  private static final int WRITE_OUTCOME_UNKNOWN = -32094;
  private static final int DENIED = -32090;
  private static final String NO_ANSWER = "noAnswer";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final LightClient client;
  private final List<Wallet> wallets;
  private final TrafficCount count;
  private final Traffic.Stop stop;
  private final long end;
  private final AtomicLong ids = new AtomicLong();

  /**
   * Callers who have sent nothing.
   *
   * @param end the height at which the chain has ended, -1 where it goes on
   */
  Caller(
      LightClient client, List<Wallet> wallets, TrafficCount count, Traffic.Stop stop, long end) {
    this.client = client;
    this.wallets = List.copyOf(wallets);
    this.count = count;
    this.stop = stop;
    this.end = end;
  }

  /** Sends a request and returns when its answer is counted; any thread may call it. */
  void send(Step step) {
    switch (step) {
      case Reads(var calls) -> read(calls);
      case Write write -> write(write);
      case Wait(var hash) -> await(hash);
    }
  }

  private void read(List<Read> calls) {
    var answer = answer(calls.size() == 1 ? body(calls.getFirst()) : batch(calls));
    for (var index = 0; index < calls.size(); index++) {
      var one = calls.size() == 1 ? answer.json() : answer.json().path(index);
      if (one.has("result")) {
        count.read();
        count.height(shown(calls.get(index).method(), one.path("result")), answer.before());
      } else if (!brokenOff(answer)) {
        count.readFailed(calls.get(index).method() + ": " + shown(one));
      }
    }
  }

  /** The height that a result shows of itself, -1 where it shows none. */
  private static long shown(String method, JsonNode result) {
    return switch (method) {
      case "icx_getLastBlock" -> result.path("height").asLong(-1);
      case "icx_getNetworkInfo" -> Long.decode(result.path("latest").asString("-1"));
      default -> -1;
    };
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
    if (answer.json().has("result")) {
      count.acknowledged();
    } else if (code(answer) == WRITE_OUTCOME_UNKNOWN) {
      count.unknown();
    } else if (!brokenOff(answer)) {
      count.writeFailed(tellsTheEnd(answer));
    }
  }

  /** Only asked where the chain has ended. */
  private void await(String hash) {
    var call = new Read("icx_waitTransactionResult", "{\"txHash\":\"" + hash + "\"}");
    var answer = answer(body(call));
    if (!brokenOff(answer)) {
      count.waited(tellsTheEnd(answer));
    }
  }

  private boolean tellsTheEnd(Answer answer) {
    var told = answer.json().path("error").path("data").path("finalHeight").asString("-1");
    return code(answer) == DENIED && Long.decode(told) == end;
  }

  private static int code(Answer answer) {
    return answer.json().path("error").path("code").asInt(0);
  }

  /** What was on its way when the demo was cut short has not failed. */
  private boolean brokenOff(Answer answer) {
    return stop.isNow() && answer.json().has(NO_ANSWER);
  }

  /**
   * What a request was told.
   *
   * @param json a value without result where there was no answer
   * @param before the highest height that anybody had been told when it was sent
   */
  private record Answer(JsonNode json, long before) {}

  private Answer answer(String body) {
    var before = count.highest();
    try {
      var heard = client.send(body);
      count.height(heard.height(), before);
      return new Answer(json(heard), before);
    } catch (IOException | JacksonException failed) {
      return new Answer(JSON.createObjectNode().put(NO_ANSWER, failed.toString()), before);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Answer(JSON.createObjectNode().put(NO_ANSWER, "interrupted"), before);
    }
  }

  private static JsonNode json(Heard heard) {
    return JSON.readTree(heard.body());
  }

  private String batch(List<Read> calls) {
    return calls.stream().map(this::body).collect(Collectors.joining(",", "[", "]"));
  }

  private String body(Read call) {
    return call.body(ids.incrementAndGet());
  }

  private static String shown(JsonNode answer) {
    var text = answer.toString();
    return text.substring(0, Math.min(text.length(), ANSWER_SHOWN_MAX));
  }
}
