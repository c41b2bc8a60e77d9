package headgate.simulation;

import headgate.gateway.Gateway;
import headgate.simulation.machine.Agenda;
import headgate.simulation.rule.DrainRule;
import java.util.function.Consumer;

/** Tells the gateway to take its leave while callers go on. */
final class Leaving {
  private final Plan plan;
  private final Agenda agenda;
  private final Gateway gateway;
  private final DrainRule rule;
  private final Consumer<String> notes;

  Leaving(Plan plan, Agenda agenda, Gateway gateway, DrainRule rule, Consumer<String> notes) {
    this.plan = plan;
    this.agenda = agenda;
    this.gateway = gateway;
    this.rule = rule;
    this.notes = notes;
  }

  /** Begins it; it is over when {@link DrainRule} has to be satisfied at the latest. */
  void begin() {
    var terms = plan.leave();
    notes.accept("drain " + terms);
    rule.begun(terms);
    gateway.leave().thenAccept(this::over);
    agenda.after(terms.lastCall(), rule::lastCall);
    agenda.after(terms.deadline().plus(DrainRule.LATE_MAX), rule::late);
  }

  private void over(int left) {
    notes.accept("drained " + left);
    rule.over(left);
  }
}
