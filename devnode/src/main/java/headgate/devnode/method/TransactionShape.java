package headgate.devnode.method;

import headgate.devnode.block.Transaction;
import headgate.devnode.crypto.TransactionHash;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import headgate.devnode.params.DataRules;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.util.ArrayList;
import java.util.List;

/** The params of a transaction, signed or to be estimated. */
final class TransactionShape {
  private static final String INT = "jsonrpc.HexInt";
  private static final String ADDRESS = "jsonrpc.Address";

  private static final List<Field> HEAD =
      List.of(
          Field.required("version", INT, Rule.INT),
          Field.required("from", ADDRESS, Rule.ACCOUNT),
          Field.required("to", ADDRESS, Rule.ADDRESS),
          Field.optional("value", INT, Rule.INT));
  private static final List<Field> TAIL =
      List.of(
          Field.required("timestamp", INT, Rule.INT),
          Field.required("nid", INT, Rule.INT),
          Field.optional("nonce", INT, Rule.INT));
  private static final List<Field> DATA =
      List.of(Field.optional("dataType", "string", Rule.DATA_TYPE), Field.any("data"));

  /** A transaction that can be sent. */
  static final ParamShape SIGNED =
      shape(
          HEAD,
          List.of(Field.required("stepLimit", INT, Rule.INT)),
          TAIL,
          List.of(Field.required("signature", "string", Rule.SIGNATURE)),
          DATA);

  /** A transaction whose steps shall be estimated: without step limit and signature. */
  static final ParamShape ESTIMATED = shape(HEAD, TAIL, DATA);

  private TransactionShape() {}

  @SafeVarargs
  private static ParamShape shape(List<Field>... groups) {
    var fields = new ArrayList<Field>();
    for (var group : groups) {
      fields.addAll(group);
    }
    return ParamShape.of(fields.toArray(Field[]::new)).with(DataRules::checkTransaction);
  }

  /**
   * The transaction that a call sends. Its hash is taken from the members as they came, its fields
   * under their proper names.
   */
  static Transaction transaction(Call call) {
    var members = new JsonObject();
    for (var field : SIGNED.fields()) {
      var value = call.params().value(field.name());
      if (value != null && !(value instanceof Json.Null)) {
        members.put(field.name(), value);
      }
    }
    var raw = call.rawParams() instanceof Json.Members sent ? sent : members.build();
    return new Transaction(Hex.ofBytes(TransactionHash.of(raw)), members.build());
  }
}
