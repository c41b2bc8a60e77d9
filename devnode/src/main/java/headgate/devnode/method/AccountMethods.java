package headgate.devnode.method;

import headgate.devnode.json.Hex;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.Map;

/** Balances and supply. */
final class AccountMethods {
  private static final Field ADDRESS = Field.required("address", "jsonrpc.Address", Rule.ADDRESS);

  private AccountMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put(
        "icx_getBalance",
        new Method(ParamShape.of(ADDRESS, Field.height()), AccountMethods::balance));
    methods.put(
        "icx_getTotalSupply",
        new Method(ParamShape.of(Field.height()).orMissing(), AccountMethods::supply));
  }

  private static Outcome balance(Call call) {
    var chain = call.view().chain();
    return Blocks.at(
        call, block -> Outcome.of(Hex.of(chain.balance(call.text("address"), block.height()))));
  }

  private static Outcome supply(Call call) {
    var chain = call.view().chain();
    return Blocks.at(call, block -> Outcome.of(Hex.of(chain.totalSupply(block.height()))));
  }
}
