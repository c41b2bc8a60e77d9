package headgate.devnode.stream;

import java.util.Locale;

/** The three streams of a node. */
public enum StreamKind {
  BLOCK,
  EVENT,
  BTP;

  /** The stream by the last word of its path. */
  public static StreamKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
