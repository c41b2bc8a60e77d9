package headgate.chain.method;

/** What a word in place of a height means, such as {@code latest}. */
public sealed interface HeightTag {

  /** The head: the same as leaving the height open. */
  record Head() implements HeightTag {}

  /** A height that only the node knows; the answer is never kept. */
  record Uncached() implements HeightTag {}

  /**
   * A fixed height.
   *
   * @param height at least 0
   */
  record At(long height) implements HeightTag {}

  /**
   * Reads the written form: {@code head}, {@code uncached} or a height in decimal digits.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  static HeightTag parse(String text) {
    return switch (text) {
      case "head" -> new Head();
      case "uncached" -> new Uncached();
      default -> {
        long height = Quantities.parse(text);
        if (height < 0 || text.startsWith("0x")) {
          throw new IllegalArgumentException(
              "\"" + text + "\" is none of head, uncached or a height");
        }
        yield new At(height);
      }
    };
  }
}
