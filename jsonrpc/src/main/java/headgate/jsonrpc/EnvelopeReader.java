package headgate.jsonrpc;

import java.security.SecureRandom;

/**
 * Reads request bodies: the fast scanner first, the strict parser where the scanner gives up.
 *
 * <p>One reader belongs to one event loop; it is not thread-safe and throws nothing whatever the
 * bytes are.
 */
public final class EnvelopeReader {

  private final FastScanner fast;
  private final StrictParser strict;

  /** A reader whose strict parser hashes keys with a secret of its own. */
  public EnvelopeReader(EnvelopeLimits limits) {
    this(limits, new SecureRandom().nextLong());
  }

  /**
   * A reader with a given secret; the secret has no influence on what is read, only on how fast.
   */
  public EnvelopeReader(EnvelopeLimits limits, long hashSecret) {
    fast = new FastScanner(limits);
    strict = new StrictParser(limits, hashSecret);
  }

  /** Reads the body in {@code bytes} from {@code from} to before {@code to}. */
  public void read(byte[] bytes, int from, int to, Envelopes into) {
    if (!fast.scan(bytes, from, to, into)) {
      strict.parse(bytes, from, to, into);
    }
  }

  /**
   * Whether these bytes are exactly one JSON value that could be a call's params: the rules for
   * text, for keys that come twice and for depth are the same. For requests that have no envelope,
   * as the first frame of a WebSocket stream.
   */
  public boolean isSoundValue(byte[] bytes, int from, int to) {
    return strict.isSoundValue(bytes, from, to);
  }
}
