package headgate.devnode.method;

import headgate.devnode.block.Block;
import headgate.devnode.iiss.SystemAnswer;
import headgate.devnode.iiss.SystemContract;
import headgate.devnode.iiss.SystemQuery;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.params.DataRules;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.List;
import java.util.Map;

/** Contracts: calls that read, and what is known about a contract. There is only the system's. */
final class CallMethods {
  private static final String CODE_HASH =
      "0xa7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a";
  private static final Field CONTRACT = Field.required("address", "jsonrpc.Address", Rule.CONTRACT);
  private static final ParamShape CALL =
      ParamShape.of(
              Field.optional("from", "jsonrpc.Address", Rule.ACCOUNT),
              Field.required("to", "jsonrpc.Address", Rule.CONTRACT),
              Field.required("dataType", "string", Rule.CALL),
              Field.any("data"),
              Field.height())
          .with(DataRules::checkCall);

  private CallMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put("icx_call", new Method(CALL, call -> Blocks.at(call, block -> call(call, block))));
    methods.put(
        "icx_getScoreApi",
        new Method(
            ParamShape.of(CONTRACT, Field.height()),
            call -> Blocks.at(call, _ -> api(call.text("address")))));
    methods.put(
        "icx_getScoreStatus",
        new Method(
            ParamShape.of(CONTRACT, Field.height()),
            call -> Blocks.at(call, _ -> status(call.text("address")))));
  }

  private static Outcome call(Call call, Block block) {
    if (!call.text("to").equals(SystemContract.ADDRESS)) {
      return Outcome.failed(RpcError.score(2, "ContractNotFound"));
    }
    var data = (Json.Members) call.params().value("data");
    if (data == null || !(data.last("method") instanceof Json.Text(var method))) {
      return Outcome.failed(RpcError.score(3, "MethodNotFound"));
    }
    var arguments =
        data.last("params") instanceof Json.Members given ? given : new Json.Members(List.of());
    var chain = call.view().chain();
    var state = chain.system(block.height());
    var query = new SystemQuery(state, chain.parameters(), block.height(), method, arguments);
    return switch (SystemContract.query(query)) {
      case SystemAnswer.Value(var json) -> Outcome.of(json);
      case SystemAnswer.Failure(var number, var reason) ->
          Outcome.failed(RpcError.score(number, reason));
    };
  }

  private static Outcome api(String address) {
    return address.equals(SystemContract.ADDRESS)
        ? Outcome.of(new Json.Items(SystemContract.api()))
        : Outcome.failed(RpcError.notFound("E2008:No account for " + address));
  }

  private static Outcome status(String address) {
    if (!address.equals(SystemContract.ADDRESS)) {
      return Outcome.failed(RpcError.notFound("E1005:NoValidContract(addr=" + address + ")"));
    }
    var current =
        new JsonObject().put("codeHash", CODE_HASH).put("status", "active").put("type", "system");
    return Outcome.of(new JsonObject().put("current", current.build()).build());
  }
}
