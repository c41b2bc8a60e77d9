package headgate.gateway.handover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway leaves of one network to the process after it.
 *
 * @param network its name
 * @param servingHeight the height of the newest answers, -1 where there were none
 * @param networkId the id that its nodes report, null where none is known
 * @param ready whether it could serve
 * @param drained the names of the nodes that their operator took out of use
 */
public record Inheritance(
    String network,
    long servingHeight,
    @Nullable String networkId,
    boolean ready,
    List<String> drained) {
  /** Copies the list. */
  public Inheritance {
    drained = List.copyOf(drained);
  }
}
