package headgate.acceptance.height;

import headgate.acceptance.height.Seen.Sent;
import headgate.acceptance.height.Seen.Told;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import headgate.devnode.crypto.Wallet;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller that sends transfers of its own wallet and asks for each by its hash, at once and again
 * later. A transaction that was acknowledged is known from then on, and a result that was seen
 * stays.
 */
public final class Writer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int OUTCOME_UNKNOWN = -32094;

  private static final int PENDING = -31002;
  private static final int EXECUTING = -31003;
  private static final int NOT_FOUND = -31004;

  /** So many of the last transactions are asked for again. */
  private static final int READ_AGAIN_AFTER = 2;

  private final DevNetwork nodes;
  private final Seen seen;
  private final Wallet wallet;
  private final RawHttp client;
  private final BooleanSupplier forgets;
  private final Deque<String> acknowledged = new ArrayDeque<>();
  private final Set<String> settled = new HashSet<>();
  private long nonce;

  /**
   * A caller with a connection of its own.
   *
   * @param forgets whether a node may be asked now that does not know what was acknowledged
   */
  public Writer(int port, DevNetwork nodes, Seen seen, int wallet, BooleanSupplier forgets) {
    this.forgets = forgets;
    this.nodes = nodes;
    this.seen = seen;
    this.wallet = nodes.wallets().get(wallet);
    this.client = RawHttp.connect(port);
  }

  /** Sends a transfer, and asks for it and for an earlier one. */
  public void send() {
    nonce++;
    var signed =
        wallet
            .transfer(nodes.wallets().getLast().address(), BigInteger.valueOf(nonce))
            .nonce(nonce)
            .signed(nodes.chain().clock().epochMicros());
    var answer = answer(signed.request(nonce));
    var signature = JSON.readTree(signed.params()).path("signature").asString("");
    var told = told(answer, signed);
    seen.sent(new Sent(signed.hash(), signature, told, answer.toString()));
    read(signed.hash(), told == Told.HASH);
    if (told == Told.HASH) {
      acknowledged.add(signed.hash());
    }
    if (acknowledged.size() > READ_AGAIN_AFTER) {
      read(acknowledged.remove(), true);
    } else if (!acknowledged.isEmpty()) {
      read(acknowledged.element(), true);
    }
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

  private void read(String hash, boolean known) {
    var body = Calls.call("1", "icx_getTransactionResult", "{\"txHash\":\"" + hash + "\"}");
    var forgotten = forgets.getAsBoolean();
    var answer = answer(body);
    seen.read();
    if (answer.has("result")) {
      settled.add(hash);
      checkResult(hash, answer);
    } else if (!mayBeTold(answer, known && !forgotten, settled.contains(hash) && !forgotten)) {
      seen.failed(body, answer.toString());
    }
  }

  private void checkResult(String hash, JsonNode answer) {
    if (!answer.path("result").path("txHash").asString("").equals(hash)) {
      seen.wrong(false, hash, answer.toString());
    }
  }

  private static boolean mayBeTold(JsonNode answer, boolean known, boolean hadResult) {
    return switch (answer.path("error").path("code").asInt(0)) {
      case PENDING, EXECUTING -> !hadResult;
      case NOT_FOUND -> !known && !hadResult;
      default -> false;
    };
  }

  private JsonNode answer(String body) {
    return JSON.readTree(client.send(RawHttp.request(TestGateway.PATH, body)).response().body());
  }

  @Override
  public void close() {
    client.close();
  }
}
