package headgate.chain;

import headgate.chain.yaml.BlamesKeys;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Everything in a profile that names something that is not there. */
final class InvalidReferences extends IllegalArgumentException implements BlamesKeys {

  private static final long serialVersionUID = 1L;

  private final transient SequencedMap<String, String> blame;

  InvalidReferences(SequencedMap<String, String> blame) {
    super("names that are not there: " + blame.keySet());
    this.blame = new LinkedHashMap<>(blame);
  }

  @Override
  public SequencedMap<String, String> blame() {
    return new LinkedHashMap<>(blame);
  }
}
