package headgate.gateway.overload;

import headgate.chain.ChainProfile;
import headgate.chain.method.MethodProfile;
import headgate.chain.surface.RpcApi;
import headgate.gateway.client.Client;
import headgate.gateway.seam.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses the calls of one network that matter least while its nodes have too much to do.
 *
 * @param closed the APIs that are closed to the public
 */
public record Shedder(Overload overload, Set<String> closed, Clock clock) {
  /** How long the answer of a read is kept. */
  public enum Kept {
    NOT,
    AT_ITS_HEIGHT,
    FOR_EVER
  }

  /** Copies the set. */
  public Shedder {
    closed = Set.copyOf(closed);
  }

  /** That of a network of that chain. */
  public static Shedder of(ChainProfile profile, Overload overload, Clock clock) {
    var closed =
        profile.paths().apis().stream()
            .filter(api -> !api.enabled())
            .map(RpcApi::name)
            .collect(Collectors.toUnmodifiableSet());
    return new Shedder(overload, closed, clock);
  }

  /** Whether a node may be asked now; who is never refused is not counted either. */
  public boolean admits(MethodProfile method, Client client, Kept kept) {
    if (!overload.active() || client.favour() == Client.Favour.EXEMPT) {
      return true;
    }
    var validator = client.favour() == Client.Favour.VALIDATOR;
    var priority = Priority.of(method, closed.contains(method.api()), kept != Kept.NOT, validator);
    return overload.admits(
        new Overload.Asker(priority, client.customer()),
        new Overload.Demand(method.lane(), method.weight(), kept == Kept.FOR_EVER),
        clock.nanos());
  }
}
