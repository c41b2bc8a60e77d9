package headgate.acceptance.height;

import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller that reads, one request after the other, and checks each answer against the chain. */
public final class Reader implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BATCH_EVERY = 8;
  private static final int BATCH_CALLS = 5;

  /** Blocks of 200 ms that a held answer waits for at most, the gateway's interval being 2 s. */
  private static final int ARRIVED_BEFORE = 10;

  private final DevNetwork nodes;
  private final Seen seen;
  private final Terms terms;
  private final RawHttp client;
  private int requests;

  /**
   * What a caller asks, and how it judges.
   *
   * @param random draws it
   * @param oldBlocks how many of the chain's first blocks it may ask for
   * @param doubt whether a node may be asked now whose answers are not the chain's
   */
  public record Terms(SplittableRandom random, int oldBlocks, BooleanSupplier doubt) {}

  /** A caller with a connection of its own. */
  public Reader(int port, DevNetwork nodes, Seen seen, Terms terms) {
    this.nodes = nodes;
    this.seen = seen;
    this.terms = terms;
    this.client = RawHttp.connect(port);
  }

  /** Asks once, a single question or a batch of them. */
  public void ask() {
    requests++;
    var batch = requests % BATCH_EVERY == 0;
    var questions =
        IntStream.range(0, batch ? BATCH_CALLS : 1)
            .mapToObj(_ -> Question.drawn(terms.random(), nodes, terms.oldBlocks()))
            .toList();
    var before = seen.highest();
    var doubted = terms.doubt().getAsBoolean();
    var response = client.send(RawHttp.request(TestGateway.PATH, body(questions))).response();
    check(questions, response, new When(before, doubted, mayHold(questions)));
  }

  /**
   * How the world was when a question was sent.
   *
   * @param highest the highest height that any caller had been told
   * @param doubted whether a node might be asked whose answers are not the chain's
   * @param mayHold whether one of several answers may show a newer height than the others
   */
  private record When(long highest, boolean doubted, boolean mayHold) {
    /** The heights that an answer may be of where the response is of that one. */
    LongStream heights(long height) {
      var least = mayHold ? Math.max(highest, height - ARRIVED_BEFORE) : height;
      return LongStream.rangeClosed(Math.min(least, height), height);
    }
  }

  /**
   * A response is of the height of that of its answers that shows the highest one, which may have
   * waited for the head to get there. Others in the batch are of the height of its arrival.
   */
  private static boolean mayHold(List<Question> questions) {
    return questions.size() > 1
        && questions.stream().anyMatch(one -> one.method().equals("icx_getNetworkInfo"));
  }

  private static String body(List<Question> questions) {
    return questions.size() == 1
        ? questions.getFirst().body(0)
        : IntStream.range(0, questions.size())
            .mapToObj(place -> questions.get(place).body(place))
            .collect(Collectors.joining(",", "[", "]"));
  }

  private void check(List<Question> questions, RawResponse response, When asked) {
    var answers = JSON.readTree(response.body());
    var head = response.header("X-Headgate-Head");
    var height = head.isEmpty() ? -1 : Long.decode(head);
    for (var place = 0; place < questions.size(); place++) {
      var one = questions.size() == 1 ? answers : answers.path(place);
      check(questions.get(place), one, height, asked);
    }
    seen.height(height, asked.highest(), body(questions));
  }

  private void check(Question question, JsonNode answer, long height, When asked) {
    seen.read();
    var result = answer.path("result");
    if (result.isMissingNode()) {
      seen.failed(question.method() + question.params(), answer.toString());
      return;
    }
    if (asked.heights(height).noneMatch(at -> question.answer().right(result, at))) {
      seen.wrong(
          asked.doubted(),
          question.method() + question.params() + " at " + height,
          answer.toString());
    }
    var shown = question.shownHeight(result);
    if (shown >= 0) {
      seen.height(shown, asked.highest(), question.method());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
