package headgate.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.devnode.chain.DevChain;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.fault.Knee;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.node.NodeOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock(1_795_000_000_000_000L);
  private final Wallet wallet = Wallet.ofSeed("control");
  private final DevChain chain =
      DevChain.create(Genesis.demo(List.of(wallet)), clock, SECOND).start();
  private final DevNode node = DevNode.start(chain, NodeOptions.defaults().controlPort(0));
  private final RpcClient client = new RpcClient(node);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    client.close();
    node.close();
    chain.close();
  }

  @Test
  void theViewIsChangedFieldByField() throws Exception {
    clock.advance(Duration.ofSeconds(9));
    assertThat(command("PUT", "/faults/view", "{\"lag\":4}").statusCode()).isEqualTo(200);
    assertThat(command("PUT", "/faults/view", "{\"network\":153}").body())
        .contains("\"lag\":4")
        .contains("\"network\":153");
    assertThat(client.call("icx_getNetworkInfo", "{}").body())
        .contains("\"latest\":\"0x6\"")
        .contains("\"nid\":\"0x99\"");
    assertThat(command("GET", "/status", "").body()).contains("\"height\":6,\"head\":10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"status\",\"code\":503,\"millis\":2000,\"methods\":[\"icx_getLastBlock\"]}",
        "{\"fault\":\"status\",\"code\":503,\"probability\":1,\"times\":1}"
      })
  void aRuleStrikesWhatItNames(String rule) throws Exception {
    assertThat(command("POST", "/faults", rule).statusCode()).isEqualTo(200);
    assertThat(client.call("icx_getLastBlock", "{}").statusCode()).isEqualTo(503);
    assertThat(client.call("icx_getNetworkInfo", "{}").statusCode()).isEqualTo(200);
    command("DELETE", "/faults", "");
    assertThat(client.call("icx_getLastBlock", "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stall",
        "garbage",
        "wrongId",
        "missingId",
        "resetBefore",
        "resetAfter",
        "cutAfter",
        "drip",
        "latency"
      })
  void everyFaultHasAName(String name) throws Exception {
    var rule = "{\"fault\":\"%s\",\"bytes\":3,\"millis\":1,\"executed\":true}".formatted(name);
    assertThat(command("POST", "/faults", rule).statusCode()).isEqualTo(200);
    assertThat(node.faults().rules()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{",
        "{\"fault\":\"status\"} {}",
        "{\"fault\":\"status\",\"fault\":\"stall\"}",
        "{\"fault\":\"status\",\"unknown\":1}",
        "{\"fault\":\"nothing\"}",
        "{\"fault\":\"status\",\"probability\":2}"
      })
  void whatIsNoRuleIsRefused(String rule) throws Exception {
    assertThat(command("POST", "/faults", rule).statusCode()).isEqualTo(400);
    assertThat(node.faults().rules()).isEmpty();
  }

  @Test
  void countersTellMethodsBodiesAndTransactions() throws Exception {
    var sent = wallet.transfer(wallet.address(), Wallet.ICX).signed(clock.epochMicros());
    client.post(sent.request(1));
    client.post(sent.request(2));
    assertThat(command("GET", "/counters", "").body())
        .contains("\"icx_sendTransaction\":2")
        .contains("\"" + sent.hash() + "\":{\"received\":2,\"accepted\":1}");
    var body = Base64.getEncoder().encodeToString(sent.requestBytes(1));
    assertThat(command("GET", "/counters/bodies", "").body()).contains(body);
    command("DELETE", "/counters", "");
    assertThat(command("GET", "/counters", "").body()).contains("\"requests\":0");
  }

  @Test
  void theChainIsHaltedAndThePoolIsDropped() throws Exception {
    command("POST", "/chain/halt", "");
    clock.advance(SECOND);
    assertThat(chain.height()).isEqualTo(1);
    client.post(
        wallet.transfer(wallet.address(), Wallet.ICX).signed(clock.epochMicros()).request(1));
    assertThat(command("DELETE", "/pool", "").body()).contains("\"affected\":1");
    command("POST", "/chain/resume", "");
    clock.advance(SECOND);
    assertThat(chain.height()).isEqualTo(2);
  }

  @Test
  void connectionsAreRefusedAndAcceptedAgain() throws Exception {
    command("POST", "/connections/refuse", "");
    assertThatThrownBy(() -> client.post("{}")).isInstanceOf(ConnectException.class);
    command("POST", "/connections/accept", "");
    assertThat(client.post("{}").statusCode()).isEqualTo(400);
  }

  @Test
  void webPagesAndLargeBodiesAreRefused() throws Exception {
    var fromPage =
        HttpRequest.newBuilder(url("/chain/halt"))
            .header("Origin", "http://example.org")
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(http.send(fromPage, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(chain.halted()).isFalse();
    var large = " ".repeat((64 << 10) + 1);
    assertThat(command("POST", "/faults", large).statusCode()).isEqualTo(413);
    assertThat(command("GET", "/nothing", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aNodeIsForkedPrunedAgedAndSentBackByCommand() throws Exception {
    clock.advance(Duration.ofSeconds(9));
    var command =
        "{\"forkedFrom\":4,\"earliest\":2,\"heightParam\":false,"
            + "\"catchUp\":{\"behind\":5,\"perSecond\":2}}";
    assertThat(command("PUT", "/faults/view", command).body())
        .contains("\"forkedFrom\":4", "\"earliest\":2", "\"heightParam\":false")
        .contains("\"fromHeight\":5", "\"blocksPerSecond\":2");
    assertThat(command("GET", "/status", "").body()).contains("\"height\":5,\"head\":10");
    assertThat(command("PUT", "/faults/view", "{\"catchUp\":{\"behind\":5}}").statusCode())
        .isEqualTo(400);
    command("DELETE", "/faults", "");
    assertThat(command("GET", "/status", "").body()).contains("\"height\":10,\"head\":10");
  }

  @Test
  void aKneeIsSetAndStrikesAreTold() throws Exception {
    var knee = "{\"calls\":2,\"eachMillis\":0,\"crawlMillis\":50}";
    assertThat(command("PUT", "/faults/knee", knee).statusCode()).isEqualTo(200);
    assertThat(node.faults().knee()).isEqualTo(new Knee(2, Duration.ZERO, Duration.ofMillis(50)));
    assertThat(command("PUT", "/faults/knee", "{\"calls\":0}").statusCode()).isEqualTo(400);
    command("POST", "/faults", "{\"fault\":\"garbage\"}");
    client.call("icx_getLastBlock", "{}");
    assertThat(command("GET", "/faults/struck", "").body()).isEqualTo("{\"garbage\":1}");
  }

  @Test
  void aNodeFlapsByCommand() throws Exception {
    var rhythm = "{\"downMillis\":3600000,\"upMillis\":1000}";
    assertThat(command("POST", "/connections/flap", rhythm).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> client.post("{}")).isInstanceOf(ConnectException.class);
    command("POST", "/connections/accept", "");
    assertThat(client.post("{}").statusCode()).isEqualTo(400);
    assertThat(command("POST", "/connections/flap", "{}").statusCode()).isEqualTo(400);
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + node.controlPort().orElseThrow() + path);
  }

  private HttpResponse<String> command(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(url(path))
            .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
