package headgate.gateway.observe;

import headgate.gateway.head.SyncProgress;
import org.jspecify.annotations.Nullable;

/**
 * The head of one network as it stands now.
 *
 * @param generation how often all that was cached had to be forgotten
 * @param ageSeconds the age of the newest known block at or below the serving height by its own
 *     time, -1 while none is known
 * @param halted whether the chain makes no blocks any more
 * @param followed the name of the node whose blocks are followed, empty while none is
 * @param streaming whether that node's stream tells new blocks; else its probes do
 * @param quarantines how often a node was put in quarantine since the start
 * @param syncing how far the nodes are where none is up because they are catching up, else null
 */
public record HeadStatus(
    long generation,
    double ageSeconds,
    boolean halted,
    String followed,
    boolean streaming,
    long quarantines,
    @Nullable SyncProgress syncing) {
  /** Nothing is known. */
  public static final HeadStatus UNKNOWN = new HeadStatus(0, -1, false, "", false, 0);

  /** Of nodes that are not catching up, or not all of them. */
  public HeadStatus(
      long generation,
      double ageSeconds,
      boolean halted,
      String followed,
      boolean streaming,
      long quarantines) {
    this(generation, ageSeconds, halted, followed, streaming, quarantines, null);
  }
}
