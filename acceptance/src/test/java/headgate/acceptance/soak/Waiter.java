package headgate.acceptance.soak;

import headgate.acceptance.height.Seen;
import headgate.acceptance.height.Seen.Told;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import headgate.devnode.crypto.Wallet;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends transfers of its own wallet and waits for their results in two ways, or leaves before. */
final class Waiter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LEAVES_AFTER = Duration.ofMillis(100);

  private final int port;
  private final DevNetwork nodes;
  private final Seen seen;
  private final Census census;
  private final Wallet wallet;
  private long nonce;

  Waiter(int port, DevNetwork nodes, Seen seen, Census census) {
    this.port = port;
    this.nodes = nodes;
    this.seen = seen;
    this.census = census;
    wallet = nodes.wallets().get(nodes.wallets().size() - 2);
  }

  /** One transfer. */
  void call() {
    nonce++;
    var signed =
        wallet
            .transfer(nodes.wallets().getLast().address(), BigInteger.valueOf(nonce))
            .nonce(nonce)
            .signed(nodes.chain().clock().epochMicros());
    switch ((int) (nonce % 3)) {
      case 0 -> sendAndWait(signed);
      case 1 -> sendThenWait(signed);
      default -> sendAndLeave(signed);
    }
  }

  /** Its result says that it was taken; whatever else is said, it may have been. */
  private void sendAndWait(Wallet.Signed signed) {
    var answer = ask(waiting(signed));
    sent(signed, answer.toString(), answer.has("result") ? Told.HASH : Told.UNKNOWN);
    census.count(answer.has("result") ? "send and wait" : "send and wait, in vain");
  }

  private void sendThenWait(Wallet.Signed signed) {
    var answer = ask(signed.request(nonce));
    sent(signed, answer.toString(), answer.has("result") ? Told.HASH : Told.UNKNOWN);
    var params = "{\"txHash\":\"" + signed.hash() + "\"}";
    var waited = ask(Calls.call("1", "icx_waitTransactionResult", params));
    census.count(waited.has("result") ? "wait" : "wait, in vain");
  }

  private void sendAndLeave(Wallet.Signed signed) {
    try (var client = RawHttp.connect(port)) {
      client.send(RawHttp.request(TestGateway.PATH, waiting(signed)));
      LockSupport.parkNanos(LEAVES_AFTER.toNanos());
      client.reset();
    }
    sent(signed, "not waited for", Told.UNKNOWN);
    census.count("send and wait, left");
  }

  private static String waiting(Wallet.Signed signed) {
    return Calls.call("1", "icx_sendTransactionAndWait", signed.params());
  }

  private void sent(Wallet.Signed signed, String answer, Told told) {
    seen.sent(new Seen.Sent(signed.hash(), signed.hash(), told, answer));
  }

  private JsonNode ask(String body) {
    try (var client = RawHttp.connect(port).within(PATIENCE)) {
      var response = client.send(RawHttp.request(TestGateway.PATH, body)).response();
      return JsonMapper.shared().readTree(response.body());
    }
  }
}
