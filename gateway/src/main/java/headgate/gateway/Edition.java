package headgate.gateway;

import static java.util.Objects.requireNonNull;

import headgate.chain.Lifecycle;
import headgate.gateway.LoopAssembly.Parts;
import headgate.gateway.client.AclDesk;
import headgate.gateway.client.Clients;
import headgate.gateway.client.ConfiguredRules;
import headgate.gateway.client.Favours;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.listen.RpcListener;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.network.Lineage;
import headgate.gateway.network.Network;
import headgate.gateway.peer.HintedNetwork;
import headgate.gateway.route.NetworkDoors;
import headgate.gateway.rule.Rule;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.Targets;
import headgate.gateway.upstream.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One configuration at work on every loop: doors, networks, pipelines and limits that go together.
 *
 * <p>It is immutable as far as requests see it. A reload makes the next one beside it and has it
 * take this one's place as a whole.
 */
final class Edition implements AclDesk.Judging {
  private final GatewayConfig config;
  private final Ground ground;
  private final ConfiguredRules rules;
  private final Clients clients;
  private final List<NetworkPlan> plans;
  private final List<Network> networks;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Map<NettyLoop, Parts> parts = new LinkedHashMap<>();
  private final List<Explainer> explainers;

  private Edition(
      GatewayConfig config, Ground ground, List<NetworkPlan> plans, @Nullable Edition before) {
    this.config = config;
    this.ground = ground;
    this.plans = List.copyOf(plans);
    rules = rules(config, plans);
    networks = plans.stream().map(plan -> network(plan, before)).toList();
    clients =
        new Clients(
            config.doors().clients(),
            rules.book(List.of()),
            ground.meter(config, rules),
            new Favours(rules.breakGlass(), config.doors().overload().validators()));
    var doors = doors(networks);
    var assembly = new LoopAssembly(config, ground, clients);
    for (var loop : ground.loops()) {
      var was = before == null ? null : before.on(loop);
      parts.put(loop, assembly.parts(loop, networks, doors, was));
    }
    explainers = explainers(ground.loops().getFirst());
  }

  /** The first one of a gateway. */
  static Edition first(GatewayConfig config, List<NetworkPlan> plans, Ground ground) {
    return new Edition(config, ground, plans, null);
  }

  /** The one that is to take this one's place; networks that are the same are kept. */
  Edition next(GatewayConfig newConfig, List<NetworkPlan> newPlans) {
    return new Edition(newConfig, ground, newPlans, this);
  }

  private Network network(NetworkPlan plan, @Nullable Edition before) {
    var was = before == null ? -1 : before.placeOf(plan.config().name());
    if (before == null || was < 0) {
      return made(
          plan,
          new Lineage(
              plan.config().name(), plan.methods(), CallRecorder.reasons(), ground.machine()));
    }
    var same = before.networks.get(was);
    return plan.isLike(before.plans.get(was))
        ? same
        : made(
            plan,
            same.lineage().counting(plan.config().name(), plan.methods(), CallRecorder.reasons()));
  }

  private Network made(NetworkPlan plan, Lineage lineage) {
    return new Network(plan.config(), plan.chain(), lineage, ground.machine());
  }

  /**
   * What the doors go by.
   *
   * @throws IllegalArgumentException where a rule is about what no network has
   */
  static ConfiguredRules rules(GatewayConfig config, List<NetworkPlan> plans) {
    var served =
        plans.stream()
            .map(plan -> new Targets.Served(plan.config().name(), plan.chain().profile()))
            .toList();
    return new ConfiguredRules(config.doors().acl(), new Targets(served));
  }

  /** Says who asks, and what that one may do. */
  Clients clients() {
    return clients;
  }

  @Override
  public ConfiguredRules rules() {
    return rules;
  }

  @Override
  public Rulebook book() {
    return clients.book();
  }

  /** Streams of whom a rule is against now end; requests are judged when they come. */
  @Override
  public void judgeBy(List<Rule> more) {
    clients.judgeBy(rules.book(more));
    parts.forEach((loop, its) -> loop.execute(() -> its.gate().judge(clients)));
  }

  private static NetworkDoors doors(List<Network> networks) {
    return new NetworkDoors(
        networks.stream()
            .map(network ->
                new NetworkDoors.Choice(
                    network.config(),
                    network.profile(),
                    network::channel,
                    () -> network.view().servingHeight() >= 0))
            .toList());
  }

  private List<Explainer> explainers(NettyLoop loop) {
    var walks = on(loop).walks();
    return IntStream.range(0, networks.size())
        .mapToObj(
            index -> new Explainer(networks.get(index), index, loop, walks.get(index).pipeline()))
        .toList();
  }

