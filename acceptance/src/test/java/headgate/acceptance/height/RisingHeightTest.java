package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The serving height as callers see it while nodes get new blocks at different times: each node
 * answers with the height that it was asked at.
 */
class RisingHeightTest {
  private static final long FIRST = 100;
  private static final long LAST = 115;
  private static final int CALLERS = 6;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Pattern HEIGHT = Pattern.compile("\"height\":(\"0x[0-9a-f]+\")");

  @AutoClose private final FakeNode one = node();
  @AutoClose private final FakeNode two = node();
  @AutoClose private final FakeNode three = node();
  private final List<FakeNode> nodes = List.of(one, two, three);
  private final AtomicLong highest = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private static FakeNode node() {
    return FakeNode.at(FIRST).replies("icx_getBalance", RisingHeightTest::itsHeight);
  }

  private static Reply itsHeight(ReceivedRequest request) {
    var asked = HEIGHT.matcher(request.body());
    return asked.find() ? Reply.result(asked.group(1)) : Reply.result("\"none\"");
  }

  private static RawHttp connect(TestGateway gateway) {
    return RawHttp.connect(gateway.port());
  }

  /** The height of an answer; the header and the result say the same. */
  private static long ask(RawHttp client, String field) {
    var request = RawHttp.request(TestGateway.PATH, Calls.balance(1));
    var answer = client.send(request.replaceFirst("\r\n", "\r\n" + field)).response();
    var head = answer.header("X-Headgate-Head");
    assertThat(answer.body()).contains("\"result\":\"" + head + "\"");
    return Long.decode(head);
  }

  private void askOn(TestGateway gateway) {
    try (var client = connect(gateway)) {
      while (!over) {
        var before = highest.get();
        var height = ask(client, "");
        if (height < before) {
          wrong.add(height + " after " + before);
        }
        highest.accumulateAndGet(height, Math::max);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void rise(TestGateway gateway) {
    for (var height = FIRST + 1; height <= LAST; height++) {
      for (var turn = 0; turn < nodes.size(); turn++) {
        nodes.get((int) (height + turn) % nodes.size()).height(height);
        var asked = one.received().size();
        Eventually.holds("it is asked again", () -> one.received().size() > asked);
      }
    }
    Eventually.holds("the last height is served", () -> served(gateway) == LAST);
  }

  private static long served(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().servingHeight();
  }

  @Test
  void noCallerIsAnsweredBehindWhatAnyOfThemWasTold()
      throws ExecutionException, InterruptedException {
    try (var gateway = TestNetwork.icon(one, two, three).serve();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Future<?>>();
      for (var caller = 0; caller < CALLERS; caller++) {
        asking.add(callers.submit(() -> askOn(gateway)));
      }
      rise(gateway);
      Eventually.holds("it is answered", () -> highest.get() == LAST);
      over = true;
      for (var each : asking) {
        each.get();
      }
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * The second gateway hears of each block later than the first, which asks its nodes more often.
   */
  @Test
  void acrossGatewaysNoCallerGoesBackThatNamesTheHeightItHasSeen() {
    try (var first = TestNetwork.icon(one, two, three).serve();
        var second = TestNetwork.icon(one, two, three).probedEvery(Duration.ofMillis(300)).serve();
        var here = connect(first);
        var there = connect(second)) {
      var seen = FIRST;
      for (var height = FIRST + 1; height <= FIRST + 10; height++) {
        var next = height;
        nodes.forEach(node -> node.height(next));
        Eventually.holds("the first has it", () -> served(first) == next);
        for (var client : List.of(here, there, here)) {
          var told = ask(client, "X-Headgate-Min-Height: 0x" + Long.toHexString(seen) + "\r\n");
          assertThat(told).isGreaterThanOrEqualTo(seen);
          seen = told;
        }
        assertThat(seen).isEqualTo(height);
      }
    }
  }
}
