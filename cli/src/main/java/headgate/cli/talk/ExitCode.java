package headgate.cli.talk;

/** The exit codes of every command. */
public final class ExitCode {
  /** It did what was asked. */
  public static final int OK = 0;

  /** It failed. */
  public static final int FAILURE = 1;

  /** The command line cannot be understood. */
  public static final int USAGE = 2;

  /** The configuration or a profile cannot be used. */
  public static final int CONFIG = 3;

  /** It works, but not all of it: some nodes are not up. */
  public static final int DEGRADED = 4;

  /** The admin port of the gateway cannot be reached. */
  public static final int UNREACHABLE = 5;

  /** It was compared, and there are differences. */
  public static final int FINDINGS = 6;

  /** The gateway did not allow it: a token is missing, wrong or not configured. */
  public static final int DENIED = 8;

  /** It was told to stop before its time and has said how far it came. */
  public static final int CUT_SHORT = 130;

  private ExitCode() {}
}
