package headgate.chain.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the hash against what a real node answered. */
class RecordedTransactionsTest {

  private static final Path RECORDINGS = Path.of("..", "conformance", "icon", "http");
  private static final JsonMapper JSON = new JsonMapper();

  record Recorded(String file, JsonNode transaction, String hash) {
    @Override
    public String toString() {
      return file + " " + hash;
    }
  }

  /**
   * Every send with the hash in its answer, and every transaction that a node shows with its hash.
   */
  static List<Recorded> recorded() throws IOException {
    var found = new ArrayList<Recorded>();
    try (Stream<Path> files = Files.list(RECORDINGS)) {
      for (var file : files.sorted().toList()) {
        collect(file, found);
      }
    }
    return found;
  }

  private static void collect(Path file, List<Recorded> found) throws IOException {
    var exchange = JSON.readTree(Files.readString(file));
    var request = tree(exchange.path("request"));
    var response = tree(exchange.path("response"));
    var name = String.valueOf(file.getFileName());
    var method = request.path("method").asString("");
    if (method.startsWith("icx_sendTransaction")) {
      var result = response.path("result");
      var hash = result.isString() ? result : result.path("txHash");
      var told = hash.isString() ? hash : response.path("error").path("data");
      if (told.isString()) {
        found.add(new Recorded(name, request.path("params"), told.stringValue()));
      }
    }
    shown(name, response, found);
  }

  /** Transactions in blocks and answers; what the node adds to them is no part of them. */
  private static void shown(String name, JsonNode node, List<Recorded> found) {
    if (node.has("signature") && node.has("stepLimit") && node.path("txHash").isString()) {
      var copy = node.deepCopy().asObject();
      copy.remove(List.of("blockHash", "blockHeight", "txIndex"));
      found.add(new Recorded(name, copy, node.path("txHash").stringValue()));
    }
    for (var inner : node) {
      shown(name, inner, found);
    }
  }

  private static JsonNode tree(JsonNode text) {
    try {
      return JSON.readTree(text.asString(""));
    } catch (JacksonException notJson) {
      return JSON.missingNode();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theHashIsTheOneThatTheNodeTold(Recorded recorded) {
    var params = JSON.writeValueAsString(recorded.transaction()).getBytes(UTF_8);
    assertThat(TransactionHashing.ICON_SHA3.hash(params, 0, params.length))
        .isEqualTo(new TransactionHash.Known(recorded.hash()));
  }

  @Test
  void thereAreRecordingsOfEverySortThatWasAccepted() throws IOException {
    assertThat(recorded().stream().map(Recorded::file))
        .contains(
            "icx_sendTransaction.json",
            "icx_sendTransaction.2.json",
            "icx_sendTransaction.call.json",
            "icx_sendTransaction.lowstep.json",
            "icx_sendTransaction.nobalance.json",
            "icx_sendTransactionAndWait.json",
            "icx_sendTransactionAndWait.timeout.json",
            "icx_getTransactionByHash.json");
  }
}
