package headgate.cli;

import headgate.cli.talk.Terminal;

/** Where the process begins: arguments in, exit code out. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    System.exit(HeadgateCommand.run(Terminal.ofProcess(), args));
  }
}
