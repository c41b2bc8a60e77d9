package headgate.devnode.method;

import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.Map;

/** Raw data by its hash. A dev chain keeps none, so it is never found. */
final class DataMethods {
  private static final Field HASH = Field.required("hash", "jsonrpc.HexBytes", Rule.HASH);

  private DataMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put(
        "icx_getDataByHash",
        new Method(
            ParamShape.of(HASH), _ -> Outcome.failed(RpcError.notFound("Fail to find data"))));
  }
}
