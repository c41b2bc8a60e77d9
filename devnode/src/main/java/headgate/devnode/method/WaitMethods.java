package headgate.devnode.method;

import headgate.devnode.chain.Refusal;
import headgate.devnode.clock.GoDuration;
import headgate.devnode.node.Waits;
import headgate.devnode.params.Field;
import headgate.devnode.params.ParamShape;
import headgate.devnode.params.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** The two methods that wait for a result. They are off unless the node's options turn them on. */
final class WaitMethods {
  private static final Field HASH = Field.required("txHash", "jsonrpc.HexBytes", Rule.HASH);

  private WaitMethods() {}

  static void register(Map<String, Method> methods) {
    methods.put(
        "icx_sendTransactionAndWait",
        new Method(
            call -> gate(call, nanos -> RpcError.invalidRequest("InvalidTimeout(" + nanos + ")")),
            TransactionShape.SIGNED,
            WaitMethods::sendAndWait));
    methods.put(
        "icx_waitTransactionResult",
        new Method(
            call -> gate(call, nanos -> RpcError.invalidParams("InvalidTimeout(" + nanos + ")")),
            ParamShape.of(HASH),
            WaitMethods::waitFor));
  }

  private static Optional<RpcError> gate(Call call, LongFunction<RpcError> invalid) {
    var standard = call.node().options().waitTimeout();
    if (!standard.isPositive()) {
      return Optional.of(RpcError.methodNotFound("NotEnabled(waitTimeout=0)"));
    }
    var asked = timeout(call);
    return asked.isPositive() ? Optional.empty() : Optional.of(invalid.apply(asked.toNanos()));
  }

  /** The time that the caller gives in milliseconds, or the node's own. */
  private static Duration timeout(Call call) {
    try {
      return Duration.ofMillis(Long.parseLong(call.options().getOrDefault("timeout", "")));
    } catch (NumberFormatException none) {
      return call.node().options().waitTimeout();
    }
  }

  private static Outcome sendAndWait(Call call) {
    var transaction = TransactionShape.transaction(call);
    var refusal = call.node().submit(transaction);
    var unknown = refusal.filter(found -> found.number() != Refusal.DUPLICATE);
    if (unknown.isPresent() && unknown.get().number() != Refusal.COMMITTED) {
      return Outcome.failed(RpcError.refused(unknown.get()));
    }
    return settle(call, transaction.hash());
  }

  private static Outcome waitFor(Call call) {
    var hash = call.text("txHash");
    var known = call.node().pool().contains(hash) || call.view().location(hash).isPresent();
    return known ? settle(call, hash) : Outcome.failed(RpcError.system("E1005:NotFound"));
  }

  private static Outcome settle(Call call, String hash) {
    var most = call.node().options().waitTimeoutMax();
    var asked = timeout(call);
    var limited = asked.compareTo(most) > 0;
    var time = limited ? most : asked;
    var late = Outcome.failed(RpcError.timeout(limited, text(time), hash));
    return new Outcome.Later(
        Waits.until(call.node(), time, () -> receipt(call, hash)).thenApply(o -> o.orElse(late)));
  }

  private static Optional<Outcome> receipt(Call call, String hash) {
    var view = call.node().view();
    return view.location(hash)
        .flatMap(place ->
            view.receipt(place).map(receipt -> TransactionMethods.receipt(view, place, receipt)))
        .map(Outcome::of);
  }

  private static String text(Duration time) {
    return GoDuration.ofMicros(time.toNanos() / 1_000);
  }
}
