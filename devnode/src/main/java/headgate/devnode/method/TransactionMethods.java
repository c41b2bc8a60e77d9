package headgate.devnode.method;

import headgate.devnode.block.Block;
import headgate.devnode.block.Location;
import headgate.devnode.block.Receipt;
import headgate.devnode.chain.ChainView;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.Map;

/** Transactions: where they stand, what came of them, and sending one. */
final class TransactionMethods {
  private static final Field HASH = Field.required("txHash", "jsonrpc.HexBytes", Rule.HASH);

  private TransactionMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put(
        "icx_getTransactionByHash", new Method(ParamShape.of(HASH), TransactionMethods::byHash));
    methods.put(
        "icx_getTransactionResult", new Method(ParamShape.of(HASH), TransactionMethods::result));
    methods.put(
        "icx_sendTransaction", new Method(TransactionShape.SIGNED, TransactionMethods::send));
  }

  private static Outcome byHash(Call call) {
    var hash = call.text("txHash");
    var place = call.view().location(hash);
    return place.map(found -> shown(call, found)).orElseGet(() -> notFound(hash));
  }

  private static Outcome shown(Call call, Location place) {
    if (place.height() < call.view().earliest()) {
      return Outcome.failed(Blocks.pruned(place.height(), call.view()));
    }
    var block = call.view().block(place.height()).orElseThrow();
    var json = block.transactions().get(place.index()).json();
    return Outcome.of(located(json, block, place.index()));
  }

  private static Json located(JsonObject json, Block block, int index) {
    return json.put("blockHash", block.prefixedHash())
        .putHex("blockHeight", block.height())
        .putHex("txIndex", index)
        .sorted();
  }

  private static Outcome result(Call call) {
    var hash = call.text("txHash");
    var place = call.view().location(hash);
    if (place.isEmpty()) {
      return unseen(call, hash);
    }
    if (place.get().height() < call.view().earliest()) {
      return Outcome.failed(Blocks.pruned(place.get().height(), call.view()));
    }
    return call.view()
        .receipt(place.get())
        .map(receipt -> Outcome.of(receipt(call.view(), place.get(), receipt)))
        .orElseGet(() -> Outcome.failed(RpcError.EXECUTING));
  }

  /** The answer about a transaction that is in no block. */
  static Outcome unseen(Call call, String hash) {
    return call.node().pool().contains(hash) ? Outcome.failed(RpcError.PENDING) : notFound(hash);
  }

  /** The receipt of a transaction with where the transaction stands. */
  static Json receipt(ChainView view, Location place, Receipt receipt) {
    var block = view.block(place.height()).orElseThrow();
    var hash = block.transactions().get(place.index()).hash();
    return located(receipt.json().put("txHash", hash), block, place.index());
  }

  private static Outcome send(Call call) {
    var transaction = TransactionShape.transaction(call);
    return call.node()
        .submit(transaction)
        .map(refusal -> Outcome.failed(RpcError.refused(refusal)))
        .orElseGet(() -> Outcome.of(transaction.hash()));
  }

  private static Outcome notFound(String hash) {
    return Outcome.failed(RpcError.notFound("E1005:not found tx=" + hash));
  }
}
