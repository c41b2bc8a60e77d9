package headgate.simulation;

import headgate.simulation.machine.Agenda;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happened, line by line. Its hash tells two runs apart in which anything happened otherwise;
 * its last lines are kept.
 */
public final class Trace {
  private static final int KEPT = 60;
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Agenda agenda;
  private final Consumer<String> listener;
  private final ArrayDeque<String> last = new ArrayDeque<>();
  private long hash = FNV_START;

  /** An empty trace; each line is also given to the listener. */
  Trace(Agenda agenda, Consumer<String> listener) {
    this.agenda = agenda;
    this.listener = listener;
  }

  /** Something happened now. */
  void note(String what) {
    var line = "%12.6f %s".formatted(agenda.elapsed().toNanos() / 1e9, what);
    for (var index = 0; index < line.length(); index++) {
      hash = (hash ^ line.charAt(index)) * FNV_PRIME;
    }
    last.add(line);
    if (last.size() > KEPT) {
      last.remove();
    }
    listener.accept(line);
  }

  /** The hash of all lines so far. */
  String hash() {
    return "%016x".formatted(hash);
  }

  /** The last lines. */
  List<String> last() {
    return List.copyOf(last);
  }
}
