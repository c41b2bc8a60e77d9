package headgate.jsonrpc;

/**
 * The bounds of one request body.
 *
 * @param batchCallsMax calls in one batch, 1 to 10,000. Raised, one body holds more work back
 *     behind one answer; lowered, callers that batch must split. goloop's own default is 10.
 * @param depthMax nested arrays and objects, the batch and the envelope included, 2 to 1,024. No
 *     method of a known chain needs more than 10.
 * @param idBytesMax raw bytes of an id, quotes included, 4 to 65,536. An id is held for as long as
 *     its call runs.
 */
public record EnvelopeLimits(int batchCallsMax, int depthMax, int idBytesMax) {

  /** 100 calls, 64 levels, 4 KiB of id. */
  public static final EnvelopeLimits DEFAULT = new EnvelopeLimits(100, 64, 4096);

  public EnvelopeLimits {
    requireWithin("batchCallsMax", batchCallsMax, 1, 10_000);
    requireWithin("depthMax", depthMax, 2, 1_024);
    requireWithin("idBytesMax", idBytesMax, 4, 65_536);
  }

  private static void requireWithin(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be " + min + " to " + max + ", not " + value);
    }
  }
}
