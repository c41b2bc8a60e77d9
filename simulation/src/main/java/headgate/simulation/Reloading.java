package headgate.simulation;

import headgate.gateway.Gateway;
import headgate.gateway.reload.ReloadOutcome;
import headgate.simulation.machine.Agenda;
import headgate.simulation.rule.ReloadRule;
import java.time.Duration;
import java.util.function.Consumer;

/** Orders other configurations while calls are on their way. */
final class Reloading {
  private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(25);
  private static final Duration ENDING_MAX = Duration.ofSeconds(20);
  private static final String BY = "the simulation";

  private final Plan plan;
  private final Agenda agenda;
  private final Chance chance;
  private final Desk desk;
  private final Consumer<String> notes;
  private Configuration serving;
  private int ordered;
  private boolean underWay;
  private boolean over;
  private boolean goingBack;

  /** Where reloads are ordered, and judged. */
  record Desk(Gateway gateway, ReloadRule rule) {}

  /** None yet; the gateway has the first configuration of the plan. */
  Reloading(Plan plan, Agenda agenda, Chance chance, Desk desk, Consumer<String> notes) {
    this.plan = plan;
    this.agenda = agenda;
    this.chance = chance;
    this.desk = desk;
    this.notes = notes;
    serving = plan.first();
  }

  void begin() {
    if (plan.reloads()) {
      pause();
    }
  }

  private void pause() {
    agenda.after(chance.between(PAUSE_MIN, PAUSE_MAX), this::next);
  }

  private void next() {
    if (!over) {
      order(chance.percent(8) ? serving.moved() : serving.other(plan, chance, ++ordered));
      if (underWay && chance.percent(10)) {
        agenda.after(chance.between(Duration.ZERO, Duration.ofMillis(30)), this::orderBeside);
      }
    }
  }

  /** Nothing befalls anybody any more, so that the gateway can go back to where it began. */
  void goBack() {
    over = true;
    backAsSoonAsMayBe();
  }

  /** Two at once are not made, so the last one waits for one that is under way. */
  private void backAsSoonAsMayBe() {
    if (plan.reloads() && !plan.drains() && !underWay && !goingBack) {
      goingBack = true;
      order(plan.first());
    }
  }

  private void order(Configuration to) {
    underWay = true;
    var number = ++ordered;
    desk.rule().ordered(to.terms(), serving.port() == to.port());
    notes.accept("reload to " + to.terms());
    agenda.after(ENDING_MAX, () -> desk.rule().late(underWay && ordered == number));
    desk.gateway()
        .reloads()
        .apply(BY, to.read(plan), chance.percent(25))
        .thenAccept(outcome -> ended(to, outcome));
  }

  private void ended(Configuration to, ReloadOutcome outcome) {
    underWay = false;
    desk.rule().ended(outcome);
    if (outcome.good()) {
      serving = to;
    }
    notes.accept("reload-" + outcome.label() + " " + outcome.lines());
    if (over) {
      backAsSoonAsMayBe();
    } else {
      pause();
    }
  }

  /** Two at once are not made. */
  private void orderBeside() {
    if (underWay) {
      var other = serving.other(plan, chance, ++ordered).read(plan);
      desk.gateway().reloads().apply(BY, other, true).thenAccept(desk.rule()::beside);
    }
  }
}
