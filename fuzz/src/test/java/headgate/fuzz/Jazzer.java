package headgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the fuzzer on one target, in a process of its own that ends by itself. */
final class Jazzer {
  /** Bytes of an input at most. */
  private static final int INPUT_BYTES_MAX = 2_048;

  /** An input that takes longer than this is a hang. */
  private static final Duration HANG = Duration.ofSeconds(60);

  /** The short form ends here also where a machine is too slow for its runs. */
  private static final Duration SHORT_MAX = Duration.ofSeconds(40);

  /** The short form tries the same inputs each time. */
  private static final int SHORT_SEED = 20_261_123;

  private static final Duration START_AND_END_MAX = Duration.ofMinutes(5);

  private static final Pattern LAST_LINE =
      Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/");

  private final Target target;
  private final Path folder;

  Jazzer(Target target) {
    this.target = target;
    folder = Path.of("target", "fuzz", target.folder());
  }

  /**
   * What one run came to.
   *
   * @param summary one line: runs, inputs, coverage
   * @param found inputs that went where none of the corpus had gone
   */
  record Run(boolean sound, String summary, List<Path> found, Path log) {}

  /**
   * Runs the fuzzer.
   *
   * @param time how long, or zero for the short form
   */
  Run run(Duration time) {
    try {
      var found = Files.createDirectories(folder.resolve("found"));
      for (var old : Corpus.inputs(found)) {
        Files.delete(old);
      }
      var log = folder.resolve("log.txt");
      var sound = ended(start(found, log, time), time) == 0;
      return new Run(sound, summary(log), Corpus.inputs(found), log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Inputs that the last run has left as wrongly read. */
  List<Path> findings() {
    return Corpus.inputs(folder).stream()
        .filter(file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*"))
        .toList();
  }

  private Process start(Path found, Path log, Duration time) throws IOException {
    for (var old : findings()) {
      Files.delete(old);
    }
    return new ProcessBuilder(command(found, time))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private List<String> command(Path found, Duration time) {
    var shortForm = time.isZero();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (shortForm) {
      // A run of some seconds is over before the better compiler has paid for itself.
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(
        List.of(
            "-XX:+EnableDynamicAgentLoading",
            "-XX:+UseSerialGC",
            "-Xmx640m",
            "-Xss4m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.type(),
            "--instrumentation_includes=headgate.**",
            "--custom_hook_excludes=**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_len=" + INPUT_BYTES_MAX,
            "-timeout=" + HANG.toSeconds(),
            "-rss_limit_mb=0",
            "-print_final_stats=0",
            "-max_total_time=" + (shortForm ? SHORT_MAX : time).toSeconds()));
    if (shortForm) {
      command.add("-runs=" + target.runs());
      command.add("-seed=" + SHORT_SEED);
    }
    if (target.words() != Target.Words.NONE) {
      command.add("-dict=" + Path.of("words", target.words().name().toLowerCase(Locale.ROOT)));
    }
    command.add(found.toString());
    command.add(target.corpus().toString());
    return command;
  }

  private static int ended(Process process, Duration time) {
    try {
      var longest = START_AND_END_MAX.plus(time.isZero() ? SHORT_MAX : time);
      if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fuzzing", stopped);
    }
  }

  private static String summary(Path log) throws IOException {
    var last = LAST_LINE.matcher(Files.readString(log));
    return last.find()
        ? "%9s runs, %5s edges, %5s features, %4s inputs in all"
            .formatted(last.group(1), last.group(2), last.group(3), last.group(4))
        : "did not end well";
  }
}
