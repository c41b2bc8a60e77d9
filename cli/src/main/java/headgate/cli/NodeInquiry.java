package headgate.cli;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.gateway.upstream.probe.HeadQuestions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Asks a node whether it speaks a chain and how far it is: the gateway's own questions, judged as
 * the gateway judges them.
 */
final class NodeInquiry implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final long ANSWER_BYTES_MAX = 1 << 20;
  private static final long ID = 1;

  private String why = "";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(DEADLINE)
          .build();

  /** Why the node that was asked last did not say what it is. */
  String why() {
    return why;
  }

  /** What the node says, or nothing where it does not speak this chain. */
  Optional<NodeIdentity> ask(URI base, ChainProfile profile) throws InterruptedException {
    var questions = new HeadQuestions(profile);
    var known = (String) null;
    if (questions.askIdentity()) {
      var method = Objects.requireNonNull(profile.head().identity()).method();
      var answer = answer(URI.create(base + path(profile, method)), questions.identity(ID));
      known = isMissed(questions, answer) ? null : questions.readIdentity();
      if (known == null) {
        return Optional.empty();
      }
    }
    var url = URI.create(base + path(profile, profile.head().method()));
    var answer = answer(url, questions.head(ID));
    var report = isMissed(questions, answer) ? null : questions.readHead(known);
    return report == null || report.network() == null
        ? Optional.empty()
        : Optional.of(new NodeIdentity(profile, report.network(), report.height()));
  }

  private static boolean isMissed(HeadQuestions questions, Optional<NodeAnswer> answer) {
    return answer.map(response -> questions.miss(response, ID) != null).orElse(true);
  }

  private Optional<NodeAnswer> answer(URI url, byte[] body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      var limited = BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX);
      var response = client.send(request, limited);
      var bytes = response.body();
      why = "answers, but not as a node of " + String.join(" or ", ChainProfiles.names()) + " does";
      return Optional.of(new NodeAnswer(response.statusCode(), 0, bytes, bytes.length));
    } catch (IOException unanswered) {
      why = why(unanswered);
      return Optional.empty();
    }
  }

  private static String why(IOException unanswered) {
    return switch (unanswered) {
      case HttpTimeoutException _ -> "did not answer within " + DEADLINE.toSeconds() + " seconds";
      case ConnectException unreached
          when unreached.getCause() instanceof ConnectException cause
              && cause.getCause() instanceof UnresolvedAddressException ->
          "its name is not known";
      case ConnectException _ -> "nobody takes the connection";
      case SSLException _ -> "its TLS is not trusted, or none";
      default -> "broke the connection off, or does not speak HTTP";
    };
  }

  /** The path without a channel under which the method is offered. */
  private static String path(ChainProfile profile, String method) {
    return profile
        .methods()
        .named(method)
        .flatMap(known -> profile.paths().api(known.api()))
        .stream()
        .flatMap(api -> api.paths().stream())
        .filter(template -> !template.hasChannel())
        .findFirst()
        .map(template -> template.text())
        .orElse("/");
  }

  @Override
  public void close() {
    client.close();
  }
}
