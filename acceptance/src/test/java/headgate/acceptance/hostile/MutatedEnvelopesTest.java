package headgate.acceptance.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.ReceivedRequest;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.jsonrpc.MutatedEnvelope;
import headgate.jsonrpc.MutatedEnvelope.Accepted;
import headgate.jsonrpc.MutatedEnvelope.Batch;
import headgate.jsonrpc.MutatedEnvelope.Expected;
import headgate.jsonrpc.MutatedEnvelope.Refused;
import headgate.jsonrpc.MutatedEnvelopes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * No envelope has two meanings: what a node receives is the gateway's canonical envelope to the
 * byte, or nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedEnvelopesTest {
  private static final String WRITE_PARAMS =
      "{\"version\":\"0x3\",\"from\":\"hx9a2425c40569db485116fdfac89f84163b1a70ff\","
          + "\"to\":\"hx54f7853dc6481b670caf69c5a27c7c8fe5be8269\",\"value\":\"0xde0b6b3a7640000\","
          + "\"stepLimit\":\"0x186a0\",\"timestamp\":\"0x63c6b1d5e0d40\",\"nid\":\"0x53\","
          + "\"nonce\":\"0x1\",\"dataType\":\"message\",\"data\":\"0x68656c6c6f\","
          + "\"signature\":\"VAia7YZ2Ji6igKWzjR2YsGa2m53nKPrfK7uXYW78QLE+ATehAVZPC40szvAiA6NEU5g"
          + "CYB4c4qaQzqDh2ugcHgA=\"}";
  private static final String READ_PARAMS =
      "{\"address\":\"hx9a2425c40569db485116fdfac89f84163b1a70ff\"}";
  private static final String[] CALLERS_FIELDS = {
    "Cookie: session=1", "Authorization: Bearer x", "X-Forwarded-For: 203.0.113.7", "X-Own: 1"
  };
  private static final Pattern OWN_ID =
      Pattern.compile("\\{\"jsonrpc\":\"2\\.0\",\"id\":([0-9]{1,10}),");
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeNode node =
      FakeNode.start()
          .answers("icx_sendTransaction", "\"0x" + "ab".repeat(32) + "\"")
          .answers("icx_getBalance", "\"0x7\"");
  private final TestGateway gateway = TestNetwork.icon(node).unpinned().uncached().serve();
  private int reached;
  private int refused;

  static List<MutatedEnvelope> writes() {
    return MutatedEnvelopes.around("icx_sendTransaction", "icx_getLastBlock", WRITE_PARAMS);
  }

  static List<MutatedEnvelope> reads() {
    return MutatedEnvelopes.around("icx_getBalance", "icx_sendTransaction", READ_PARAMS);
  }

  @BeforeAll
  void thereAreManyEnvelopes() {
    assertThat(writes()).hasSizeGreaterThan(90);
    assertThat(reads()).hasSizeGreaterThan(90);
  }

  @AfterAll
  void tellTheCount() {
    System.out.printf(
        "%d mutated envelopes: %d calls reached the node, each in its canonical form; %d refused%n",
        writes().size() + reads().size(), reached, refused);
    Quiet.becomes(gateway);
    gateway.close();
    node.close();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteReachesTheNodeInItsCanonicalFormOrNotAtAll(MutatedEnvelope envelope) {
    check(envelope, true);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aReadReachesTheNodeInItsCanonicalFormOrNotAtAll(MutatedEnvelope envelope) {
    check(envelope, false);
  }

  private void check(MutatedEnvelope envelope, boolean write) {
    var before = node.receivedBesideProbes().size();
    RawResponse answer;
    try (var client = RawHttp.connect(gateway.port())) {
      answer = client.send(Requests.post(envelope.body().get(), CALLERS_FIELDS)).response();
    }
    assertAnswer(envelope.expected(), answer);
    var executed = new ArrayList<Accepted>();
    collect(envelope.expected(), write, executed);
    var received = node.receivedBesideProbes();
    assertReceived(executed, received.subList(before, received.size()));
  }

  /** goloop does not execute a notification, but for one that sends a transaction. */
  private static void collect(Expected expected, boolean write, List<Accepted> executed) {
    switch (expected) {
      case Accepted accepted -> {
        if (write || accepted.id() != null) {
          executed.add(accepted);
        }
      }
      case Refused _ -> {}
      case Batch batch -> batch.items().forEach(item -> collect(item, write, executed));
    }
  }

  private void assertReceived(List<Accepted> executed, List<ReceivedRequest> fresh) {
    assertThat(fresh).hasSameSizeAs(executed);
    for (var index = 0; index < fresh.size(); index++) {
      var request = fresh.get(index);
      // Equal calls of a batch may arrive in any order; here all of a batch's calls are equal.
      var canonical = executed.get(index).canonical(ownId(request));
      assertThat(request.body()).isEqualTo(new String(canonical, UTF_8));
      assertThat(request.bodyBytes()).isEqualTo(canonical);
      assertThat(request.headers())
          .extracting(Header::name)
          .containsExactly("Host", "Content-Type", "Content-Length");
      reached++;
    }
  }

  private static long ownId(ReceivedRequest request) {
    var id = OWN_ID.matcher(request.body());
    assertThat(id.lookingAt()).as("begins as ours: %s", request).isTrue();
    return Long.parseLong(id.group(1));
  }

  private void assertAnswer(Expected expected, RawResponse answer) {
    switch (expected) {
      case Accepted accepted -> {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(accepted.id() == null ? "" : result(accepted) + "\n");
      }
      case Refused refusal -> {
        assertThat(answer.status()).isEqualTo(refusal.status());
        assertThat(answer.body()).endsWith("\n");
        assertRefused(refusal, answer.body().strip());
      }
      case Batch batch -> assertBatch(batch, answer);
    }
  }

  private void assertBatch(Batch batch, RawResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    var items = new ArrayList<JsonNode>();
    JSON.readTree(answer.body()).forEach(items::add);
    var answered =
        batch.items().stream()
            .filter(item -> !(item instanceof Accepted accepted && accepted.id() == null))
            .toList();
    assertThat(items).hasSameSizeAs(answered);
    for (var index = 0; index < items.size(); index++) {
      var text = items.get(index).toString();
      switch (answered.get(index)) {
        case Accepted accepted -> assertThat(text).isEqualTo(result(accepted));
        case Refused refusal -> assertRefused(refusal, text);
        case Batch nested -> throw new AssertionError("a batch in a batch: " + nested);
      }
    }
  }

  private static String result(Accepted accepted) {
    var result = accepted.method().equals("icx_getBalance") ? "0x7" : "0x" + "ab".repeat(32);
    return "{\"jsonrpc\":\"2.0\",\"result\":\"" + result + "\",\"id\":" + accepted.id() + "}";
  }

  private void assertRefused(Refused refusal, String body) {
    assertThat(body)
        .startsWith(
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":" + refusal.code() + ",\"message\":\"")
        .endsWith(",\"id\":" + refusal.id() + "}");
    Leaks.assertNone(body);
    refused++;
  }
}
