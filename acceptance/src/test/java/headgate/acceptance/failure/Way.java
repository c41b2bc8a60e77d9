package headgate.acceptance.failure;

/** How a caller asks. */
enum Way {
  READ("icx_getBalance"),
  WAIT("icx_waitTransactionResult"),
  WRITE("icx_sendTransaction"),
  /** Several reads at once. */
  BATCH("icx_getBalance"),
  /** A read whose answer is kept since before the failure. */
  HIT("icx_getBalance");

  private final String method;

  Way(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }
}
