package headgate.gateway.upstream.choice;

import headgate.chain.method.Lane;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeState;
import headgate.gateway.upstream.choice.FallbackUse.Change;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fallbacks of one network, as all loops share them: in which lanes they are in use, and how
 * many calls they may still get.
 */
public final class Fallbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Fallbacks.class);

  /** Whether a node is left out for failing. */
  @FunctionalInterface
  public interface Failing {
    boolean is(int node, long nowNanos);
  }

  private final String network;
  private final FallbackConfig config;
  private final List<NodeDuty> duties;
  private final Failing failing;
  private volatile RateCap cap;
  private final Map<Lane, FallbackUse> uses = new EnumMap<>(Lane.class);
  private volatile LongAdder calls = new LongAdder();
  private volatile LongAdder refused = new LongAdder();

  /**
   * Fallbacks that are not in use.
   *
   * @param network what logs call the network
   * @param duties what each node is there for, in the order of the configuration
   */
  public Fallbacks(
      String network,
      FallbackConfig config,
      List<NodeDuty> duties,
      Failing failing,
      long nowNanos) {
    this.network = network;
    this.config = config;
    this.duties = List.copyOf(duties);
    this.failing = failing;
    cap = new RateCap(config.callsPerSecond(), nowNanos);
    for (var lane : EnumSet.of(Lane.READ, Lane.WRITE, Lane.WAIT)) {
      if (duties.stream().anyMatch(duty -> duty.is(NodeRole.FALLBACK, lane))) {
        uses.put(lane, new FallbackUse(config.returnAfter().toNanos()));
      }
    }
  }

  /** No node is a fallback. */
  public static Fallbacks none() {
    return new Fallbacks("", FallbackConfig.defaults(), List.of(), (_, _) -> false, 0);
  }

  /** Goes on from those of the configuration before: what was counted, and what is in use. */
  public void goOnFrom(Fallbacks before) {
    calls = before.calls;
    refused = before.refused;
    if (config.callsPerSecond() == before.config.callsPerSecond()) {
      cap = before.cap;
    }
    uses.forEach((lane, use) -> {
      var was = before.uses.get(lane);
      if (was != null) {
        use.goOnFrom(was);
      }
    });
  }

  /** Whether the network has any. */
  public boolean exist() {
    return !uses.isEmpty();
  }

  /** Looks how the nodes stand, for every lane; to be told of each new view. */
  public void look(HeadView view, long nowNanos) {
    uses.keySet().forEach(lane -> comeFirst(lane, view, nowNanos));
  }

  /** Looks how the nodes stand, and says whether calls of a lane go to fallbacks first. */
  public boolean comeFirst(Lane lane, HeadView view, long nowNanos) {
    var use = uses.get(lane);
    if (use == null || view.servingHeight() < 0) {
      return false;
    }
    var change = look(lane, use, view, nowNanos);
    if (change != Change.NONE) {
      tell(lane, change, view, nowNanos);
    }
    return use.inUse();
  }

  private Change look(Lane lane, FallbackUse use, HeadView view, long nowNanos) {
    var primary = anyFit(NodeRole.PRIMARY, lane, view, nowNanos);
    var fallback = anyFit(NodeRole.FALLBACK, lane, view, nowNanos);
    return use.look(primary, fallback, nowNanos);
  }

  /** Whoever dies is gone for all lanes: what changes with one of them is told in the same line. */
  private void tell(Lane first, Change change, HeadView view, long nowNanos) {
    var began = EnumSet.noneOf(Lane.class);
    var ended = EnumSet.noneOf(Lane.class);
    (change == Change.BEGAN ? began : ended).add(first);
    uses.forEach((lane, use) -> {
      switch (look(lane, use, view, nowNanos)) {
        case NONE -> {}
        case BEGAN -> began.add(lane);
        case ENDED -> ended.add(lane);
      }
    });
    if (!began.isEmpty()) {
      LOG.warn(
          "network {}: no primary serves {} calls; fallbacks are in use, for {} calls a second",
          network,
          labels(began),
          config.callsPerSecond());
    }
    if (!ended.isEmpty()) {
      LOG.info(
          "network {}: primaries serve {} calls again; fallbacks are not in use for them any more",
          network,
          labels(ended));
    }
  }

  private static String labels(Set<Lane> lanes) {
    return lanes.stream().map(Lane::label).collect(Collectors.joining(", "));
  }

  private boolean anyFit(NodeRole role, Lane lane, HeadView view, long nowNanos) {
    for (var node = 0; node < duties.size(); node++) {
      if (duties.get(node).is(role, lane)
          && view.nodes().get(node).state() == NodeState.UP
          && !failing.is(node, nowNanos)) {
        return true;
      }
    }
    return false;
  }

  /** Takes one call of what they may get; false where the cap is reached. */
  public boolean tryTake(long nowNanos) {
    var taken = cap.tryTake(nowNanos);
    if (taken) {
      calls.increment();
    }
    return taken;
  }

  /** Whether they may get another call. */
  public boolean free(long nowNanos) {
    return cap.free(nowNanos);
  }

  /** A call was refused because the cap was reached and nobody else could serve it. */
  public void refused() {
    refused.increment();
  }

  /** The lanes in which they are in use. */
  public Set<Lane> inUse() {
    var lanes = EnumSet.noneOf(Lane.class);
    uses.forEach((lane, use) -> {
      if (use.inUse()) {
        lanes.add(lane);
      }
    });
    return lanes;
  }

  /** The lanes in which there are any. */
  public Set<Lane> lanes() {
    return Collections.unmodifiableSet(uses.keySet());
  }

  /** How often they came into use in a lane since the start. */
  public long times(Lane lane) {
    var use = uses.get(lane);
    return use == null ? 0 : use.times();
  }

  /** Tries that were made at them since the start. */
  public long calls() {
    return calls.sum();
  }

  /** Calls that were refused for their cap since the start. */
  public long callsRefused() {
    return refused.sum();
  }
}
