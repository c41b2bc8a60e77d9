package headgate.gateway.observe.tries;

import java.util.Locale;

/** Why a call had a try that was not its first. */
public enum FurtherTry {
  /** The one before failed. It takes room for retries. */
  FAILURE,
  /** The node before could not be reached, or its connection died. It takes no room. */
  CONNECTION,
  /** The one before was slow, and is on its way. It takes room for hedges. */
  HEDGE,
  /** The same node is asked once more, without the height that it does not understand. */
  HEIGHT;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its word in metrics. */
  public String label() {
    return label;
  }
}
