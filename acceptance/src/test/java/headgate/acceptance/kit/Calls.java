package headgate.acceptance.kit;

/** Bodies of JSON-RPC calls as a caller would write them. */
public final class Calls {
  /** The hash of {@link #SIGNED_TRANSACTION}, as a real node answered it. */
  public static final String TRANSACTION_HASH =
      "0xe97f5cccc07fbfec17c702027efd182c090bf9cbffabf4ec97b3c214efebf08a";

  /** The params of a transaction that was signed and sent to a real node. */
  public static final String SIGNED_TRANSACTION =
      """
      {"version":"0x3","from":"hx9a2425c40569db485116fdfac89f84163b1a70ff",\
      "to":"hx1111111111111111111111111111111111111111","stepLimit":"0xf4240",\
      "timestamp":"0x660d7788cb73c","nid":"0x53","value":"0xde0b6b3a7640000","nonce":"0x1",\
      "signature":"6yr90QfF7CV9AU2Do4bntr4mzHzqQx0aWqAd2GQmeK4FEAW7xEfIoMS9nwesS9FEeauv3QUqW3qy\
      73UEdxWc4AE="}\
      """;

  private Calls() {}

  /** A call with params, both given as JSON text. */
  public static String call(String id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  /** A call without params. */
  public static String call(String id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\"}".formatted(id, method);
  }

  /** A balance at the head; each number asks for another address. */
  public static String balance(int number) {
    return call("1", "icx_getBalance", "{\"address\":\"" + address(number) + "\"}");
  }

  /** A balance at a height of its own. */
  public static String balanceAt(int number, long height) {
    return call(
        "1",
        "icx_getBalance",
        "{\"address\":\"%s\",\"height\":\"0x%x\"}".formatted(address(number), height));
  }

  /** The sending of the recorded transaction. */
  public static String send() {
    return call("1", "icx_sendTransaction", SIGNED_TRANSACTION);
  }

  /** An address of its own for each number. */
  public static String address(int number) {
    return "hx%040x".formatted(number);
  }
}
