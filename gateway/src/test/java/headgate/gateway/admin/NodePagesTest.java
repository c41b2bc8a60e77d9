package headgate.gateway.admin;

import static headgate.gateway.admin.SettableStatus.network;
import static headgate.gateway.admin.SettableStatus.node;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.admin.message.AdminRequest;
import headgate.gateway.admin.orders.Operations;
import headgate.gateway.client.AclDesk;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.observe.Metrics;
import headgate.gateway.reload.ReloadOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePagesTest {
  private static final String TOKEN = "correct-horse-battery";
  private static final String DRAIN = "/v1/networks/main/nodes/a/drain";
  private static final String LOWER = "/v1/networks/main/head/lower";
  private static final String CLEAR = "/v1/networks/main/caches/clear";

  private final SettableStatus status = new SettableStatus();
  private final List<String> orders = new ArrayList<>();
  private boolean frozen;
  private boolean moved;
  private boolean gone;
  private ReloadOutcome outcome = new ReloadOutcome.Unchanged();

  @BeforeEach
  void twoNetworks() {
    status.set(
        network("test", 100, node("z", true, "up", 100, 0)),
        network("main", 100, node("b", true, "up", 100, 0), node("a", false, "lagging", 91, 9)));
  }

  @Test
  void networksAndNodesAreShownWithoutAToken() {
    assertThat(get("/v1/networks"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: application/json; charset=utf-8")
        .contains("\"networks\":[{\"name\":\"test\"", "{\"name\":\"main\"");
    assertThat(get("/v1/networks/main/nodes"))
        .contains("\"name\":\"main\"", "\"servingHeight\":100", "\"name\":\"b\"", "\"name\":\"a\"")
        .doesNotContain("\"name\":\"test\"");
    assertThat(get("/v1/networks/main/nodes/a"))
        .startsWith("HTTP/1.1 200 ")
        .contains("{\"name\":\"a\",\"state\":\"lagging\",\"reason\":\"why lagging\"")
        .doesNotContain("\"name\":\"b\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/",
        "/v1/networks/",
        "/v1/networks/main",
        "/v1/networks/main/nodes/",
        "/v1/networks/other/nodes",
        "/v1/networks/main/nodes/z",
        "/v1/networks/main/nodes/A",
        "/v1/networks/main/nodes/%61",
        "/v1/networks/main/hosts/a",
        "/v1/networks/main/head",
        "/v1/networks/main/head/clear",
        "/v1/networks/main/head/lower/",
        "/v1/networks/main/nodes/a/delete",
        "/v1/networks/main/nodes/a/drain/",
        "/v1/networks/main/nodes/../a",
        "/v1/networks/<script>/nodes/a/drain"
      })
  void whatIsNotThereIsA404ThatRepeatsNothing(String path) {
    assertThat(get(path))
        .startsWith("HTTP/1.1 404 ")
        .contains("Content-Type: application/json", "{\"error\":\"")
        .doesNotContain("script", "other", "%61");
    assertThat(post(path, TOKEN)).startsWith("HTTP/1.1 404 ");
    assertThat(orders).isEmpty();
  }

  @Test
  void anOrderGoesToTheNodeWhereverItStands() {
    assertThat(post(DRAIN, TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(
            "{\"network\":\"main\",\"node\":\"a\",\"order\":\"drain\",\"dryRun\":false,"
                + "\"stateBefore\":\"lagging\",\"otherNodesUp\":1}\n");
    assertThat(post("/v1/networks/main/nodes/b/resume?dryRun=false", TOKEN))
        .contains("\"otherNodesUp\":0");
    assertThat(orders).containsExactly("drain main/a", "resume main/b");
  }

  @Test
  void whatAReloadHasTakenAwayMeanwhileIsOrderedNothing() {
    gone = true;

    assertThat(post(DRAIN, TOKEN)).startsWith("HTTP/1.1 409 ").contains("taken the node away");
    assertThat(post(CLEAR, TOKEN)).startsWith("HTTP/1.1 409 ").contains("taken the network away");
  }

  @Test
  void whoseNameIsNotThereIsToldWhichAre() {
    assertThat(post("/v1/networks/main/nodes/c/drain", TOKEN)).contains("there is b, a\"");
    assertThat(post("/v1/networks/mian/nodes/a/drain", TOKEN)).contains("there is test, main\"");
  }

  @Test
  void theHeightIsLoweredFromTheOneThatIsServed() {
    assertThat(post(LOWER + "?from=100&to=90", TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(
            "{\"network\":\"main\",\"order\":\"head/lower\",\"dryRun\":false,"
                + "\"servingHeightBefore\":100,\"servingHeight\":90,\"nodesAbove\":2}\n");
    assertThat(post(LOWER + "?dryRun=true&to=0&from=100", TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"dryRun\":true");
    assertThat(orders).containsExactly("lower main from 100 to 90");
  }

  @Test
  void aHeightThatMovesWhileTheOrderIsOnItsWayIsNotLowered() {
    moved = true;
    assertThat(post(LOWER + "?from=100&to=90", TOKEN))
        .startsWith("HTTP/1.1 409 ")
        .contains("moved meanwhile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=99&to=90", "from=101&to=90", "from=100&to=100", "from=100&to=101"})
  void aHeightThatIsNotServedOrNotLowerIsRefused(String query) {
    assertThat(post(LOWER + "?" + query, TOKEN)).startsWith("HTTP/1.1 409 ").contains("100");
    assertThat(orders).isEmpty();
  }

  @Test
  void theHeightOfAFrozenNetworkStays() {
    frozen = true;
    assertThat(post(LOWER + "?from=100&to=90&dryRun=true", TOKEN))
        .startsWith("HTTP/1.1 409 ")
        .contains("frozen");
    assertThat(post(LOWER + "?from=100&to=90", TOKEN)).startsWith("HTTP/1.1 409 ");
    assertThat(orders).isEmpty();
  }

  @Test
  void theCachesAreEmptied() {
    assertThat(post(CLEAR, TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"order\":\"caches/clear\"", "\"entriesBefore\":0");
    assertThat(post(CLEAR + "?dryRun=true", TOKEN)).startsWith("HTTP/1.1 200 ");
    assertThat(orders).containsExactly("clear main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOWER,
        LOWER + "?from=100",
        LOWER + "?to=90",
        LOWER + "?from=100&to=90&to=80",
        LOWER + "?from=100&to=90&x=1",
        LOWER + "?from=100&to=0x5a",
        LOWER + "?from=100&to=-1",
        LOWER + "?from=100&to=9999999999999999999",
        LOWER + "?from=100&to=90&dryRun=yes",
        LOWER + "?from=100&to=90&",
        CLEAR + "?all",
        CLEAR + "?from=100&to=90",
        CLEAR + "?dryRun=true&dryRun=true"
      })
  void anOrderForANetworkThatIsNotUnderstoodDoesNothing(String target) {
    assertThat(post(target, TOKEN)).startsWith("HTTP/1.1 400 ");
    assertThat(orders).isEmpty();
  }

  @Test
  void anOrderForANetworkNeedsTheTokenAndAPost() {
    for (var target : List.of(LOWER + "?from=100&to=90", CLEAR)) {
      assertThat(post(target, "wrong")).startsWith("HTTP/1.1 401 ");
      assertThat(send("POST", target, Map.of())).startsWith("HTTP/1.1 401 ");
      assertThat(answer(null, "POST", target, bearer(TOKEN))).startsWith("HTTP/1.1 403 ");
      assertThat(send("GET", target, bearer(TOKEN))).startsWith("HTTP/1.1 405 ");
    }
    assertThat(orders).isEmpty();
  }

  @Test
  void aDryRunOrdersNothing() {
    assertThat(post(DRAIN + "?dryRun=true", TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"dryRun\":true");
    assertThat(orders).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dryrun=true", "dryRun=yes", "dryRun", "dryRun=true&x=1", "x"})
  void aQueryThatIsNotUnderstoodOrdersNothing(String query) {
    assertThat(post(DRAIN + "?" + query, TOKEN)).startsWith("HTTP/1.1 400 ");
    assertThat(orders).isEmpty();
  }

  @Test
  void withoutTheRightTokenNothingIsOrdered() {
    for (var wrong : List.of("", "wrong", TOKEN + "x", TOKEN.substring(1))) {
      assertThat(post(DRAIN, wrong))
          .startsWith("HTTP/1.1 401 ")
          .contains("\r\nWWW-Authenticate: Bearer\r\n", "not the admin token");
    }
    assertThat(send("POST", DRAIN, Map.of())).contains("HTTP/1.1 401 ", "needs the admin token");
    for (var values : List.of(List.of("Basic " + TOKEN), List.of("Bearer " + TOKEN, "Bearer x"))) {
      assertThat(send("POST", DRAIN, Map.of("authorization", values))).contains("HTTP/1.1 401 ");
    }
    assertThat(orders).isEmpty();
  }

  @Test
  void whereNoTokenIsConfiguredNothingCanBeOrdered() {
    for (var given : List.of("", "null", "***", TOKEN)) {
      assertThat(answer(null, "POST", DRAIN, Map.of("authorization", List.of("Bearer " + given))))
          .startsWith("HTTP/1.1 403 ")
          .contains("set admin.token");
    }
    assertThat(orders).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "post", "OPTIONS"})
  void onlyAPostIsAnOrder(String method) {
    assertThat(send(method, DRAIN, bearer(TOKEN)))
        .startsWith("HTTP/1.1 405 ")
        .contains("\r\nAllow: POST\r\n");
    assertThat(orders).isEmpty();
  }

  @Test
  void whatIsOnlyReadTakesNoPost() {
    assertThat(post("/v1/networks/main/nodes/a", TOKEN))
        .startsWith("HTTP/1.1 405 ")
        .contains("\r\nAllow: GET, HEAD\r\n");
  }

  @Test
  void aReloadNeedsTheTokenAndTellsItsLines() {
    assertThat(post("/v1/reload", "another-token-entirely")).startsWith("HTTP/1.1 401 ");
    assertThat(get("/v1/reload")).startsWith("HTTP/1.1 405 ");
    assertThat(post("/v1/reload?force=maybe", TOKEN)).startsWith("HTTP/1.1 400 ");
    assertThat(orders).isEmpty();

    assertThat(post("/v1/reload", TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("{\"outcome\":\"unchanged\",\"lines\":[\"nothing has changed\"]}\n");
    outcome = new ReloadOutcome.Invalid(List.of("x.yaml:1:1: nodes: is missing"));
    assertThat(post("/v1/reload?force=true", TOKEN))
        .startsWith("HTTP/1.1 422 ")
        .contains("\"lines\":[\"x.yaml:1:1: nodes: is missing\"]");
    outcome = new ReloadOutcome.Refused(List.of("listen.port: cannot be changed"));
    assertThat(post("/v1/reload?force=false", TOKEN)).startsWith("HTTP/1.1 409 ");
    assertThat(orders)
        .containsExactly(
            "reload by the admin port",
            "reload by the admin port by force",
            "reload by the admin port");
  }

  @Test
  void aHostThatIsNotOursOrdersNothingEvenWithTheToken() {
    var fields =
        Map.of("host", List.of("attacker.example"), "authorization", List.of("Bearer " + TOKEN));
    assertThat(answer(Secret.of(TOKEN), "POST", DRAIN, fields)).startsWith("HTTP/1.1 403 ");
    assertThat(orders).isEmpty();
  }

  private String get(String target) {
    return send("GET", target, Map.of());
  }

  private String post(String target, String token) {
    return send("POST", target, bearer(token));
  }

  private static Map<String, List<String>> bearer(String token) {
    return Map.of("authorization", List.of("Bearer " + token));
  }

  private String send(String method, String target, Map<String, List<String>> fields) {
    return answer(Secret.of(TOKEN), method, target, fields);
  }

  private String answer(
      @Nullable Secret token, String method, String target, Map<String, List<String>> fields) {
    var requests =
        AdminServer.requests(
            new AdminConfig("127.0.0.1", 0, List.of(), token),
            new Metrics(List::of, status),
            status,
            new Noted());
    var all = new HashMap<>(fields);
    all.putIfAbsent("host", List.of("localhost"));
    try {
      var out = new ByteArrayOutputStream();
      requests
          .answer(new AdminRequest(method, target, all), InetAddress.getLoopbackAddress())
          .writeTo(out);
      return out.toString(UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Keeps orders as text. */
  private final class Noted implements Operations {
    @Override
    public AclDesk acl() {
      return new NoOperations().acl();
    }

    @Override
    public boolean drain(String network, String node) {
      orders.add("drain " + network + "/" + node);
      return !gone;
    }

    @Override
    public boolean resume(String network, String node) {
      orders.add("resume " + network + "/" + node);
      return !gone;
    }

    @Override
    public CompletableFuture<Boolean> lowerHead(String network, long from, long to) {
      orders.add("lower " + network + " from " + from + " to " + to);
      return CompletableFuture.completedFuture(!moved);
    }

    @Override
    public boolean isFrozen(String network) {
      return frozen;
    }

    @Override
    public boolean clearCaches(String network) {
      orders.add("clear " + network);
      return !gone;
    }

    @Override
    public CompletableFuture<String> explain(String network, String call, boolean live) {
      return CompletableFuture.failedFuture(new AssertionError("nothing was to be explained"));
    }

    @Override
    public CompletableFuture<ReloadOutcome> reload(String by, boolean force) {
      orders.add("reload by " + by + (force ? " by force" : ""));
      return CompletableFuture.completedFuture(outcome);
    }
  }
}
