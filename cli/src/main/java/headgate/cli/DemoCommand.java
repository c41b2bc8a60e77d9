package headgate.cli;

import headgate.cli.demo.DemoJson;
import headgate.cli.demo.DemoReport;
import headgate.cli.demo.DemoRun;
import headgate.cli.demo.DemoSummary;
import headgate.cli.demo.Scenario;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.OutputFormat;
import headgate.cli.talk.Terminal;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code headgate demo}: a chain, three nodes that misbehave, a gateway and traffic. */
@Command(
    name = "demo",
    description = {
      "Starts a dev chain with three nodes, one of them flaky, and a gateway in front of them; sends"
          + " traffic and says what became of it.",
      "Ends with 0 only if no read failed, no height went back, the cache was used, no write"
          + " reached nodes twice and what the scenario promises was seen."
    },
    footerHeading = "Examples:%n",
    footer = {
      "  headgate demo                              one node lags behind, for 30 seconds",
      "  headgate demo --scenario stall --seed 7    one node stops answering; always the same calls",
      "  headgate demo --seconds 10 -o json         the summary for a program",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  private static final int SECONDS_MAX = 3_600;

  private final Terminal terminal;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "How long the traffic lasts; 30 unless given, at most 3600.")
  private int seconds = 30;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeats the traffic of an earlier demo; a new one unless given.")
  private @Nullable Long seed;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      converter = ScenarioName.class,
      description = "What goes wrong: " + Scenario.NAMES + "; lag unless given.")
  private Scenario scenario = Scenario.LAG;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}.")
  private OutputFormat format = OutputFormat.table;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Log.quieten(terminal);
    var chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
    var run = new DemoRun(terminal, scenario, chosen, seconds);
    try (var _ = terminal.lifetime().span(run::cutShort)) {
      return told(run.run(GatewayStart::of));
    }
  }

  private int told(DemoReport report) {
    switch (format) {
      case table -> DemoSummary.lines(report).forEach(terminal::print);
      case json -> terminal.print(DemoJson.of(report).toPrettyString());
    }
    if (report.cutShort()) {
      return ExitCode.CUT_SHORT;
    }
    return report.passed() ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** A number of seconds within bounds. */
  static final class Seconds implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > SECONDS_MAX) {
        throw new TypeConversionException("write 1 to " + SECONDS_MAX);
      }
      return Integer.parseInt(text);
    }
  }

  /** A scenario by its name in lower case. */
  static final class ScenarioName implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String text) {
      return Arrays.stream(Scenario.values())
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("write " + Scenario.NAMES));
    }
  }
}
