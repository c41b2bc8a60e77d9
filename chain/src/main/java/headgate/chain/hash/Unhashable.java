package headgate.chain.hash;

/** Ends the hashing of parameters that are no transaction; never leaves this package. */
final class Unhashable extends Exception {

  private static final long serialVersionUID = 1L;

  Unhashable(String reason) {
    super(reason, null, false, false);
  }
}
