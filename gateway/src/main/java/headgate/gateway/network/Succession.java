package headgate.gateway.network;

import headgate.gateway.handover.Inheritance;
import headgate.gateway.head.HeadLegacy;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the networks of one process have from those of the process before it. */
public final class Succession {
  private static final long PATIENCE_SECONDS = 2;

  private Succession() {}

  /** What the process after this one has to know. */
  public static List<Inheritance> left(List<Network> networks) {
    return networks.stream().map(Succession::left).toList();
  }

  private static Inheritance left(Network network) {
    var view = network.view();
    return new Inheritance(
        network.config().name(),
        view.servingHeight(),
        lowered(network.networkId(view)),
        view.ready(),
        network.lineage().drained());
  }

  private static @Nullable String lowered(@Nullable String id) {
    return id == null ? null : id.toLowerCase(Locale.ROOT);
  }

  /**
   * Has these networks go on from there: no height falls, and a node that its operator took out of
   * use stays so. A network that was not there before begins anew.
   *
   * @throws IOException where callers would be worse off than they were
   */
  public static void take(List<Network> networks, List<Inheritance> left) throws IOException {
    for (var each : left) {
      var network = named(networks, each.network());
      if (network != null) {
        check(network, each);
      }
    }
    var done = new CountDownLatch(left.size());
    for (var each : left) {
      var network = named(networks, each.network());
      if (network == null) {
        done.countDown();
      } else {
        network
            .headLoop()
            .execute(() -> {
              network.head().succeed(legacy(each));
              network.lineage().drainedBefore(each.drained());
              done.countDown();
            });
      }
    }
    await(done);
  }

  private static @Nullable Network named(List<Network> networks, String name) {
    return networks.stream()
        .filter(network -> network.config().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static void check(Network network, Inheritance left) throws IOException {
    var view = network.view();
    var id = lowered(network.networkId(view));
    var name = "network " + network.config().name() + ": ";
    if (id != null && left.networkId() != null && !id.equals(left.networkId())) {
      throw new IOException(name + "its nodes are of another network than those before");
    }
    if (left.ready() && !view.ready()) {
      throw new IOException(name + "none of its nodes can serve" + view.reasons());
    }
    if (left.ready() && view.servingHeight() + network.config().lagMax() < left.servingHeight()) {
      throw new IOException(name + "its nodes are too far behind what was served");
    }
  }

  private static HeadLegacy legacy(Inheritance left) {
    var nodes = new HashMap<String, HeadLegacy.OfNode>();
    left.drained().forEach(node -> nodes.put(node, new HeadLegacy.OfNode(true, -1, false)));
    return new HeadLegacy(left.servingHeight(), -1, 0, nodes);
  }

  private static void await(CountDownLatch done) throws IOException {
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the networks' heads did not take the heights in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
