package headgate.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings of one record that break its rules; the message names each of them. */
public final class InvalidSettings extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Broken> broken;

  InvalidSettings(List<Broken> broken) {
    super(broken.stream().map(Broken::toString).collect(Collectors.joining("; ")));
    this.broken = List.copyOf(broken);
  }

  /** Every broken rule, in the order of the record's components. */
  public List<Broken> broken() {
    return broken;
  }

  /**
   * One broken rule.
   *
   * @param key the record component, which is also the key in the file
   * @param message what is wrong and what would be right, without the key
   */
  public record Broken(String key, String message) {
    @Override
    public String toString() {
      return key + ' ' + message;
    }
  }
}
