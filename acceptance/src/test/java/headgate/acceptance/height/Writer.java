package headgate.acceptance.height;

import headgate.acceptance.height.Seen.Sent;
import headgate.acceptance.height.Seen.Told;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import headgate.devnode.crypto.Wallet;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller that sends transfers of its own wallet, and asks for each by its hash. */
final class Writer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int OUTCOME_UNKNOWN = -32094;

  /** Errors that a node of the chain gives itself, for example that a transaction is pending. */
  private static final int OF_THE_CHAIN_MIN = -31_999;

  private static final int OF_THE_CHAIN_MAX = -31_000;

  private final DevNetwork nodes;
  private final Seen seen;
  private final Wallet wallet;
  private final RawHttp client;
  private long nonce;

  Writer(TestGateway gateway, DevNetwork nodes, Seen seen, int wallet) {
    this.nodes = nodes;
    this.seen = seen;
    this.wallet = nodes.wallets().get(wallet);
    this.client = RawHttp.connect(gateway.port());
  }

  /** Sends a transfer and asks for it. */
  void send() {
    nonce++;
    var signed =
        wallet
            .transfer(nodes.wallets().getLast().address(), BigInteger.valueOf(nonce))
            .nonce(nonce)
            .signed(nodes.chain().clock().epochMicros());
    var answer = answer(signed.request(nonce));
    var signature = JSON.readTree(signed.params()).path("signature").asString("");
    seen.sent(new Sent(signed.hash(), signature, told(answer, signed), answer.toString()));
    read(signed.hash());
  }

  private static Told told(JsonNode answer, Wallet.Signed signed) {
    if (answer.path("result").asString("").equals(signed.hash())) {
      return Told.HASH;
    }
    var error = answer.path("error");
    var unknown =
        error.path("code").asInt(0) == OUTCOME_UNKNOWN
            && error.path("data").path("txHash").asString("").equals(signed.hash());
    return unknown ? Told.UNKNOWN : Told.REFUSED;
  }

  private void read(String hash) {
    var body = Calls.call("1", "icx_getTransactionResult", "{\"txHash\":\"" + hash + "\"}");
    var answer = answer(body);
    var code = answer.path("error").path("code").asInt(0);
    seen.read();
    if (!answer.has("result") && (code < OF_THE_CHAIN_MIN || code > OF_THE_CHAIN_MAX)) {
      seen.failed(body, answer.toString());
    }
  }

  private JsonNode answer(String body) {
    return JSON.readTree(client.send(RawHttp.request(TestGateway.PATH, body)).response().body());
  }

  @Override
  public void close() {
    client.close();
  }
}
