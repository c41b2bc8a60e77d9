package headgate.simulation;

import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.simulation.caller.Caller;
import headgate.simulation.caller.CallerEars;
import headgate.simulation.caller.Knowledge;
import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import headgate.simulation.machine.SimulatedMachine;
import headgate.simulation.machine.VirtualClock;
import headgate.simulation.node.SimulatedNode;
import headgate.simulation.node.WorldEars;
import headgate.simulation.rule.DrainRule;
import headgate.simulation.rule.Editions;
import headgate.simulation.rule.Invariants;
import headgate.simulation.rule.Landscape;
import headgate.simulation.rule.QuietRule;
import headgate.simulation.rule.ReloadRule;
import headgate.simulation.rule.Skies;
import headgate.simulation.rule.Verdict;
import headgate.simulation.wire.SimulatedWire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One seed's world, from its first event to its quiet end. */
public final class Simulation {
  private static final int BLOCKS_BEFORE = 100;
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final Duration ANSWERING_MAX = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(45);

  private final Plan plan;
  private final Agenda agenda = new Agenda();
  private final Tally tally = new Tally();
  private final Verdict verdict;
  private final Trace trace;
  private final Chance chance;
  private final Chain chain;
  private final VirtualClock clock = new VirtualClock(agenda);
  private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
  private final SimulatedMachine machine;
  private final Skies skies = new Skies();
  private final Knowledge knowledge = new Knowledge();
  private final Invariants invariants;
  private final Gateway gateway;
  private final Weather weather;
  private final Reloading reloading;
  private final List<Caller> callers = new ArrayList<>();
  private String lastSeen = "";
  private long errors;

  private Simulation(long seed, Verdict verdict, Consumer<String> listener) {
    this.verdict = verdict;
    trace = new Trace(agenda, listener);
    chance = Chance.of(seed);
    plan = Plan.of(chance.split());
    trace.note(plan.toString());
    chain = Chain.grown(0, plan.networkId(), BLOCKS_BEFORE, clock.trueTime(), plan.interval());
    for (var name : plan.names()) {
      nodes.put(name, new SimulatedNode(name, chain, agenda, chance.split(), new NodeEars()));
    }
    var wires = chance.split();
    machine =
        new SimulatedMachine(
            agenda,
            clock,
            chance.split(),
            loop -> new SimulatedWire(loop, agenda, wires.split(), nodes));
    var all = List.copyOf(nodes.values());
    var first = plan.first().terms();
    var landscape =
        new Landscape(
            agenda, chain, all, skies, new Editions(agenda, first), plan.gentle(), plan.copies());
    invariants = new Invariants(landscape, knowledge, verdict);
    gateway = provisioned();
    var scene = new Weather.Scene(machine, chain, all, skies);
    weather = new Weather(plan, agenda, chance.split(), scene, this::befell);
    var company = new Caller.Company(knowledge, new Ears(), plan.reloads());
    for (var index = 0; index < plan.callers(); index++) {
      callers.add(new Caller(address(index), machine, agenda, chance.split(), company));
    }
    var desk = new Reloading.Desk(gateway, new ReloadRule(landscape, verdict, first));
    reloading = new Reloading(plan, agenda, chance.split(), desk, this::befell);
  }

  /**
   * Runs a seed.
   *
   * @param listener told each line of the trace
   */
  static Outcome run(long seed, Consumer<String> listener) {
    var verdict = new Verdict();
    try (var _ = LoggedBugs.into(verdict)) {
      return new Simulation(seed, verdict, listener).run();
    }
  }

  private Gateway provisioned() {
    try {
      return Gateway.provision(plan.first().read(plan), machine);
    } catch (StartFailure failure) {
      throw new IllegalStateException(plan.toString(), failure);
    }
  }

