package headgate.chain.method;

/** What a node says of a method's call by a result of null. */
public enum NullMeaning {
  /** The result is null: true at every node. */
  RESULT,
  /** The node does not have the block, or there is no such thing in it. */
  PERHAPS_NO_BLOCK,
  /** The node does not have the block, as others would say by an error. */
  NO_BLOCK
}
