import foundation.icon.icx.Call;
import foundation.icon.icx.IconService;
import foundation.icon.icx.KeyWallet;
import foundation.icon.icx.SignedTransaction;
import foundation.icon.icx.TransactionBuilder;
import foundation.icon.icx.data.Address;
import foundation.icon.icx.data.Bytes;
import foundation.icon.icx.data.TransactionResult;
import foundation.icon.icx.transport.http.HttpProvider;
import foundation.icon.icx.transport.jsonrpc.RpcError;
import foundation.icon.icx.transport.jsonrpc.RpcItem;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Makes a fixed set of calls with the unmodified Java SDK and prints what it saw as one JSON line.
 * Arguments: URL, PRIVATE_KEY, NID, where URL ends before /api/v3.
 */
public class Probe {
  private static final Address RECEIVER = new Address("hx" + "1".repeat(40));
  private static final Address SYSTEM = new Address("cx" + "0".repeat(40));

  private final IconService service;
  private final KeyWallet wallet;
  private final BigInteger nid;

  Probe(String url, String key, String nid) {
    service = new IconService(new HttpProvider(url, 3));
    wallet = KeyWallet.load(new Bytes(key));
    this.nid = new BigInteger(nid.substring(2), 16);
  }

  interface Attempt {
    Object run() throws IOException;
  }

  private static String refused(Attempt attempt) throws IOException {
    try {
      attempt.run();
      return "{\"refused\":false}";
    } catch (RpcError error) {
      var text = error.getMessage().replace("\\", "\\\\").replace("\"", "\\\"");
      return "{\"refused\":true,\"code\":" + error.getCode() + ",\"text\":\"" + text + "\"}";
    }
  }

  private SignedTransaction transfer(long millis) {
    var transaction =
        TransactionBuilder.newBuilder()
            .nid(nid)
            .from(wallet.getAddress())
            .to(RECEIVER)
            .value(BigInteger.TEN.pow(18))
            .stepLimit(BigInteger.valueOf(1_000_000))
            .timestamp(BigInteger.valueOf(millis * 1_000))
            .nonce(BigInteger.ONE)
            .build();
    return new SignedTransaction(transaction, wallet);
  }

  private TransactionResult result(Bytes hash) throws Exception {
    for (var turn = 0; turn < 100; turn++) {
      try {
        return service.getTransactionResult(hash).execute();
      } catch (RpcError pending) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("no result for " + hash);
  }

  private Call<RpcItem> call(String method) {
    return new Call.Builder().to(SYSTEM).method(method).build();
  }

  void run() throws Exception {
    var before = service.getBalance(RECEIVER).execute();
    var hash = service.sendTransaction(transfer(System.currentTimeMillis())).execute();
    var outcome = result(hash);
    var after = service.getBalance(RECEIVER).execute();
    var late = System.currentTimeMillis() - 3_600_000;
    System.out.printf(
        "{\"untouched\":\"%s\",\"revision\":\"%s\",\"hashLooksRight\":%s,\"status\":\"%s\","
            + "\"gained\":\"%s\",\"firstBlock\":\"%s\",\"notFound\":%s,\"expired\":%s,"
            + "\"badContract\":%s}%n",
        service.getBalance(new Address("hx" + "2".repeat(40))).execute(),
        service.call(call("getRevision")).execute().asString(),
        hash.toString().matches("0x[0-9a-f]{64}"),
        outcome.getStatus(),
        after.subtract(before),
        service.getBlock(BigInteger.ONE).execute().getBlockHash(),
        refused(() -> service.getBlock(new Bytes("0x" + "ab".repeat(32))).execute()),
        refused(() -> service.sendTransaction(transfer(late)).execute()).contains("true"),
        refused(() -> service.call(call("noSuchMethod")).execute()));
    System.exit(0);
  }

  public static void main(String[] arguments) throws Exception {
    new Probe(arguments[0], arguments[1], arguments[2]).run();
  }
}
