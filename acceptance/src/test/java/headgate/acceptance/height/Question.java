package headgate.acceptance.height;

import headgate.acceptance.kit.Calls;
import headgate.devnode.DevNetwork;
import headgate.devnode.iiss.SystemAnswer;
import headgate.devnode.iiss.SystemContract;
import headgate.devnode.iiss.SystemQuery;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A read of a moving chain whose right answer is known: the chain itself is asked for what was true
 * at the height that the answer claims.
 *
 * @param method its method
 * @param params its params as JSON text
 * @param answer tells a right result from a wrong one
 */
record Question(String method, String params, Answer answer) {
  private static final String SYSTEM = "cx0000000000000000000000000000000000000000";
  private static final List<String> SYSTEM_METHODS = List.of("getPReps", "getIISSInfo");

  /** How many different pinned reads there are at one height: ten balances and these. */
  static final int PINNED = 11 + SYSTEM_METHODS.size();

  /** What a result must be. */
  @FunctionalInterface
  interface Answer {
    /** Whether the result is right for a response that says it is of this height. */
    boolean right(JsonNode result, long height);
  }

  /** One that many callers ask, now and then one for an old block. */
  static Question drawn(SplittableRandom random, DevNetwork nodes, int oldBlocks) {
    var draw = random.nextInt(100);
    if (draw < 50) {
      return balance(nodes, random.nextInt(nodes.wallets().size()));
    }
    if (draw < 60) {
      return supply(nodes);
    }
    if (draw < 75) {
      return lastBlock();
    }
    if (draw < 80) {
      return networkInfo();
    }
    return draw < 90
        ? system(nodes, SYSTEM_METHODS.get(random.nextInt(SYSTEM_METHODS.size())))
        : oldBlock(nodes, 1 + random.nextInt(oldBlocks));
  }

  private static Question balance(DevNetwork nodes, int wallet) {
    var address = nodes.wallets().get(wallet).address();
    return new Question(
        "icx_getBalance",
        "{\"address\":\"" + address + "\"}",
        (result, height) -> number(result).equals(nodes.chain().balance(address, height)));
  }

  private static Question supply(DevNetwork nodes) {
    return new Question(
        "icx_getTotalSupply",
        "{}",
        (result, height) -> number(result).equals(nodes.chain().totalSupply(height)));
  }

  private static Question lastBlock() {
    return new Question(
        "icx_getLastBlock", "{}", (result, height) -> result.path("height").asLong(-1) == height);
  }

  private static Question networkInfo() {
    return new Question(
        "icx_getNetworkInfo",
        "{}",
        (result, height) -> number(result.path("latest")).longValue() >= height);
  }

  private static Question system(DevNetwork nodes, String method) {
    return new Question(
        "icx_call",
        "{\"to\":\"%s\",\"dataType\":\"call\",\"data\":{\"method\":\"%s\"}}"
            .formatted(SYSTEM, method),
        (result, height) -> result.equals(told(nodes, method, height)));
  }

  /** What the system contract says at a height, by the chain's own state. */
  private static @Nullable JsonNode told(DevNetwork nodes, String method, long height) {
    var chain = nodes.chain();
    var state = chain.system(height);
    var query =
        new SystemQuery(state, chain.parameters(), height, method, new Json.Members(List.of()));
    return SystemContract.query(query) instanceof SystemAnswer.Value(var json)
        ? JsonMapper.shared().readTree(JsonWriter.write(json))
        : null;
  }

  private static Question oldBlock(DevNetwork nodes, long height) {
    return new Question(
        "icx_getBlockByHeight",
        "{\"height\":\"0x%x\"}".formatted(height),
        (result, _) ->
            nodes
                .chain()
                .block(height)
                .orElseThrow()
                .seal()
                .hash()
                .equals(result.path("block_hash").asString("")));
  }

  private static BigInteger number(JsonNode hexadecimal) {
    return new BigInteger(hexadecimal.asString("0x-1").substring(2), 16);
  }

  /** The height that a result shows of itself, -1 where it shows none. */
  long shownHeight(JsonNode result) {
    return switch (method) {
      case "icx_getLastBlock" -> result.path("height").asLong(-1);
      case "icx_getNetworkInfo" -> number(result.path("latest")).longValue();
      case "icx_call" -> number(result.path("blockHeight")).longValue();
      default -> -1;
    };
  }

  String body(int id) {
    return Calls.call(Integer.toString(id), method, params);
  }
}
