package headgate.devnode.method;

import headgate.devnode.json.Hex;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.Map;

/**
 * The debug API. Steps of transfers are estimated; a trace would need the contract engine, so only
 * the answers about transactions that have no result yet, or do not exist, are modelled.
 */
final class DebugMethods {
  private static final Field HASH = Field.required("txHash", "jsonrpc.HexBytes", Rule.HASH);

  private DebugMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put("debug_getTrace", new Method(ParamShape.of(HASH), DebugMethods::trace));
    methods.put(
        "debug_estimateStep", new Method(TransactionShape.ESTIMATED, DebugMethods::estimate));
  }

  private static Outcome trace(Call call) {
    var hash = call.text("txHash");
    var place = call.view().location(hash);
    if (place.isEmpty()) {
      return TransactionMethods.unseen(call, hash);
    }
    return call.view().receipt(place.get()).isEmpty()
        ? Outcome.failed(RpcError.EXECUTING)
        : Outcome.failed(RpcError.system("E1002:Unsupported"));
  }

  private static Outcome estimate(Call call) {
    var transaction = TransactionShape.transaction(call);
    var sender = call.text("from");
    if (call.view().balance(sender).compareTo(transaction.value()) < 0) {
      return Outcome.failed(RpcError.score(11, "OutOfBalance"));
    }
    var steps = call.view().chain().parameters().steps();
    return Outcome.of(Hex.of(steps.minimum(transaction.dataBytes())));
  }
}
