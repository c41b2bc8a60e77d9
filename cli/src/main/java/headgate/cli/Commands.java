package headgate.cli;

import headgate.cli.operate.CachesCommand;
import headgate.cli.operate.ExplainCommand;
import headgate.cli.operate.HeadCommand;
import headgate.cli.operate.ReloadCommand;
import headgate.cli.operate.UpstreamCommand;
import headgate.cli.talk.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the terminal that it may use. */
final class Commands implements IFactory {
  private final Terminal terminal;

  Commands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ServeCommand.class) {
      return type.cast(new ServeCommand(terminal));
    }
    if (type == CheckCommand.class) {
      return type.cast(new CheckCommand(terminal));
    }
    if (type == DemoCommand.class) {
      return type.cast(new DemoCommand(terminal));
    }
    if (type == ChainCommand.Show.class) {
      return type.cast(new ChainCommand.Show(terminal));
    }
    if (type == ChainCommand.Validate.class) {
      return type.cast(new ChainCommand.Validate(terminal));
    }
    if (type == VersionCommand.class) {
      return type.cast(new VersionCommand(terminal));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(terminal));
    }
    if (type == HealthCommand.class) {
      return type.cast(new HealthCommand(terminal));
    }
    if (type == UpstreamCommand.Ls.class) {
      return type.cast(new UpstreamCommand.Ls(terminal));
    }
    if (type == UpstreamCommand.Show.class) {
      return type.cast(new UpstreamCommand.Show(terminal));
    }
    if (type == UpstreamCommand.Drain.class) {
      return type.cast(new UpstreamCommand.Drain(terminal));
    }
    if (type == UpstreamCommand.Resume.class) {
      return type.cast(new UpstreamCommand.Resume(terminal));
    }
    if (type == HeadCommand.Lower.class) {
      return type.cast(new HeadCommand.Lower(terminal));
    }
    if (type == ReloadCommand.class) {
      return type.cast(new ReloadCommand(terminal));
    }
    if (type == CachesCommand.Clear.class) {
      return type.cast(new CachesCommand.Clear(terminal));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
