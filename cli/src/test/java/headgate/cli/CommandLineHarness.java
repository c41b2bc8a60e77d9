package headgate.cli;

import headgate.cli.talk.Lifetime;
import headgate.cli.talk.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** Runs command lines in this process and keeps what they print. */
final class CommandLineHarness {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;
  private Lifetime lifetime = new AtOnce();
  private boolean interactive;
  private String log = "OFF";
  private Writer sink = out;

  CommandLineHarness(Path folder) {
    this.folder = folder;
  }

  CommandLineHarness lifetime(Lifetime value) {
    lifetime = value;
    return this;
  }

  CommandLineHarness log(String level) {
    log = level;
    return this;
  }

  CommandLineHarness onto(Writer data) {
    sink = data;
    return this;
  }

  CommandLineHarness interactive() {
    interactive = true;
    return this;
  }

  int run(String... args) {
    return HeadgateCommand.run(
        new Terminal(
            new PrintWriter(sink, true),
            new PrintWriter(err, true),
            Map.of("KEY", "secret", "HEADGATE_LOG", log),
            folder,
            interactive,
            lifetime),
        args);
  }

  /** The data. */
  String out() {
    return out.toString();
  }

  /** The talk. */
  String err() {
    return err.toString();
  }
}
