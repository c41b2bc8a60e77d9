package headgate.devnode.method;

import headgate.devnode.block.Block;
import headgate.devnode.chain.ChainView;
import headgate.devnode.json.Hex;
import java.math.BigInteger;
import java.util.function.Function;

/** Finds the block that a call is about, or says in a node's words why there is none. */
final class Blocks {
  private static final BigInteger HEIGHT_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Blocks() {}

  /** Answers from the block at the height that the call names; without one from the head. */
  static Outcome at(Call call, Function<Block, Outcome> answer) {
    var text = call.text("height");
    if (text.isEmpty()) {
      return answer.apply(call.view().head());
    }
    var height = Hex.quantity(text);
    if (height.compareTo(HEIGHT_MAX) > 0) {
      return Outcome.failed(RpcError.invalidParams("E1001:OutOfRange(height=" + text + ")"));
    }
    return at(call.view(), height.longValueExact(), answer);
  }

  private static Outcome at(ChainView view, long height, Function<Block, Outcome> answer) {
    if (height < view.earliest()) {
      return Outcome.failed(pruned(height, view));
    }
    return view.block(height)
        .map(answer)
        .orElseGet(() -> Outcome.failed(RpcError.notFound("E1005:no block for " + height)));
  }

  /** Answers from the block with the hash that the call names. */
  static Outcome withHash(Call call, Function<Block, Outcome> answer) {
    var hash = call.text("hash").substring(2);
    var block = call.view().block(hash);
    if (block.isEmpty()) {
      return Outcome.failed(RpcError.notFound("E1005:block not found " + hash));
    }
    var height = block.get().height();
    return height < call.view().earliest()
        ? Outcome.failed(pruned(height, call.view()))
        : answer.apply(block.get());
  }

  static RpcError pruned(long height, ChainView view) {
    return RpcError.notFound("PrunedBlock(height=%d,base=%d)".formatted(height, view.earliest()));
  }
}
