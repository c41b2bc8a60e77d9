package headgate.acceptance.height;

import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller that reads, one request after the other, and checks each answer against the chain. */
final class Reader implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BATCH_EVERY = 8;
  private static final int BATCH_CALLS = 5;

  private final DevNetwork nodes;
  private final Seen seen;
  private final SplittableRandom random;
  private final int oldBlocks;
  private final RawHttp client;
  private int requests;

  /**
   * A caller with a connection of its own.
   *
   * @param oldBlocks how many of the chain's first blocks it may ask for
   */
  Reader(TestGateway gateway, DevNetwork nodes, Seen seen, SplittableRandom random, int oldBlocks) {
    this.nodes = nodes;
    this.seen = seen;
    this.random = random;
    this.oldBlocks = oldBlocks;
    this.client = RawHttp.connect(gateway.port());
  }

  /** Asks once, a single question or a batch of them. */
  void ask() {
    requests++;
    var batch = requests % BATCH_EVERY == 0;
    var questions =
        IntStream.range(0, batch ? BATCH_CALLS : 1)
            .mapToObj(_ -> Question.drawn(random, nodes, oldBlocks))
            .toList();
    var before = seen.highest();
    var response = client.send(RawHttp.request(TestGateway.PATH, body(questions))).response();
    check(questions, response, before);
  }

  private static String body(List<Question> questions) {
    return questions.size() == 1
        ? questions.getFirst().body(0)
        : IntStream.range(0, questions.size())
            .mapToObj(place -> questions.get(place).body(place))
            .collect(Collectors.joining(",", "[", "]"));
  }

  private void check(List<Question> questions, RawResponse response, long before) {
    var answers = JSON.readTree(response.body());
    var head = response.header("X-Headgate-Head");
    var height = head.isEmpty() ? -1 : Long.decode(head);
    for (var place = 0; place < questions.size(); place++) {
      var one = questions.size() == 1 ? answers : answers.path(place);
      check(questions.get(place), one, height, before);
    }
    seen.height(height, before, body(questions));
  }

  private void check(Question question, JsonNode answer, long height, long before) {
    seen.read();
    var result = answer.path("result");
    if (result.isMissingNode()) {
      seen.failed(question.toString(), answer.toString());
      return;
    }
    if (!question.answer().right(result, height)) {
      seen.wrong(question.method() + question.params() + " at " + height, answer.toString());
    }
    var shown = question.shownHeight(result);
    if (shown >= 0) {
      seen.height(shown, before, question.method());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
