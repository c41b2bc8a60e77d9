package headgate.simulation.node;

import headgate.simulation.chain.Block;
import headgate.simulation.chain.Chain;
import headgate.simulation.chain.Transactions;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a node says to each method, as goloop words it. */
final class Methods {
  private static final Duration WAIT_MAX = Duration.ofSeconds(15);

  private final SimulatedNode node;

  Methods(SimulatedNode node) {
    this.node = node;
  }

  /** Answers a call, now or later. */
  void answer(String method, JsonNode params, Consumer<Reply> to) {
    var now = ailing(method);
    if (now == null) {
      now = well(method, params, to);
    }
    if (!(now instanceof Reply.Later)) {
      to.accept(now);
    }
  }

  private @Nullable Reply ailing(String method) {
    var ailment = node.ailment();
    if (ailment == Ailment.STOPPED) {
      return fault(-32000, "Stopped");
    }
    if (ailment == Ailment.FAILING && node.chance().percent(60)) {
      return fault(-32603, "InternalError: E1001:disk");
    }
    if (ailment == Ailment.POOL_FULL && method.startsWith("icx_send")) {
      return new Reply.Fault(-31001, "PoolOverflow: E2001:TransactionPoolOverFlow");
    }
    return null;
  }

  private Reply well(String method, JsonNode params, Consumer<Reply> to) {
    return switch (method) {
      case "icx_getNetworkInfo" -> networkInfo();
      case "icx_getLastBlock" -> block(node.chain().block(node.height()), "");
      case "icx_getBlockByHeight" -> {
        var height = height(params);
        yield block(
            height > node.height() ? null : node.chain().block(height), "no block for " + height);
      }
      case "icx_getBlockByHash" -> byHash(params.path("hash").asString());
      case "icx_getBalance" ->
          atHeight(params, height -> hex(node.chain().balance(account(params), height)));
      case "icx_getTotalSupply" -> atHeight(params, height -> hex(node.chain().supply(height)));
      case "icx_call" -> call(params);
      case "icx_sendTransaction" -> send(params);
      case "icx_sendTransactionAndWait" -> sendAndWait(params, to);
      case "icx_waitTransactionResult" -> await(params.path("txHash").asString(), to);
      case "icx_getTransactionResult" -> result(params.path("txHash").asString());
      case "icx_getTransactionByHash" -> transaction(params.path("txHash").asString());
      default -> fault(-32601, "MethodNotFound");
    };
  }

  // ---- the head

  private Reply networkInfo() {
    var told = node.ailment() == Ailment.BOASTING ? node.height() + 50 : node.height();
    return new Reply.Result(
        "{\"platform\":\"icon\",\"nid\":\"%s\",\"channel\":\"icon_dex\",\"earliest\":\"0x%x\",\"latest\":\"0x%x\",\"told\":%d}"
            .formatted(node.chain().networkId(), Chain.FIRST, told, node.agenda().nanos()));
  }

  private Reply byHash(String hash) {
    var found = node.chain().named(hash.substring(2));
    return block(
        found == null || found.height() > node.height() ? null : found,
        "block not found " + hash.substring(2));
  }

  private static Reply block(@Nullable Block block, String missing) {
    return block == null
        ? fault(-31004, "NotFound: E1005:" + missing)
        : new Reply.Result(
            "{\"block_hash\":\"%s\",\"confirmed_transaction_list\":[],\"height\":%d,\"prev_block_hash\":\"%s\",\"time_stamp\":%d,\"version\":\"2.0\"}"
                .formatted(block.hash(), block.height(), block.previous(), block.timeMicros()));
  }

  // ---- state

  private interface AtHeight {
    String told(long height);
  }

  private Reply atHeight(JsonNode params, AtHeight what) {
    var height = params.has("height") ? height(params) : node.height();
    return height > node.height() || height < Chain.FIRST
        ? fault(-31004, "NotFound: E1005:no block for " + height)
        : new Reply.Result("\"" + what.told(height) + "\"");
  }

  private Reply call(JsonNode params) {
    return params.path("data").path("method").asString().equals("revert")
        ? fault(-30032, "Reverted(0)")
        : atHeight(params, height -> hex(node.chain().balance(account(params), height)));
  }

  private static int account(JsonNode params) {
    var address = params.has("address") ? params.path("address") : params.path("to");
    return Integer.parseInt(address.asString().substring(38), 16);
  }

  private static long height(JsonNode params) {
    return Long.decode(params.path("height").asString());
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  // ---- transactions

  private Reply send(JsonNode params) {
    var hash = Transactions.hash(params.toString());
    var refused = refused(hash);
    if (refused != null) {
      return refused;
    }
    take(hash);
    return new Reply.Result("\"" + hash + "\"");
  }

  private @Nullable Reply refused(String hash) {
    if (node.chain().heightOf(hash) >= 0) {
      return new Reply.Fault(-31000, "SystemError: E2011:Committed");
    }
    return node.pool().contains(hash)
        ? new Reply.Fault(-31000, "SystemError: E2000:DuplicateTransaction")
        : null;
  }

  private void take(String hash) {
    node.pool().add(hash);
    node.ears().taken(node, hash);
  }

  private Reply sendAndWait(JsonNode params, Consumer<Reply> to) {
    var hash = Transactions.hash(params.toString());
    var refused = refused(hash);
    if (refused != null) {
      return refused;
    }
    take(hash);
    return await(hash, to);
  }

  private Reply await(String hash, Consumer<Reply> to) {
    var now = result(hash);
    if (!(now instanceof Reply.Fault fault) || (fault.code() != -31002 && fault.code() != -31003)) {
      return now instanceof Reply.Fault ? fault(-31000, "SystemError: E1005:NotFound") : now;
    }
    var look =
        new Runnable() {
          @Override
          public void run() {
            if (result(hash) instanceof Reply.Result there) {
              node.awaitNoMore(this);
              to.accept(there);
            }
          }
        };
    node.await(look);
    node.agenda()
        .after(
            WAIT_MAX,
            () -> {
              if (node.awaitNoMore(look)) {
                to.accept(new Reply.Fault(-31007, "Timeout: SystemTimeoutExpire(dur=15s)", hash));
              }
            });
    return new Reply.Later();
  }

  private Reply result(String hash) {
    var in = node.chain().heightOf(hash);
    if (in >= 0 && in < node.height()) {
      return new Reply.Result(
          "{\"blockHeight\":\"0x%x\",\"status\":\"0x1\",\"txHash\":\"%s\"}".formatted(in, hash));
    }
    if (in >= 0 && in == node.height()) {
      return fault(-31003, "Executing: Executing");
    }
    return node.pool().contains(hash)
        ? fault(-31002, "Pending: Pending")
        : fault(-31004, "NotFound: E1005:not found tx " + hash);
  }

  private Reply transaction(String hash) {
    var in = node.chain().heightOf(hash);
    if (in >= 0 && in <= node.height()) {
      return new Reply.Result("{\"blockHeight\":\"0x%x\",\"txHash\":\"%s\"}".formatted(in, hash));
    }
    return node.pool().contains(hash)
        ? new Reply.Result("{\"txHash\":\"%s\",\"told\":%d}".formatted(hash, node.agenda().nanos()))
        : fault(-31004, "NotFound: E1005:not found tx " + hash);
  }

  private static Reply fault(int code, String message) {
    return new Reply.Fault(code, message, null);
  }
}
