package headgate.simulation;

import headgate.simulation.chain.Chain;
import headgate.simulation.machine.Agenda;
import headgate.simulation.machine.SimulatedMachine;
import headgate.simulation.node.Ailment;
import headgate.simulation.node.SimulatedNode;
import headgate.simulation.rule.Skies;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What befalls nodes, the chain and the machine, and when that ends. */
final class Weather {
  private static final Duration LIE_MIN = Duration.ofSeconds(30);

  private final Plan plan;
  private final Agenda agenda;
  private final Chance chance;
  private final SimulatedMachine machine;
  private final Chain chain;
  private final List<SimulatedNode> nodes;
  private final Skies skies;
  private final Consumer<String> notes;
  private @Nullable Chain otherChain;
  private boolean halted;
  private boolean over;

  /**
   * @param notes told of each thing that happens, by its kind
   */
  Weather(Plan plan, Agenda agenda, Chance chance, Scene scene, Consumer<String> notes) {
    this.plan = plan;
    this.agenda = agenda;
    this.chance = chance;
    this.machine = scene.machine();
    this.chain = scene.chain();
    this.nodes = scene.nodes();
    this.skies = scene.skies();
    this.notes = notes;
  }

  /** What it befalls. */
  record Scene(SimulatedMachine machine, Chain chain, List<SimulatedNode> nodes, Skies skies) {}

  void begin() {
    var weak = chance.of(nodes);
    agenda.after(chance.between(Duration.ZERO, Duration.ofSeconds(20)), () -> strikeNodes(weak));
    agenda.after(chance.between(Duration.ZERO, Duration.ofSeconds(60)), this::strikeWorld);
  }

  /** Nothing befalls anybody any more. */
  void clear() {
    over = true;
    halted = false;
    machine.clock().setAhead(Duration.ZERO);
    nodes.forEach(node -> {
      node.standStill(false);
      node.recovers(chain);
    });
  }

  boolean halted() {
    return halted;
  }

  /** The chain that a liar is on grows as fast as the right one. */
  void grow() {
    if (otherChain != null) {
      otherChain.grow(machine.clock().trueTime(), List.of());
    }
  }

  // ---- nodes

  /** In gentle weather the same node falls ill again and again, or all are well for a while. */
  private void strikeNodes(SimulatedNode weak) {
    if (over) {
      return;
    }
    var allWell = nodes.stream().allMatch(node -> node.ailment() == null);
    if (!plan.gentle() || allWell) {
      fallIll(plan.gentle() && chance.percent(60) ? weak : chance.of(nodes));
    }
    agenda.after(
        chance.between(Duration.ofMillis(500), Duration.ofSeconds(plan.gentle() ? 25 : 10)),
        () -> strikeNodes(weak));
  }

  private void fallIll(SimulatedNode node) {
    var ailment = chance.of(List.of(Ailment.values()));
    if (node.ailment() != null || (ailment.changesAnswers() && otherChain != null)) {
      return;
    }
    // Two that make up the same height are as good as two that have it: nobody could tell.
    if (ailment == Ailment.BOASTING && anyIs(Ailment.BOASTING)) {
      return;
    }
    if (ailment.changesAnswers()) {
      otherChain =
          ailment == Ailment.FORKED
              ? chain.fork(1, chain.tip() - chance.between(0, 3))
              : Chain.grown(
                  2,
                  "0x99",
                  (int) (chain.tip() - Chain.FIRST) + 1,
                  machine.clock().trueTime(),
                  plan.interval());
      skies.lieBegan(node.name(), agenda.nanos());
    }
    noted(ailment.name(), node.name());
    node.fallsIll(ailment, otherChain == null ? chain : otherChain);
    var shortest = ailment.lies() ? LIE_MIN : Duration.ofMillis(50);
    agenda.after(chance.between(shortest, Duration.ofSeconds(40)), () -> getWell(node, ailment));
  }

  private boolean anyIs(Ailment ailment) {
    return nodes.stream().anyMatch(node -> node.ailment() == ailment);
  }

  private void getWell(SimulatedNode node, Ailment ailment) {
    if (!over && node.ailment() == ailment) {
      noted("recovered", node.name());
      node.recovers(chain);
      if (ailment.changesAnswers()) {
        otherChain = null;
      }
    }
  }

  // ---- the rest of the world

  private void strikeWorld() {
    if (over) {
      return;
    }
    switch (chance.between(0, 4)) {
      case 0 -> halt();
      case 1 -> setClock();
      case 2 -> standStill();
      case 3 -> fallSilent();
      default -> {
        noted("HANG_UP", "all nodes");
        skies.disturbed(agenda.nanos());
        nodes.forEach(SimulatedNode::hangUp);
      }
    }
    agenda.after(chance.between(Duration.ofSeconds(10), Duration.ofSeconds(90)), this::strikeWorld);
  }

  private void halt() {
    noted("HALT", "the chain");
    halted = true;
    var until = chance.between(Duration.ofSeconds(3), Duration.ofSeconds(40));
    skies.disturbed(agenda.nanos() + until.toNanos());
    agenda.after(until, () -> halted = false);
  }

  private void setClock() {
    var ahead = chance.between(Duration.ofMinutes(-2), Duration.ofMinutes(2));
    noted("CLOCK", ahead.toString());
    machine.clock().setAhead(ahead);
    var until = chance.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
    skies.disturbed(agenda.nanos() + until.toNanos());
    agenda.after(until, () -> machine.clock().setAhead(Duration.ZERO));
  }

  private void standStill() {
    var loops = machine.loops();
    var loop = chance.between(0, loops.size() - 1);
    var pause = chance.between(Duration.ofMillis(5), Duration.ofSeconds(4));
    noted("PAUSE", "loop " + loop);
    skies.disturbed(agenda.nanos() + pause.toNanos());
    loops.get(loop).standStill(pause);
  }

  /** All nodes at once, as where the way to them is cut. */
  private void fallSilent() {
    noted("SILENCE", "of all nodes");
    var until = chance.between(Duration.ofMillis(500), Duration.ofSeconds(8));
    skies.disturbed(agenda.nanos() + until.toNanos());
    nodes.forEach(node -> node.standStill(true));
    agenda.after(until, () -> nodes.forEach(node -> node.standStill(false)));
  }

  private void noted(String kind, String whom) {
    notes.accept(kind.toLowerCase(Locale.ROOT) + " " + whom);
  }
}
