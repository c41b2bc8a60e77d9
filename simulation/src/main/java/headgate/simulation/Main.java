package headgate.simulation;

import headgate.gateway.netty.SystemClock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs seeds from the command line.
 *
 * <p>{@code --check} runs fixed seeds and then fresh ones for half a minute, {@code --minutes N}
 * fresh ones for so long, {@code --seed N} one, with {@code --trace} line by line. The first seed
 * that breaks a rule ends it with status 1 and says how to see it again.
 */
public final class Main {
  /** Seeds that every check runs. */
  static final long FIXED = 10;

  private static final Duration FRESH = Duration.ofSeconds(25);
  private static final int WRONG_USE = 2;

  private final SystemClock clock = new SystemClock();
  private final Tally tally = new Tally();
  private final PrintStream out;

  private Main(PrintStream out) {
    this.out = out;
  }

  /** Runs what the arguments say. */
  public static void main(String[] arguments) {
    System.exit(new Main(System.out).run(arguments));
  }

  private int run(String[] arguments) {
    var words = String.join(" ", arguments);
    if (words.equals("--check")) {
      return ended(LongStream.rangeClosed(1, FIXED).allMatch(this::holds) && fresh(FRESH));
    } else if (words.matches("--minutes [1-9][0-9]{0,3}")) {
      return ended(fresh(Duration.ofMinutes(Long.parseLong(arguments[1]))));
    } else if (words.matches("--seed [0-9]{1,18}( --trace)?")) {
      Consumer<String> lines = arguments.length == 2 ? _ -> {} : out::println;
      return ended(holds(Long.parseLong(arguments[1]), lines));
    }
    out.println("simulation/run --check | --minutes N | --seed N [--trace]");
    return WRONG_USE;
  }

  private boolean fresh(Duration time) {
    var until = clock.nanos() + time.toNanos();
    var seed = clock.wallTime().toEpochMilli();
    out.println("fresh seeds from " + seed);
    var well = true;
    while (well && clock.nanos() - until < 0) {
      well = holds(seed++);
    }
    return well;
  }

  private boolean holds(long seed) {
    return holds(seed, _ -> {});
  }

  private boolean holds(long seed, Consumer<String> lines) {
    var outcome = Simulation.run(seed, lines);
    tally.add(outcome.tally());
    if (outcome.broken() == null) {
      out.println("seed " + seed + " held, trace " + outcome.traceHash());
      return true;
    }
    outcome.lastLines().forEach(out::println);
    out.println("seed " + seed + " BROKE A RULE, trace " + outcome.traceHash());
    out.println(outcome.broken());
    out.println("see it again: simulation/run --seed " + seed + " --trace");
    return false;
  }

  private int ended(boolean well) {
    out.println(tally);
    return well ? 0 : 1;
  }
}
