package headgate.chain.method;

/** How long the successful answer of a method holds. */
public enum CacheScope {
  /** Not at all: it is never kept. */
  NONE,
  /**
   * Until the serving height changes. Where the caller gave a height that is settled, or a hash,
   * the answer holds for ever.
   */
  HEAD,
  /**
   * For ever. Where the answer shows a height, or the caller gave one, it holds for ever only once
   * that height is settled, and until the serving height changes before that.
   */
  IMMUTABLE
}
