package headgate.gateway.upstream.writes;

import headgate.gateway.config.WritesConfig;

/**
 * What one network does with writes beyond sending them once.
 *
 * @param config to how many nodes they go, and for how long
 * @param counts what became of that
 */
public record WriteTerms(WritesConfig config, WriteCounts counts) {
  /** Terms of a network that has counted nothing yet. */
  public WriteTerms(WritesConfig config) {
    this(config, new WriteCounts());
  }
}
