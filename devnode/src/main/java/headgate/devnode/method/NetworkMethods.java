package headgate.devnode.method;

import headgate.devnode.json.JsonObject;
import headgate.devnode.params.ParamShape;
import java.util.Map;

/** The method that tells which network a node is on and how far it is. */
final class NetworkMethods {
  private NetworkMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put("icx_getNetworkInfo", new Method(ParamShape.ignored(), NetworkMethods::network));
  }

  private static Outcome network(Call call) {
    var fault = call.node().faults().conduct();
    var parameters = call.view().chain().parameters();
    return Outcome.of(
        new JsonObject()
            .put("platform", "icon")
            .putHex("nid", fault.claimedNetwork().orElse(parameters.networkId()))
            .put("channel", parameters.channel())
            .putHex("earliest", call.view().earliest())
            .putHex("latest", call.view().height() + fault.lie())
            .putHex("stepPrice", parameters.steps().price())
            .build());
  }
}
