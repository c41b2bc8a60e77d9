package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.gateway.observe.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One of three nodes goes wrong while callers read: no read fails. */
class OneNodesFailureTest {
  private static final int CALLERS = 4;
  private static final int READS = 120;
  private static final String GOOD = "{\"jsonrpc\":\"2.0\",\"result\":\"0x1\",\"id\":1}\n";

  @AutoClose private final FakeNode one = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode bad = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");

  /** Nodes that answer as a node of their height would, whose chain says 0x1 at height 100. */
  static Stream<Arguments> failures() {
    return Stream.of(
            failure("dies", FakeNode::dies),
            failure("dies and comes back", node -> node.dies().comesBack()),
            failure("stalls", FakeNode::stalls),
            failure("lags", node -> answersAtItsHeight(node.height(50), 50)),
            failure("runs ahead", node -> answersAtItsHeight(node.height(500), 500)),
            failure("resets every answer", node -> says(node, Reply.result("7").resetAfter(90))),
            failure("answers with status 500", node -> says(node, Reply.status(500, "panic"))),
            failure("answers with garbage", node -> says(node, Reply.raw(new byte[300]))),
            failure("answers others' calls", node -> says(node, Reply.result("7").withId("9"))),
            failure("answers with no id", node -> says(node, Reply.result("7").withId("null"))),
            failure("limits its callers", node -> says(node, Reply.status(429, ""))),
            failure(
                "loses its channel", node -> node.repliesToAll(Reply.status(404, "No channel"))))
        .map(Arguments::of);
  }

  private static Named<Consumer<FakeNode>> failure(String name, Consumer<FakeNode> act) {
    return Named.of(name, act);
  }

  private static void says(FakeNode node, Reply reply) {
    node.replies("icx_getBalance", _ -> reply);
  }

  /** Asked without a height it says what is true at its own. */
  private static void answersAtItsHeight(FakeNode node, long height) {
    node.replies("icx_getBalance", request -> atHeight(request, height));
  }

  private static Reply atHeight(ReceivedRequest request, long height) {
    if (!request.body().contains("\"height\":\"0x64\"")) {
      return Reply.result("\"0xother\"");
    }
    return height < 100
        ? Reply.error(-31004, "NotFound: E1005:no block for 100")
        : Reply.result("\"0x1\"");
  }

  private TestGateway gateway() {
    return TestNetwork.icon(one, two, bad)
        .uncached()
        .reads(64, Duration.ofSeconds(6), 3)
        .probeDeadline(Duration.ofMillis(250))
        .serve();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void noReadFailsWhenANode(Consumer<FakeNode> goesWrong) throws Exception {
    try (var gateway = gateway()) {
      var underWay = new CountDownLatch(CALLERS * READS / 4);
      var answers = read(gateway, underWay, () -> goesWrong.accept(bad));
      assertThat(answers).hasSize(CALLERS * READS).allMatch(GOOD::equals);
    }
  }

  /** Its answers look like any other's until it is noticed, and none is handed out after that. */
  @Test
  void noReadFailsWhenANodeChangesItsNetworkAndNoneIsItsOnceThatIsNoticed() throws Exception {
    try (var gateway = gateway()) {
      var underWay = new CountDownLatch(CALLERS * READS / 4);
      var answers =
          read(gateway, underWay, () -> bad.network(2).answers("icx_getBalance", "\"0x7\""));
      assertThat(answers)
          .hasSize(CALLERS * READS)
          .allMatch(answer -> answer.equals(GOOD) || answer.equals(GOOD.replace("0x1", "0x7")));
      Eventually.holds("it is noticed", () -> !third(gateway).up());

      assertThat(third(gateway).state()).isEqualTo("wrong-network");
      assertThat(readInTurn(gateway, new CountDownLatch(0))).allMatch(GOOD::equals);
    }
  }

  private static NodeStatus third(TestGateway gateway) {
    return gateway.gateway().networks().getFirst().nodes().getLast();
  }

  private static List<String> read(TestGateway gateway, CountDownLatch underWay, Runnable failure)
      throws InterruptedException, ExecutionException {
    var answers = new ArrayList<String>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<List<String>>>();
      for (var caller = 0; caller < CALLERS; caller++) {
        tasks.add(() -> readInTurn(gateway, underWay));
      }
      var running = tasks.stream().map(callers::submit).toList();
      underWay.await();
      failure.run();
      for (var each : running) {
        answers.addAll(each.get());
      }
    }
    return answers;
  }

  private static List<String> readInTurn(TestGateway gateway, CountDownLatch underWay) {
    var answers = new ArrayList<String>();
    try (var client = RawHttp.connect(gateway.port())) {
      for (var count = 0; count < READS; count++) {
        client.send(RawHttp.request(TestGateway.PATH, Calls.balance(1)));
        answers.add(client.response().body());
        underWay.countDown();
      }
    }
    return answers;
  }
}
