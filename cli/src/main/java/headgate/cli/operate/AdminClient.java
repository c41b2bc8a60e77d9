package headgate.cli.operate;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks with the admin port of a running gateway; what goes wrong ends the command. */
final class AdminClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final long ANSWER_BYTES_MAX = 8 << 20;
  private static final int TOLD_MAX = 300;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI admin;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(DEADLINE)
          .build();

  /** A client that shows the token where more than a look is wanted; empty for none. */
  AdminClient(URI admin, String token) {
    this.admin = admin;
    this.token = token;
  }

  /** Reads a page. */
  ObjectNode read(String path) throws InterruptedException {
    return answer(request(path).GET().build());
  }

  /** Gives an order. */
  ObjectNode order(String path) throws InterruptedException {
    return answer(shown(request(path).POST(BodyPublishers.noBody())).build());
  }

  /** Gives an order that may be declined with reasons (409 and 422), which are its answer too. */
  ObjectNode orderOrNot(String path) throws InterruptedException {
    var request = shown(request(path).POST(BodyPublishers.noBody())).build();
    return answer(request, Set.of(409, 422));
  }

  /** Posts a question; the token is shown where there is one. */
  ObjectNode ask(String path, String body) throws InterruptedException {
    return answer(shown(request(path).POST(BodyPublishers.ofString(body))).build());
  }

  private HttpRequest.Builder shown(HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(admin + path)).timeout(DEADLINE);
  }

  private ObjectNode answer(HttpRequest request) throws InterruptedException {
    return answer(request, Set.of());
  }

  private ObjectNode answer(HttpRequest request, Set<Integer> declined)
      throws InterruptedException {
    try {
      var limited = BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX);
      var response = client.send(request, limited);
      return declined.contains(response.statusCode()) ? object(response) : judged(response);
    } catch (IOException unreachable) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the admin port at " + admin + " cannot be reached: is the gateway running?",
          unreachable);
    }
  }

  private ObjectNode judged(HttpResponse<String> response) {
    var body = object(response);
    return switch (response.statusCode()) {
      case 200 -> body;
      case 401, 403 -> throw new CommandFailure(ExitCode.DENIED, told(body));
      default -> throw new CommandFailure(ExitCode.FAILURE, told(body));
    };
  }

  private ObjectNode object(HttpResponse<String> response) {
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (JacksonException none) {
      body = JSON.createObjectNode();
    }
    if (body instanceof ObjectNode object && !object.isEmpty()) {
      return object;
    }
    throw new CommandFailure(
        response.statusCode() == 403 ? ExitCode.DENIED : ExitCode.FAILURE,
        "status " + response.statusCode() + " from " + admin + ": is it the admin port?");
  }

  /** Nothing that a server says may move a cursor. */
  private static String told(ObjectNode body) {
    var text = harmless(body.path("error").asString("refused"));
    return text.length() > TOLD_MAX ? text.substring(0, TOLD_MAX) : text;
  }

  static String harmless(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public void close() {
    client.close();
  }
}
