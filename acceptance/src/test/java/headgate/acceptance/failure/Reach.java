package headgate.acceptance.failure;

/** Which of two nodes fail. */
enum Reach {
  /** The one that is asked first; the other answers. */
  ONE,
  BOTH
}
