package headgate.devnode.method;

import headgate.devnode.block.Block;
import headgate.devnode.block.Votes;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.Base64;
import java.util.Map;

/** The methods about blocks and the network. */
final class BlockMethods {
  private static final Field HEIGHT = Field.required("height", "jsonrpc.HexInt", Rule.INT);
  private static final Field HASH = Field.required("hash", "jsonrpc.HexBytes", Rule.HASH);

  private BlockMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put("icx_getLastBlock", new Method(ParamShape.of(), BlockMethods::lastBlock));
    methods.put(
        "icx_getBlockByHeight",
        new Method(ParamShape.of(HEIGHT), call -> Blocks.at(call, BlockMethods::shown)));
    methods.put(
        "icx_getBlockByHash",
        new Method(ParamShape.of(HASH), call -> Blocks.withHash(call, BlockMethods::shown)));
    methods.put(
        "icx_getBlockHeaderByHeight",
        new Method(
            ParamShape.of(HEIGHT),
            call -> Blocks.at(call, block -> Outcome.of(block.seal().header()))));
    methods.put(
        "icx_getVotesByHeight",
        new Method(ParamShape.of(HEIGHT), call -> Blocks.at(call, BlockMethods::votes)));
  }

  private static Outcome shown(Block block) {
    return Outcome.of(block.json().build());
  }

  private static Outcome votes(Block block) {
    return Outcome.of(Base64.getEncoder().encodeToString(Votes.bytes(block)));
  }

  private static Outcome lastBlock(Call call) {
    var lie = call.node().faults().conduct().lie();
    var block = call.view().head();
    return lie == 0 ? shown(block) : Outcome.of(claimed(block, block.height() + lie));
  }

  /** The block with another height than its own: what a node answers that lies about its head. */
  private static Json claimed(Block block, long height) {
    var json = new JsonObject();
    for (var member : block.json().build().members()) {
      json.put(
          member.name(), member.name().equals("height") ? Json.number(height) : member.value());
    }
    return json.build();
  }
}
