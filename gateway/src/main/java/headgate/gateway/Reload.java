package headgate.gateway;

import headgate.chain.method.Lane;
import headgate.gateway.LoopAssembly.Parts;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.network.Network;
import headgate.gateway.reload.FixedSettings;
import headgate.gateway.reload.ReloadOutcome;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reload, from two editions to one: networks that are new or changed look for their heads
 * first; once they can serve, or a bounded wait is over, they take the places of those before, and
 * then all requests that begin see the new edition.
 *
 * <p>The order is what loses nothing. A head takes the place of another on the loop of both, so
 * that no height falls. Streams and connections to nodes go over before the first request sees the
 * new edition, and what the old one had ends after it. All steps are decided on one loop.
 */
final class Reload {
  /** What a gateway that takes its leave makes of one. */
  static final ReloadOutcome.Refused WHILE_LEAVING =
      new ReloadOutcome.Refused(List.of("the gateway drains"));

  /** How long the networks may look for their heads. */
  static final Duration WARM_MAX = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Edition before;
  private final Edition after;
  private final Terms terms;
  private final Consumer<Edition> swap;
  private final NettyLoop desk;
  private final List<Network> newcomers;
  private final CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();
  private Loop.Timer late = () -> {};
  private boolean decided;

  /**
   * What a reload may do.
   *
   * @param force whether networks are taken whose nodes cannot serve
   * @param leaving whether the gateway takes its leave, which is told by one edition to the end
   */
  record Terms(boolean force, BooleanSupplier leaving) {}

  /**
   * A reload that has not begun.
   *
   * @param swap has every request see the edition that begins from then on
   */
  private Reload(Edition before, Edition after, Terms terms, Consumer<Edition> swap) {
    this.before = before;
    this.after = after;
    this.terms = terms;
    this.swap = swap;
    desk = after.ground().loops().getFirst();
    newcomers =
        after.networks().stream().filter(each -> !before.networks().contains(each)).toList();
  }

  /**
   * Puts another configuration in the place of the one that serves, without losing a call.
   *
   * @param swap is given the edition that all requests are to see which begin from then on, and
   *     what its nodes' certificates are judged by
   */
  static CompletableFuture<ReloadOutcome> to(
      GatewayConfig next, Edition before, Terms terms, BiConsumer<Edition, TlsContexts> swap) {
    if (terms.leaving.getAsBoolean()) {
      return CompletableFuture.completedFuture(WHILE_LEAVING);
    }
    try {
      var plans = NetworkPlan.all(next);
      var tls = Ground.certificates(next);
      var refused = new ArrayList<>(FixedSettings.changed(before.config(), next));
      plans.forEach(plan -> refused.addAll(before.refusals(plan)));
      if (!refused.isEmpty()) {
        return CompletableFuture.completedFuture(new ReloadOutcome.Refused(refused));
      }
      if (before.isLike(next, plans)) {
        before.ground().tls().renew(tls);
        return CompletableFuture.completedFuture(new ReloadOutcome.Unchanged());
      }
      // Also where it comes to nothing: the files are what the operator wants to be judged by.
      before.ground().tls().renew(tls);
      var after = before.next(next, plans);
      return new Reload(before, after, terms, newest -> swap.accept(newest, tls)).begin();
    } catch (StartFailure | IllegalArgumentException unusable) {
      return CompletableFuture.completedFuture(
          new ReloadOutcome.Invalid(List.of(String.valueOf(unusable.getMessage()))));
    }
  }

  /** Begins; callable from any thread, once. */
  private CompletableFuture<ReloadOutcome> begin() {
    atDesk(this::warm);
    return outcome;
  }

  // ---- the networks look for their heads

  private void warm() {
    var heads = new HeadAssembly(after.ground(), after.config().limits());
    var loops = after.ground().loops();
    for (var network : newcomers) {
      var was = predecessor(network);
      var place = after.networks().indexOf(network) % loops.size();
      var loop = was == null ? loops.get(place) : was.headLoop();
      network.warm(heads.headOf(network, loop), () -> atDesk(this::look));
    }
    late = desk.schedule(WARM_MAX, () -> guarded(this::decide));
    look();
  }

  private @Nullable Network predecessor(Network network) {
    var place = before.placeOf(network.config().name());
    return place < 0 ? null : before.networks().get(place);
  }

  /** It is time once each can serve the very height that callers have seen. */
  private void look() {
    if (newcomers.stream().allMatch(network -> serves(network, 0))) {
      decide();
    }
  }

  /** Whether it can serve, at a height not more than that many blocks below the present one. */
  private boolean serves(Network network, int blocksBelow) {
    var found = network.found();
    var was = predecessor(network);
    var least = was == null ? -1 : was.view().servingHeight();
    return found.ready() && found.servingHeight() + blocksBelow >= least;
  }

