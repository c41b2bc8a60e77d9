package headgate.gateway.upstream.writes;

import headgate.chain.method.MethodProfile;
import headgate.gateway.route.NodeCall;
import headgate.jsonrpc.CanonicalEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A transaction as its sender signed it, to be sent to further nodes byte for byte.
 *
 * <p>It has a copy of the params, so that a whole batch is not kept for one write in it. They are
 * never logged.
 */
public final class SignedWrite {
  /** What a kept transaction weighs beside its params. */
  private static final int OVERHEAD_BYTES = 256;

  private final String hash;
  private final MethodProfile method;
  private final String path;
  private final byte[] params;

  /** A write whose transaction has that hash; only of a call with params. */
  public SignedWrite(NodeCall write, String hash) {
    var signed = write.call().params();
    this.hash = hash;
    method = write.call().method();
    path = write.path();
    params = Arrays.copyOfRange(signed.body(), signed.from(), signed.to());
  }

  /** What nodes know it by. */
  public String hash() {
    return hash;
  }

  /** The method that sends it. */
  public MethodProfile method() {
    return method;
  }

  /** The node's HTTP path, without its base path. */
  public String path() {
    return path;
  }

  /** The bytes that it is charged with. */
  public int bytes() {
    return params.length + OVERHEAD_BYTES;
  }

  /** The body of the request to a node, with an id of ours. */
  public byte[] body(long ownId) {
    var name = method.name().getBytes(StandardCharsets.UTF_8);
    return CanonicalEnvelope.of(ownId, name, params, 0, params.length);
  }
}
