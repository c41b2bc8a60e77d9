package headgate.gateway.observe.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much of this process is in the machine's memory, where the system is Linux. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "VmRSS:";
  private static final long KIB = 1_024;

  private ResidentMemory() {}

  /** Bytes; empty where the system does not say. */
  static OptionalLong bytes() {
    try {
      return in(Files.readString(STATUS));
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /** What a page as of proc(5) says: a number of KiB that it calls kB. */
  static OptionalLong in(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(LINE))
        .map(line -> line.substring(LINE.length()).strip())
        .filter(amount -> amount.matches("\\d{1,15} kB"))
        .mapToLong(amount -> Long.parseLong(amount.substring(0, amount.indexOf(' '))) * KIB)
        .findFirst();
  }
}
