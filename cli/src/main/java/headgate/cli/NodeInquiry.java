package headgate.cli;

import headgate.chain.ChainProfile;
import headgate.chain.method.FieldPath;
import headgate.chain.method.Quantities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks a node, by a profile's head probe, whether it speaks that chain and how far it is. */
final class NodeInquiry implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final long ANSWER_BYTES_MAX = 1 << 20;
  private static final int OK = 200;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(DEADLINE)
          .build();

  /** What the node says, or nothing where it does not speak this chain. */
  Optional<NodeIdentity> ask(URI base, ChainProfile profile) throws InterruptedException {
    var probe = profile.head();
    var head = call(base, profile, probe.method(), probe.params());
    var height = Quantities.parse(text(head, probe.height()));
    if (height < 0) {
      return Optional.empty();
    }
    var network = text(head, probe.network());
    var identity = probe.identity();
    if (identity != null) {
      network = text(call(base, profile, identity.method(), identity.params()), identity.network());
    }
    return network.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodeIdentity(profile, network, height));
  }

  private JsonNode call(URI base, ChainProfile profile, String method, @Nullable String params)
      throws InterruptedException {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
            + method
            + "\""
            + (params == null ? "" : ",\"params\":" + params)
            + "}";
    var request =
        HttpRequest.newBuilder(URI.create(base + path(profile, method)))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var limited = BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX);
      var response = client.send(request, limited);
      return response.statusCode() == OK
          ? JSON.readTree(response.body()).path("result")
          : MissingNode.getInstance();
    } catch (IOException | JacksonException unanswered) {
      return MissingNode.getInstance();
    }
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

  private static String text(JsonNode result, @Nullable FieldPath path) {
    if (path == null) {
      return "";
    }
    var node = result;
    for (var name : path.names()) {
      node = node.path(name);
    }
    return node.isValueNode() ? node.asString() : "";
  }

  @Override
  public void close() {
    client.close();
  }
}
