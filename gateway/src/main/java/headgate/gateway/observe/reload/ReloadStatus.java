package headgate.gateway.observe.reload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the reloads of one gateway.
 *
 * @param byOutcome how many ended so, for every outcome there is
 * @param lastGoodSeconds when the configuration that serves was last found to be that of its file,
 *     in seconds since 1970
 * @param lastFailed whether the last reload changed nothing because it could not
 */
public record ReloadStatus(
    Map<String, Long> byOutcome, double lastGoodSeconds, boolean lastFailed) {
  /** Of a gateway that cannot be reloaded. */
  public static final ReloadStatus NONE = new ReloadStatus(Map.of(), 0, false);

  /** Copies the map, in its order. */
  public ReloadStatus {
    byOutcome = Collections.unmodifiableMap(new LinkedHashMap<>(byOutcome));
  }
}
