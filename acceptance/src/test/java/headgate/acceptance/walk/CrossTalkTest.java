package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.Reply;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many callers at once, singly, in batches and in pipelines: each gets its own answers. */
class CrossTalkTest {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 40;

  @AutoClose
  private final FakeNode one = FakeNode.at(100).replies("icx_getBalance", CrossTalkTest::echo);

  @AutoClose
  private final FakeNode two = FakeNode.at(100).replies("icx_getBalance", CrossTalkTest::echo);

  /** The address that was asked for is the balance, so that an answer shows its question. */
  private static Reply echo(ReceivedRequest request) {
    return Reply.result(request.params().path("address").toString());
  }

  @Test
  void everyAnswerBelongsToItsQuestion() throws ExecutionException, InterruptedException {
    assertNoCrossTalk(TestNetwork.icon(one, two), 20_261_122L);
  }

  @Test
  void everyAnswerBelongsToItsQuestionWithoutACacheToo()
      throws ExecutionException, InterruptedException {
    assertNoCrossTalk(TestNetwork.icon(one, two).uncached(), 20_261_123L);
  }

  private static void assertNoCrossTalk(TestNetwork network, long seed)
      throws ExecutionException, InterruptedException {
    try (var gateway = network.serve();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (var caller = 0; caller < CALLERS; caller++) {
        var random = new Random(seed + caller);
        running.add(callers.submit(() -> ask(gateway, random, seed)));
      }
      for (var each : running) {
        each.get();
      }
    }
  }

  private static void ask(TestGateway gateway, Random random, long seed) {
    try (var client = RawHttp.connect(gateway.port())) {
      for (var round = 0; round < ROUNDS; round++) {
        var bodies = new ArrayList<String>();
        var answers = new ArrayList<String>();
        for (var piped = random.nextInt(4); piped >= 0; piped--) {
          add(random, bodies, answers);
        }
        bodies.forEach(body -> client.send(RawHttp.request(TestGateway.PATH, body)));
        for (var answer : answers) {
          assertThat(client.response().body()).as("seed %d", seed).isEqualTo(answer);
        }
      }
    }
  }

  private static void add(Random random, List<String> bodies, List<String> answers) {
    var numbers =
        IntStream.generate(() -> random.nextInt(30)).limit(1 + random.nextInt(5)).toArray();
    var ids = IntStream.generate(() -> random.nextInt(1_000)).limit(numbers.length).toArray();
    if (numbers.length == 1) {
      bodies.add(question(ids[0], numbers[0]));
      answers.add(answer(ids[0], numbers[0]) + "\n");
    } else {
      var places = IntStream.range(0, numbers.length).boxed().toList();
      bodies.add(
          places.stream()
              .map(place -> question(ids[place], numbers[place]))
              .collect(Collectors.joining(",", "[", "]")));
      answers.add(
          places.stream()
              .map(place -> answer(ids[place], numbers[place]))
              .collect(Collectors.joining(",", "[", "]\n")));
    }
  }

  private static String question(int id, int number) {
    return Calls.call(id + "", "icx_getBalance", "{\"address\":\"" + Calls.address(number) + "\"}");
  }

  private static String answer(int id, int number) {
    return "{\"jsonrpc\":\"2.0\",\"result\":\"%s\",\"id\":%d}".formatted(Calls.address(number), id);
  }
}