  private static InetSocketAddress address(int caller) {
    try {
      var host = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) (1 + caller / 2)});
      return new InetSocketAddress(host, 40_000 + caller);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  // ---- the course of events

  private Outcome run() {
    var quiet = new QuietRule(gateway, machine, List.copyOf(nodes.values()), verdict);
    serve();
    agenda.after(plan.interval(), this::grow);
    pass(SETTLING);
    if (!plan.drains() || !plan.reloads()) {
      quiet.remember();
    }
    callers.forEach(Caller::begin);
    weather.begin();
    reloading.begin();
    pass(plan.length());
    if (plan.drains()) {
      new Leaving(plan, agenda, gateway, invariants.drain(), this::befell).begin();
      pass(plan.leave().deadline().plus(DrainRule.LATE_MAX));
    }
    weather.clear();
    pass(Duration.ofSeconds(5));
    callers.forEach(Caller::finish);
    pass(ANSWERING_MAX);
    reloading.goBack();
    pass(QUIET);
    if (verdict.first() == null) {
      quiet.judge(() -> pass(Duration.ofMillis(37)));
    }
    gateway.stop();
    tally.run(agenda.elapsed());
    return new Outcome(verdict.first(), trace.hash(), trace.last(), tally);
  }

  private void serve() {
    try {
      gateway.serve();
    } catch (StartFailure failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void pass(Duration time) {
    if (verdict.first() == null) {
      agenda.runUntil(agenda.nanos() + time.toNanos(), this::well);
    }
  }

  private boolean well() {
    invariants.look(gateway, Plan.BUFFERED_BYTES_MAX, Plan.CONNECTIONS_MAX);
    var seen = seen();
    if (!seen.equals(lastSeen)) {
      lastSeen = seen;
      trace.note(seen);
    }
    return verdict.first() == null;
  }

  /** What the gateway makes of its nodes. */
  private String seen() {
    var network = gateway.networks().getFirst();
    var text = new StringBuilder("serves ").append(network.servingHeight());
    text.append(" generation ").append(network.head().generation()).append(':');
    for (var node : network.nodes()) {
      invariants.judged(node);
      text.append(' ').append(node.state()).append('@').append(node.height());
      text.append(node.load().ejected() ? "!" : "");
    }
    return text.toString();
  }

  private void grow() {
    if (!weather.halted()) {
      var proposed = new LinkedHashSet<String>();
      nodes.values().stream()
          .filter(node -> node.chain() == chain)
          .forEach(node -> proposed.addAll(node.proposes()));
      proposed.removeIf(transaction -> chain.heightOf(transaction) >= 0);
      chain.grow(clock.trueTime(), List.copyOf(proposed));
      weather.grow();
      trace.note("block " + chain.tip());
      for (var node : nodes.values()) {
        agenda.after(chance.between(Duration.ofMillis(5), Duration.ofMillis(400)), node::catchUp);
      }
    }
    agenda.after(plan.interval(), this::grow);
  }

  private void befell(String what) {
    tally.fault(what.substring(0, what.indexOf(' ')));
    trace.note(what);
  }

  // ---- what is heard of it

  private final class NodeEars implements WorldEars {
    @Override
    public void written(SimulatedNode node, String method, String params, String mark) {
      trace.note(node.name() + " < " + (mark.isEmpty() ? "" : mark + " ") + method + " " + params);
      invariants.written(node, method, params, mark);
    }

    @Override
    public void heightTold(SimulatedNode node) {
      invariants.heightTold();
    }

    @Override
    public void taken(SimulatedNode node, String transaction) {
      trace.note(node.name() + " took " + transaction);
      invariants.taken(node, transaction);
    }

    @Override
    public void refused(SimulatedNode node, String method, String params) {
      invariants.refused(method, params);
    }

    @Override
    public long errorNumber() {
      return ++errors;
    }

    @Override
    public void noted(SimulatedNode node, String what) {
      befell(what + " " + node.name());
    }
  }

  private final class Ears implements CallerEars {
    @Override
    public void sent(Request request) {
      tally.calls(request.calls().size());
      trace.note(request.toString());
      invariants.sent(request);
    }

    @Override
    public void headThere(Request request) {
      invariants.headThere(request);
    }

    @Override
    public void answered(Request request, Response response) {
      tally.answer(Integer.toString(response.status()));
      trace.note(
          request.caller()
              + " #"
              + request.number()
              + " -> "
              + response.status()
              + " at "
              + response.head()
              + " "
              + response.body());
      invariants.answered(request, response);
    }

    @Override
    public void left(Request request) {
      befell("left " + request.caller());
      invariants.left(request);
    }

    @Override
    public void unread(Request request) {
      befell("unread " + request.caller());
      invariants.unread(request);
    }

    @Override
    public void refused(Request request) {
      befell("refused " + request.caller());
      invariants.refused(request);
    }

    @Override
    public void unanswered(Request request, String why) {
      invariants.unanswered(request, why);
    }
  }
}
