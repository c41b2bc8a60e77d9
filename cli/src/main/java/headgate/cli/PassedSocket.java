package headgate.cli;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The socket that whoever started the process opened for it, as systemd does for a unit with a
 * socket (sd_listen_fds(3)): {@code LISTEN_FDS} says how many there are, {@code LISTEN_PID} for
 * which process, {@code LISTEN_FDNAMES} what they are called.
 */
final class PassedSocket {
  /** What the socket for calls is called where there are several. */
  static final String NAME = "calls";

  private static final int FIRST = 3;
  private static final int MOST = 64;

  private PassedSocket() {}

  /**
   * The number of the socket for calls; empty where none was passed to this process.
   *
   * @throws CommandFailure where it cannot be told which one it is
   */
  static OptionalInt of(Map<String, String> environment, long pid) {
    var count = environment.get("LISTEN_FDS");
    if (count == null || !Long.toString(pid).equals(environment.get("LISTEN_PID"))) {
      return OptionalInt.empty();
    }
    if (!count.matches("[0-9]{1,2}") || Integer.parseInt(count) > MOST) {
      throw new CommandFailure(ExitCode.FAILURE, "LISTEN_FDS is no number of sockets");
    }
    var names = List.of(environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1));
    return switch (Integer.parseInt(count)) {
      case 0 -> OptionalInt.empty();
      case 1 -> OptionalInt.of(FIRST);
      default -> OptionalInt.of(FIRST + place(names));
    };
  }

  private static int place(List<String> names) {
    var place = names.indexOf(NAME);
    if (place < 0 || place != names.lastIndexOf(NAME)) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "several sockets were passed on, and not one of them is called \"" + NAME + "\"");
    }
    return place;
  }
}