  private void decide() {
    if (decided) {
      return;
    }
    decided = true;
    late.cancel();
    var reasons = new ArrayList<String>();
    if (terms.leaving.getAsBoolean()) {
      reasons.addAll(WHILE_LEAVING.lines());
    }
    for (var network : newcomers) {
      var reason = reason(network);
      if (reason != null) {
        reasons.add("network " + network.config().name() + ": " + reason);
      }
    }
    if (reasons.isEmpty()) {
      onEach(newcomers, Network::headLoop, Network::takeOver, this::handOver);
    } else {
      onEach(newcomers, Network::headLoop, Network::leave, () -> {});
      outcome.complete(new ReloadOutcome.Refused(reasons));
    }
  }

  /** Why it cannot be taken, null where it can. */
  private @Nullable String reason(Network network) {
    var was = predecessor(network);
    if (was != null && differ(was.networkId(was.view()), network.networkId(network.found()))) {
      return "its nodes are of another network than the one that is served under this name";
    }
    var near = serves(network, network.config().lagMax());
    if (terms.force || near || (was != null && !was.view().ready())) {
      return null;
    }
    return network.found().ready()
        ? "its nodes are too far behind what is served"
        : "none of its nodes can serve" + network.found().reasons();
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equalsIgnoreCase(other);
  }

  // ---- one edition takes the place of the other

  private void handOver() {
    onEach(after.ground().loops(), loop -> loop, this::handOver, this::swap);
  }

  private void handOver(NettyLoop loop) {
    var was = before.on(loop);
    was.gate().handOver(after.on(loop).gate());
    for (var walk : after.on(loop).walks()) {
      var old = upstreamOf(was, walk.network());
      if (old == null) {
        walk.upstream().start();
      } else if (!old.upstream().equals(walk.upstream())) {
        walk.upstream().start();
        walk.upstream().takeOver(old.upstream());
      }
    }
  }

  private static LoopAssembly.@Nullable Walk upstreamOf(Parts parts, Network network) {
    var name = network.config().name();
    return parts.walks().stream()
        .filter(walk -> walk.network().config().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private void swap() {
    swap.accept(after);
    onEach(after.ground().loops(), loop -> loop, this::end, this::finish);
  }

  // ---- the end of what was there before

  private void end(NettyLoop loop) {
    var is = after.on(loop);
    for (var walk : before.on(loop).walks()) {
      var successor = upstreamOf(is, walk.network());
      if (successor == null) {
        walk.upstream().end();
      } else if (!successor.upstream().equals(walk.upstream())) {
        walk.upstream().end(successor.upstream());
      }
    }
  }

  private void finish() {
    before.networks().stream()
        .filter(each -> after.placeOf(each.config().name()) < 0)
        .forEach(Reload::leaveLater);
    outcome.complete(new ReloadOutcome.Applied(changes()));
  }

  /** Calls of a network that is no longer served may wait for its heights as long as they last. */
  private static void leaveLater(Network network) {
    var longest = network.config().lanes().of(Lane.READ).deadline();
    network.headLoop().execute(() -> network.headLoop().schedule(longest, network::leave));
  }

  private List<String> changes() {
    var lines = new ArrayList<String>();
    newcomers.forEach(network ->
        lines.add(
            "network "
                + network.config().name()
                + (predecessor(network) == null ? ": added" : ": changed")));
    before.networks().stream()
        .filter(each -> after.placeOf(each.config().name()) < 0)
        .forEach(each -> lines.add("network " + each.config().name() + ": removed"));
    if (!before.config().limits().equals(after.config().limits())) {
      lines.add("limits: changed");
    }
    if (!before.config().doors().clients().equals(after.config().doors().clients())) {
      lines.add("clients: changed");
    }
    if (!before.config().doors().acl().equals(after.config().doors().acl())) {
      lines.add("acl: changed");
    }
    if (!before.config().doors().rates().equals(after.config().doors().rates())) {
      lines.add("rates: changed");
    }
    if (!before.config().admin().equals(after.config().admin())) {
      lines.add("admin: changed");
    }
    return lines.isEmpty() ? List.of("order of networks: changed") : lines;
  }

  private void atDesk(Runnable step) {
    desk.execute(() -> guarded(step));
  }

  /** Whatever breaks, there is an outcome: the next reload waits for it. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      outcome.completeExceptionally(bug);
    }
  }

  /** Does something for each on its loop, and goes on at the desk once all of it is done. */
  private <T> void onEach(List<T> all, Function<T, Loop> loopOf, Consumer<T> task, Runnable goOn) {
    if (all.isEmpty()) {
      goOn.run();
      return;
    }
    var left = new AtomicInteger(all.size());
    for (var each : all) {
      loopOf
          .apply(each)
          .execute(() -> {
            try {
              task.accept(each);
            } catch (RuntimeException bug) {
              LOG.error("a step of a reload broke off", bug);
            } finally {
              if (left.decrementAndGet() == 0) {
                atDesk(goOn);
              }
            }
          });
    }
  }
}
