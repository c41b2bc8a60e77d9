package headgate.chain.method;

/** What distinguishes two calls of one method in the cache. */
public enum CacheKey {
  /** The bytes of the parameters, as they are forwarded. */
  PARAMS,
  /**
   * Nothing: the node ignores the parameters, so the gateway sends none and keeps one answer for
   * all callers.
   */
  METHOD
}
