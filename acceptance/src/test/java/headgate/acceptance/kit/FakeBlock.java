package headgate.acceptance.kit;

import java.time.Instant;

/**
 * The blocks of every fake node: linked, alike on all nodes, and two seconds apart before the
 * newest, which is new.
 */
final class FakeBlock {
  private static final long INTERVAL_MILLIS = 2_000;

  private FakeBlock() {}

  /** A node's answer to the question for a block, given the height of its newest one. */
  static Reply answer(ReceivedRequest request, long newest) {
    var wanted = wanted(request);
    if (wanted < 0 || wanted > newest) {
      return Reply.error(-31004, "NotFound: E1005:no block for " + wanted);
    }
    var time = Instant.now().toEpochMilli() - (newest - wanted) * INTERVAL_MILLIS;
    return Reply.result(
        request.method().startsWith("icx_") ? icon(wanted, time) : evm(wanted, time));
  }

  private static long wanted(ReceivedRequest request) {
    var params = request.params();
    var text = params.isArray() ? params.path(0).asString("") : params.path("height").asString("");
    return text.matches("0x[0-9a-f]{1,15}") ? Long.parseLong(text, 2, text.length(), 16) : -1;
  }

  private static String icon(long height, long timeMillis) {
    return """
    {"block_hash":"%064x","prev_block_hash":"%064x","height":%d,"time_stamp":%d,\
    "confirmed_transaction_list":[]}\
    """
        .formatted(height + 1, height, height, timeMillis * 1_000);
  }

  private static String evm(long height, long timeMillis) {
    return """
    {"number":"0x%x","hash":"0x%064x","parentHash":"0x%064x","timestamp":"0x%x"}\
    """
        .formatted(height, height + 1, height, timeMillis / 1_000);
  }
}
