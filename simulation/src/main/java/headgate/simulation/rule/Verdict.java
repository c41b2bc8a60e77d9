package headgate.simulation.rule;

import org.jspecify.annotations.Nullable;

/** Whether a rule was broken; the first one that was counts. */
public final class Verdict {
  private @Nullable String broken;

  /** A rule was broken. */
  public void broken(String rule, String how) {
    if (broken == null) {
      broken = rule + ": " + how;
    }
  }

  /** Breaks the rule unless the condition holds. */
  void hold(boolean condition, String rule, Object about) {
    if (!condition) {
      broken(rule, about.toString());
    }
  }

  /** What was broken first and how, null where nothing was. */
  public @Nullable String first() {
    return broken;
  }
}
