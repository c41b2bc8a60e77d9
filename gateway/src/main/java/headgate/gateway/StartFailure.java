package headgate.gateway;

/** Why a gateway could not be made or started, in words for its operator. */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure with a sentence that names what to change. */
  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** A failure with a sentence that names what to change. */
  public StartFailure(String message) {
    super(message);
  }
}
