package headgate.devnode.method;

import headgate.devnode.block.Block;
import headgate.devnode.block.Receipt;
import headgate.devnode.block.ReceiptBytes;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.params.Field;
import headgate.devnode.params.GoStruct;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import headgate.devnode.params.Violations;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Proofs that a receipt, or an event of it, belongs to a block: of the block before the named one.
 */
final class ProofMethods {
  private static final Field HASH = Field.required("hash", "jsonrpc.HexBytes", Rule.HASH);
  private static final Field INDEX = Field.required("index", "jsonrpc.HexInt", Rule.INT);
  private static final Field EVENTS =
      new Field("events", Field.Kind.TEXTS, "[]jsonrpc.HexInt", List.of());

  private ProofMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put(
        "icx_getProofForResult",
        new Method(
            ParamShape.of(HASH, INDEX),
            call -> Blocks.withHash(call, block -> result(call, block))));
    methods.put(
        "icx_getProofForEvents",
        new Method(
            ParamShape.of(HASH, INDEX, EVENTS).with(ProofMethods::checkEvents),
            call -> Blocks.withHash(call, block -> events(call, block))));
  }

  private static void checkEvents(GoStruct params, Violations violations) {
    var events = texts(params);
    if (events.isEmpty()) {
      violations.add("gt", "events");
    }
    for (var index = 0; index < events.size(); index++) {
      if (!Rule.INT.allows(events.get(index))) {
        violations.add(Rule.INT.tag(), "events[" + index + "]");
      }
    }
  }

  private static List<String> texts(GoStruct params) {
    var texts = new ArrayList<String>();
    if (params.value("events") instanceof Json.Items(var items)) {
      items.forEach(item -> texts.add(((Json.Text) item).value()));
    }
    return texts;
  }

  private static Outcome result(Call call, Block block) {
    var receipts = call.view().chain().receipts(block.height() - 1);
    var index = number(call.text("index"));
    return index < receipts.size()
        ? Outcome.of(encoded(ReceiptBytes.proof(receipts, index)))
        : Outcome.failed(RpcError.notFound("E1005:NotFound"));
  }

  private static Outcome events(Call call, Block block) {
    var receipts = call.view().chain().receipts(block.height() - 1);
    var index = number(call.text("index"));
    if (index >= receipts.size()) {
      return Outcome.failed(RpcError.notFound("E1005:fail to get a receipt for index=" + index));
    }
    var proofs = new ArrayList<Json>();
    proofs.add(encoded(ReceiptBytes.proof(receipts, index)));
    for (var event : texts(call.params())) {
      var place = number(event);
      if (place >= receipts.get(index).events().size()) {
        return Outcome.failed(
            RpcError.notFound(
                "no proof for receipt index=%d, event index=%d".formatted(index, place)));
      }
      proofs.add(eventProof(receipts.get(index), place));
    }
    return Outcome.of(new Json.Items(proofs));
  }

  private static Json eventProof(Receipt receipt, int place) {
    return encoded(ReceiptBytes.eventProof(receipt, place));
  }

  private static Json encoded(List<byte[]> nodes) {
    return new Json.Items(
        nodes.stream().map(Base64.getEncoder()::encodeToString).map(Json::text).toList());
  }

  /** An index; what no list can have becomes the largest number. */
  private static int number(String hex) {
    return Hex.quantity(hex).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
  }
}
