package headgate.devnode.replay;

import headgate.devnode.DevNode;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.replay.RawClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** Sends recorded requests to a node and keeps the answers by the recordings' names. */
final class Player {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, Recording> recordings = new HashMap<>();
  private final Map<String, Reply> replies = new HashMap<>();
  private final Map<String, String> replaced = new HashMap<>();

  private final ToIntFunction<DevNode> door;

  /**
   * A player that has played nothing.
   *
   * @param door gives the port where requests for a node go, once they may
   */
  Player(ToIntFunction<DevNode> door) {
    this.door = door;
    Recording.all("http").forEach(recording -> recordings.put(recording.name(), recording));
  }

  /** In requests one text stands for another: the hash of a block that is made again is new. */
  void replace(String recorded, String own) {
    replaced.put(recorded, own);
  }

  void play(DevNode node, String... names) {
    for (var name : names) {
      replies.put(name, exchange(node, recording(name)));
    }
  }

  /** Sends a request that waits; the node's clock must have a task more before it goes on. */
  CompletableFuture<Reply> begin(DevNode node, ManualClock clock, String name) {
    var before = clock.waiting();
    var reply = new CompletableFuture<Reply>();
    Thread.startVirtualThread(() -> reply.complete(exchange(node, recording(name))));
    await(() -> clock.waiting() > before);
    return reply;
  }

  void finish(String name, CompletableFuture<Reply> reply) {
    try {
      replies.put(name, reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(name, failed);
    }
  }

  private Recording recording(String name) {
    var recording = recordings.get(name);
    if (recording == null) {
      throw new IllegalArgumentException("no recording " + name);
    }
    return recording;
  }

  private Reply exchange(DevNode node, Recording recording) {
    var body = recording.optional("request").orElse("");
    for (var pair : replaced.entrySet()) {
      body = body.replace(pair.getKey(), pair.getValue());
    }
    try {
      return RawClient.exchange(door.applyAsInt(node), recording, body);
    } catch (IOException failed) {
      throw new UncheckedIOException(recording.name(), failed);
    }
  }

  Map<String, Reply> replies() {
    return replies;
  }

  static void await(BooleanSupplier condition) {
    for (var tries = PATIENCE.toMillis(); !condition.getAsBoolean(); tries--) {
      if (tries <= 0) {
        throw new IllegalStateException("it did not come about in time");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
