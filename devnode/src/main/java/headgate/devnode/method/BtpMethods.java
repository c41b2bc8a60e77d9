package headgate.devnode.method;

import headgate.devnode.block.Block;
import headgate.devnode.json.Hex;
import headgate.devnode.json.JsonObject;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.List;
import java.util.Map;

/** The Blockchain Transmission Protocol on a chain that has no network of it. */
final class BtpMethods {
  private static final ParamShape BY_ID =
      ParamShape.of(Field.height(), Field.required("id", "jsonrpc.HexInt", Rule.INT));
  private static final ParamShape BY_HEIGHT =
      ParamShape.of(
          Field.required("height", "jsonrpc.HexInt", Rule.INT),
          Field.required("networkID", "jsonrpc.HexInt", Rule.INT));

  private BtpMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put(
        "btp_getNetworkInfo",
        new Method(BY_ID, call -> Blocks.at(call, _ -> unknown("nid", call.text("id")))));
    methods.put(
        "btp_getNetworkTypeInfo",
        new Method(BY_ID, call -> Blocks.at(call, _ -> unknown("ntid", call.text("id")))));
    methods.put(
        "btp_getMessages",
        new Method(
            BY_HEIGHT, call -> Blocks.at(call, _ -> unknown("nid", call.text("networkID")))));
    methods.put("btp_getHeader", missing("header"));
    methods.put("btp_getProof", missing("proof"));
    methods.put("btp_getSourceInformation", new Method(ParamShape.ignored(), BtpMethods::source));
  }

  private static Outcome unknown(String what, String id) {
    return Outcome.failed(RpcError.system("E1005:not found " + what + "=" + Hex.quantity(id)));
  }

  private static Method missing(String part) {
    return new Method(
        BY_HEIGHT, call -> Blocks.at(call, block -> missing(part, block, call.text("networkID"))));
  }

  private static Outcome missing(String part, Block block, String network) {
    return Outcome.failed(
        RpcError.notFound(
            "E1005:fail to get a BTP block %s for height=%d, nid=%d"
                .formatted(part, block.height(), Hex.quantity(network))));
  }

  private static Outcome source(Call call) {
    var network = Hex.of(call.view().chain().parameters().networkId());
    return Outcome.of(
        new JsonObject()
            .putItems("networkTypeIDs", List.of())
            .put("srcNetworkUID", network + ".icon")
            .build());
  }
}
