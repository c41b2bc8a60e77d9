package headgate.gateway.head;

import org.jspecify.annotations.Nullable;

/**
 * How old a chain's head is and whether it still moves.
 *
 * @param headBlockTimeMillis the own time of the newest block that is known at or below the serving
 *     height, in milliseconds since 1970; -1 while none is known
 * @param halted whether no node has shown a new block for ten block intervals and more
 * @param syncing how far the nodes are where none is up because they are catching up, else null
 */
public record ChainPace(long headBlockTimeMillis, boolean halted, @Nullable SyncProgress syncing) {
  /** Nothing is known. */
  public static final ChainPace UNKNOWN = new ChainPace(-1, false, null);
}
