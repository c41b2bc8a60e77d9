package headgate.devnode.genesis;

import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.util.List;

/** The chain part of the genesis that a demo begins with: the step costs of an ICON network. */
final class DemoChain {
  private DemoChain() {}

  static Json parameters() {
    return new JsonObject()
        .put("blockInterval", "0x3e8")
        .put("fee", fee())
        .put("revision", "0x1b")
        .put("roundLimitFactor", "0x3")
        .putItems("validatorList", List.of(Json.text("hxe44cf504b0f6c1270e241d901efe96bb358512bc")))
        .build();
  }

  private static Json fee() {
    return new JsonObject()
        .put("stepCosts", stepCosts())
        .put(
            "stepLimit",
            new JsonObject().putHex("invoke", 2_500_000_000L).putHex("query", 50_000_000).build())
        .putHex("stepPrice", 12_500_000_000L)
        .build();
  }

  private static Json stepCosts() {
    return new JsonObject()
        .putHex("apiCall", 10_000)
        .putHex("contractCall", 25_000)
        .putHex("contractCreate", 1_000_000_000)
        .putHex("contractSet", 15_000)
        .putHex("contractUpdate", 1_000_000_000)
        .putHex("default", 100_000)
        .putHex("delete", -240)
        .putHex("deleteBase", 200)
        .putHex("get", 25)
        .putHex("getBase", 3_000)
        .putHex("input", 200)
        .putHex("log", 100)
        .putHex("logBase", 5_000)
        .putHex("schema", 1)
        .putHex("set", 320)
        .putHex("setBase", 10_000)
        .build();
  }
}
