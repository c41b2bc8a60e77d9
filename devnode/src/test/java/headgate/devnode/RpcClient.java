package headgate.devnode;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain JSON-RPC client for tests. */
final class RpcClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;

  RpcClient(DevNode node) {
    this.url = node.url();
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(body, Duration.ofSeconds(10));
  }

  HttpResponse<String> post(String body, Duration timeout)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> call(String method, String params) throws IOException, InterruptedException {
    return post(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /** The result of a call as a tree. */
  Json result(String method, String params)
      throws IOException, InterruptedException, JsonSyntaxException {
    var response = call(method, params);
    var result = ((Json.Members) LaxReader.first(response.body())).last("result");
    if (result == null) {
      throw new AssertionError(response.body());
    }
    return result;
  }

  String text(String method, String params)
      throws IOException, InterruptedException, JsonSyntaxException {
    return ((Json.Text) result(method, params)).value();
  }

  @Override
  public void close() {
    http.close();
  }
}
