package headgate.gateway.admin;

/** What a node can be ordered. */
enum NodeOrder {
  /** To take no more calls. */
  DRAIN("drain"),
  /** To be used again. */
  RESUME("resume");

  private final String word;

  NodeOrder(String word) {
    this.word = word;
  }

  /** As it stands in a path and in the log. */
  String word() {
    return word;
  }
}
