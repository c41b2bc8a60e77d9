package headgate.gateway.decompose;

/** What a call says about the height that it asks about. */
public sealed interface HeightParam {
  /** Nothing: the head is meant, or the method knows no height. */
  record Open() implements HeightParam {}

  /**
   * A height.
   *
   * @param height at least 0
   */
  record At(long height) implements HeightParam {}

  /** Something that only the node can judge: its answer is never kept. */
  record Opaque() implements HeightParam {}

  /** The one value of {@link Open}. */
  HeightParam OPEN = new Open();

  /** The one value of {@link Opaque}. */
  HeightParam OPAQUE = new Opaque();
}
