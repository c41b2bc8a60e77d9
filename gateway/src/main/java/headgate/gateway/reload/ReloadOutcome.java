package headgate.gateway.reload;

import java.util.List;

/** What became of one reload. */
public sealed interface ReloadOutcome {
  /** Every label there is. */
  List<String> LABELS = List.of("applied", "unchanged", "invalid", "refused");

  /** One word for it, a metric label. */
  String label();

  /** What there is to tell, a line each. */
  List<String> lines();

  /** Whether what the file says is what serves now. */
  default boolean good() {
    return switch (this) {
      case Applied _, Unchanged _ -> true;
      case Invalid _, Refused _ -> false;
    };
  }

  /**
   * The new configuration serves.
   *
   * @param lines what has changed
   */
  record Applied(List<String> lines) implements ReloadOutcome {
    public Applied {
      lines = List.copyOf(lines);
    }

    @Override
    public String label() {
      return "applied";
    }
  }

  /** The configuration is the one that serves already. */
  record Unchanged() implements ReloadOutcome {
    @Override
    public String label() {
      return "unchanged";
    }

    @Override
    public List<String> lines() {
      return List.of("nothing has changed");
    }
  }

  /**
   * It cannot be used; the old one serves on.
   *
   * @param lines what is wrong, in the words of {@code headgate check}
   */
  record Invalid(List<String> lines) implements ReloadOutcome {
    public Invalid {
      lines = List.copyOf(lines);
    }

    @Override
    public String label() {
      return "invalid";
    }
  }

  /**
   * It is right, but not to be had without a restart, or nobody could be served by it; the old one
   * serves on.
   *
   * @param lines why, each beginning with the key or the network
   */
  record Refused(List<String> lines) implements ReloadOutcome {
    public Refused {
      lines = List.copyOf(lines);
    }

    @Override
    public String label() {
      return "refused";
    }
  }
}
