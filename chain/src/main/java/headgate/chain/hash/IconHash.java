package headgate.chain.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The hash of an ICON transaction of version 3, as goloop works it out from the JSON that it was
 * sent: SHA3-256 of {@code icx_sendTransaction.} and the serialised parameters without {@code
 * signature} and {@code txHash}.
 */
final class IconHash {

  private static final Set<String> LEFT_OUT = Set.of("signature", "txHash");
  private static final String SALT = "icx_sendTransaction.";

  private IconHash() {}

  static byte[] of(byte[] bytes, int from, int to) throws Unhashable {
    var params = TransactionJson.read(bytes, from, to);
    if (!params.isObject()) {
      throw new Unhashable("the parameters are not an object");
    }
    if (!isVersion3(params)) {
      throw new Unhashable("only transactions of version 0x3 have a hash that is known here");
    }
    var serialised = new IconSerialisation();
    serialised.raw(SALT);
    serialised.members(params, LEFT_OUT);
    return sha3().digest(serialised.bytes());
  }

  private static boolean isVersion3(JsonNode params) {
    return params.path("version").isString()
        && params.path("version").stringValue().equals("0x3")
        && params.has("from");
  }

  private static MessageDigest sha3() {
    try {
      return MessageDigest.getInstance("SHA3-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new LinkageError("every JDK has SHA3-256", impossible);
    }
  }
}
