package headgate.simulation.caller;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One HTTP request of a caller.
 *
 * @param number tells it from all others
 * @param calls in the order in which they are written
 * @param batch whether they are an array; else there is one
 * @param minHeight what {@code X-Headgate-Min-Height} says, -1 where it is left out
 * @param sentNanos when its first byte left
 * @param seenHeight the highest height that any caller had been told of then
 */
public record Request(
    long number,
    String caller,
    List<Call> calls,
    boolean batch,
    long minHeight,
    long sentNanos,
    long seenHeight) {
  /**
   * One call.
   *
   * @param id as it is written, in JSON; empty for a notification
   */
  public record Call(String id, Question question) {
    /** Whether nothing is to be answered. */
    public boolean notification() {
      return id.isEmpty();
    }

    /** Whether something is: a notification is told only that its method is not there. */
    boolean isAnswered() {
      return !notification() || question instanceof Question.Unknown;
    }

    /** The id of its answer. */
    public String answeredId() {
      return notification() ? "null" : id;
    }

    private String envelope() {
      var named = notification() ? "" : ",\"id\":" + id;
      return "{\"jsonrpc\":\"2.0\"%s,\"method\":\"%s\",\"params\":%s}"
          .formatted(named, question.method(), question.params());
    }
  }

  /** Copies the list. */
  public Request {
    calls = List.copyOf(calls);
  }

  /** The calls that are answered, in their order. */
  public List<Call> answered() {
    return calls.stream().filter(Call::isAnswered).toList();
  }

  /** The length of its body, without what frames it. */
  public int bodyBytes() {
    return body().length();
  }

  private String body() {
    var text = calls.stream().map(Call::envelope).collect(Collectors.joining(","));
    return batch ? "[" + text + "]" : text;
  }

  /** Its bytes. */
  byte[] bytes(boolean chunked) {
    var body = body();
    var height = minHeight < 0 ? "" : "X-Headgate-Min-Height: 0x%x\r\n".formatted(minHeight);
    var framed =
        chunked
            ? "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(body.length(), body)
            : "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    return ("POST /api/v3 HTTP/1.1\r\nHost: gate\r\n" + height + framed).getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return caller
        + " #"
        + number
        + (minHeight < 0 ? " " : " from " + minHeight + " ")
        + calls.stream()
            .map(call -> call.id() + ":" + call.question())
            .collect(Collectors.joining(", ", batch ? "[" : "", batch ? "]" : ""));
  }
}
