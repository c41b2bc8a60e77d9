package headgate.gateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.gateway.decompose.Call;
import headgate.gateway.decompose.Decomposed;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.decompose.Item;
import headgate.jsonrpc.EnvelopeLimits;

/** Calls of the built-in chains, made by the real decomposer. */
public final class Calls {
  /** The profile of ICON. */
  public static final ChainProfile ICON = ChainProfiles.builtIn("icon");

  /** The profile of EVM chains. */
  public static final ChainProfile EVM = ChainProfiles.builtIn("evm");

  private Calls() {}

  /** A decomposer of a profile. */
  public static Decomposer decomposer(ChainProfile profile) {
    return new Decomposer(profile.methods(), profile.heightTags(), EnvelopeLimits.DEFAULT);
  }

  /** Takes a body apart as it came in under an API. */
  public static Decomposed decompose(ChainProfile profile, String api, String body) {
    var bytes = body.getBytes(UTF_8);
    return decomposer(profile).decompose(bytes, bytes.length, api);
  }

  /** The call of a method of ICON's v3 API with id 1; empty params are left out. */
  public static Call icon(String method, String params) {
    return only(ICON, "v3", body("1", method, params));
  }

  /** The call of an EVM method with id 1; empty params are left out. */
  public static Call evm(String method, String params) {
    return only(EVM, "rpc", body("1", method, params));
  }

  /** The text of one call. */
  public static String body(String id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\""
        + method
        + "\""
        + (params.isEmpty() ? "" : ",\"params\":" + params)
        + "}";
  }

  /** The one call of a body, which has to be good. */
  public static Call only(ChainProfile profile, String api, String body) {
    if (decompose(profile, api, body) instanceof Decomposed.Single single
        && single.item() instanceof Item.Known known) {
      return known.call();
    }
    throw new AssertionError("not one good call: " + body);
  }
}