  /** Why a network cannot be taken without a restart, in a line each. */
  List<String> refusals(NetworkPlan plan) {
    var place = placeOf(plan.config().name());
    return place < 0 || plans.get(place).isOfChain(plan)
        ? List.of()
        : List.of(
            "network "
                + plan.config().name()
                + ": a network that becomes another chain or network needs another name");
  }

  /** Whether that configuration changes nothing. */
  boolean isLike(GatewayConfig other, List<NetworkPlan> otherPlans) {
    return config.equals(other)
        && IntStream.range(0, plans.size())
            .allMatch(place -> plans.get(place).isLike(otherPlans.get(place)));
  }

  GatewayConfig config() {
    return config;
  }

  Ground ground() {
    return ground;
  }

  /** What its networks are made of, in the order of the configuration. */
  List<NetworkPlan> plans() {
    return plans;
  }

  List<Network> networks() {
    return networks;
  }

  /** The place of the network of that name, -1 where there is none. */
  int placeOf(String network) {
    return networks.stream().map(each -> each.config().name()).toList().indexOf(network);
  }

  /** What other gateways' heights are told to, null where there is no network of that name. */
  @Nullable HintedNetwork hinted(String name) {
    var network = network(name);
    return network == null ? null : new HintedNetwork(network.view(), network.head());
  }

  private @Nullable Network network(String name) {
    var place = placeOf(name);
    return place < 0 ? null : networks.get(place);
  }

  // ---- what an operator orders, of this edition or of one that has taken its place

  /** Takes a node out of use, or back; false where there is no such node. */
  boolean drain(String network, String node, boolean out) {
    var ordered = network(network);
    return ordered != null && ordered.lineage().drain(node, out);
  }

  /** Lowers a network's serving height, or says that it was not done. */
  CompletableFuture<Boolean> lowerHead(String network, long from, long to) {
    var lowered = network(network);
    return lowered == null
        ? CompletableFuture.completedFuture(false)
        : lowered.lineage().head().lowerServingHeight(from, to);
  }

  /** Whether a network's chain has ended. */
  boolean isFrozen(String network) {
    var asked = network(network);
    return asked != null && asked.lifecycle() instanceof Lifecycle.Frozen;
  }

  /** Empties a network's caches; false where there is no such network. */
  boolean clearCaches(String network) {
    var cleared = network(network);
    if (cleared == null) {
      return false;
    }
    cleared.lineage().head().raiseGeneration("ordered by an operator");
    return true;
  }

  /** Explains a call of a network. */
  CompletableFuture<String> explain(String network, String call, boolean live) {
    var place = placeOf(network);
    return place < 0
        ? CompletableFuture.completedFuture("{\"refused\":\"there is no network of that name\"}")
        : explainers.get(place).explain(call, live);
  }

  /** What it has on a loop. */
  Parts on(NettyLoop loop) {
    return requireNonNull(parts.get(loop), "a loop of another gateway");
  }

  /** From now on calls are refused as it says when there are too many. */
  void shed() {
    var delay = config.doors().overload().queueDelay();
    networks.forEach(network -> network.lineage().overload().target(delay.toNanos()));
  }

  /** What serves requests of a loop. */
  RpcListener.Service service(NettyLoop loop) {
    return on(loop).service();
  }

  /** Begins to probe every network's nodes. */
  void start() {
    var heads = new HeadAssembly(ground, config.limits());
    var loops = ground.loops();
    parts.values().forEach(each -> each.walks().forEach(walk -> walk.upstream().start()));
    for (var index = 0; index < networks.size(); index++) {
      var network = networks.get(index);
      network.begin(heads.headOf(network, loops.get(index % loops.size())));
    }
  }

  /** How many calls its nodes work on, whether or not their callers are there. */
  int calls() {
    return networks.stream()
        .flatMap(network -> network.nodes().stream())
        .mapToInt(Node::inFlight)
        .sum();
  }

  /** Ends every stream, telling its parties; does not wait for that. */
  void endStreams() {
    parts.forEach((loop, its) -> loop.execute(its.gate()::stop));
  }

  /**
   * Ends probes and streams, once; returns when every stream's parties are told, or after a second.
   */
  void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    networks.forEach(Network::stop);
    var told = new CountDownLatch(parts.size());
    parts.forEach((loop, its) -> loop.execute(() -> stop(its, told)));
    try {
      told.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Parts parts, CountDownLatch told) {
    try {
      parts.gate().stop();
    } finally {
      told.countDown();
    }
  }
}
