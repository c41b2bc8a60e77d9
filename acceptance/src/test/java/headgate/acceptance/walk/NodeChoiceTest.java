package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which of the nodes that could answer is asked, and when one that could not is asked again. */
class NodeChoiceTest {
  private static final String READ = "icx_getBalance";

  @AutoClose private final FakeNode one = FakeNode.at(100).answers(READ, "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers(READ, "\"0x1\"");
  @AutoClose private final FakeNode three = FakeNode.at(100).answers(READ, "\"0x1\"");

  private final List<RawHttp> waiting = new ArrayList<>();

  @AfterEach
  void leave() {
    waiting.forEach(RawHttp::close);
  }

  private static void read(TestGateway gateway, int reads) {
    for (var count = 0; count < reads; count++) {
      assertThat(gateway.post(Calls.balance(1)).status()).isEqualTo(200);
    }
  }

  private static Reply afterTenMillis() {
    return Reply.result("\"0x1\"").after(Duration.ofMillis(10));
  }

  @Test
  void nodesThatAreAlikeShareTheReads() {
    Stream.of(one, two, three).forEach(node -> node.replies(READ, _ -> afterTenMillis()));
    try (var gateway = TestNetwork.icon(one, two, three).uncached().serve()) {
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        IntStream.range(0, 8).forEach(_ -> callers.execute(() -> read(gateway, 20)));
      }
      var shares = Stream.of(one, two, three).map(node -> node.received(READ).size()).toList();
      assertThat(shares).allMatch(share -> share > 8);
      assertThat(shares.stream().mapToInt(share -> share).sum()).isEqualTo(160);
    }
  }

  @Test
  void aSlowNodeGetsFewerReads() {
    one.replies(READ, _ -> Reply.result("\"0x1\"").after(Duration.ofMillis(40)));
    try (var gateway = TestNetwork.icon(one, two, three).uncached().serve()) {
      read(gateway, 100);
      assertThat(two.received(READ).size() + three.received(READ).size())
          .isGreaterThan(5 * one.received(READ).size());
    }
  }

  @Test
  void aNodeWithMuchInFlightGetsFewerReads() {
    one.replies(READ, _ -> afterTenMillis());
    two.replies(READ, _ -> afterTenMillis());
    try (var gateway = TestNetwork.icon(one, two).uncached().serve()) {
      read(gateway, 10);
      one.replies(READ, _ -> Reply.silence());
      var before = one.received(READ).size();
      for (var sent = 1; sent <= 40; sent++) {
        send(gateway, 10 + sent);
      }
      // Each read that waits there makes that node dearer, until every other one goes elsewhere.
      assertThat(one.received(READ).size() - before).isLessThan(15);
    }
  }

  private void send(TestGateway gateway, int arrived) {
    var client = RawHttp.connect(gateway.port());
    waiting.add(client);
    client.send(RawHttp.request(TestGateway.PATH, Calls.balance(2)));
    Eventually.holds(
        "the read has arrived at a node",
        () -> one.received(READ).size() + two.received(READ).size() >= arrived);
  }

  @Test
  void aNodeThatComesBackGetsReadsAgain() {
    try (var gateway = TestNetwork.icon(one, two).uncached().serve()) {
      two.dies();
      Eventually.value("it is down", () -> state(gateway), "down"::equals);
      read(gateway, 10);
      var before = two.received(READ).size();
      two.comesBack();
      Eventually.value("it is up", () -> state(gateway), "up"::equals);
      Eventually.holds(
          "it is asked again",
          () -> {
            read(gateway, 5);
            return two.received(READ).size() > before;
          });
    }
  }

  private static String state(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().nodes().getLast().state();
  }

  @Test
  void aWaitWhoseNodeFailsIsAskedElsewhere() {
    var wait = "icx_waitTransactionResult";
    one.replies(wait, _ -> Reply.silence().resetAfter(0));
    two.answers(wait, "{\"status\":\"0x1\"}");
    try (var gateway = TestNetwork.icon(one, two).serve()) {
      for (var count = 0; one.received(wait).isEmpty() && count < 100; count++) {
        var answer =
            gateway.post(Calls.call("1", wait, "{\"txHash\":\"" + Calls.TRANSACTION_HASH + "\"}"));
        assertThat(answer.body()).contains("\"status\":\"0x1\"");
      }
      assertThat(one.received(wait)).hasSize(1);
    }
  }
}
