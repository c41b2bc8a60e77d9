package headgate.cli.operate;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.cli.talk.Table;
import headgate.cli.talk.Terminal;
import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.config.file.ConfigFile;
import headgate.gateway.config.file.ConfigReading;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code headgate acl}: what addresses may do at a running gateway. */
@Command(
    name = "acl",
    description = "Shows what addresses may do at a running gateway, and makes rules for a while.",
    subcommands = {
      AclCommand.Ls.class,
      AclCommand.Test.class,
      AclCommand.Allow.class,
      AclCommand.Deny.class,
      AclCommand.Remove.class,
      AclCommand.Diff.class
    },
    footerHeading = "Examples:%n",
    footer = {
      "  headgate acl ls                                              the rules that hold",
      "  headgate acl test 203.0.113.7 icx_sendTransaction            may it, and by which rule",
      "  headgate acl deny 203.0.113.0/24 --ttl 10m --token-file token",
      "  headgate acl diff -c headgate.yaml                           does the file say the same",
      ""
    })
public final class AclCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "Name one of: ls, test, allow, deny, remove, diff.");
    }
  }

  private static String path(Roster roster, String rest) {
    return "/v1/networks/" + roster.onlyNetwork() + "/acl" + rest;
  }

  private static String joined(JsonNode names) {
    return Roster.list(names).stream().map(JsonNode::asString).collect(Collectors.joining(","));
  }

  /** {@code headgate acl ls}. */
  @Command(
      name = "ls",
      description = "Shows every rule: those of the file, and those that were made at run time.",
      footerHeading = "Examples:%n",
      footer = {"  headgate acl ls", "  headgate acl ls --network main -o json", ""})
  public static final class Ls implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private AdminOptions options = new AdminOptions();

    /** A command that prints there. */
    public Ls(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      try (var client = options.client()) {
        var page = client.read(path(Roster.of(client, options.network()), ""));
        switch (options.format()) {
          case table -> table(page).lines().forEach(terminal::print);
          case json -> terminal.print(page.toPrettyString());
        }
        return ExitCode.OK;
      }
    }

    private static Table table(ObjectNode page) {
      var table = new Table("RULE", "VERDICT", "ADDRESSES", "CLASSES", "METHODS", "PATHS", "UNTIL");
      for (var rule : Roster.list(page.path("rules"))) {
        table.row(
            rule.path("name").asString(""),
            rule.path("verdict").asString(""),
            shortened(Roster.list(rule.path("addresses"))),
            joined(rule.path("classes")),
            joined(rule.path("methods")),
            joined(rule.path("paths")),
            rule.path("until").asString(""));
      }
      return table;
    }

    /** A rule may name thousands. */
    private static String shortened(List<JsonNode> addresses) {
      var some = addresses.stream().limit(3).map(JsonNode::asString).toList();
      var more = addresses.size() - some.size();
      return String.join(",", some) + (more == 0 ? "" : " and " + more + " more");
    }
  }

  /** {@code headgate acl test}. */
  @Command(
      name = "test",
      description = "Says what an address may do, and which rule decides.",
      footerHeading = "Examples:%n",
      footer = {
        "  headgate acl test 203.0.113.7                        everything that it may not, or may",
        "  headgate acl test 203.0.113.7 icx_sendTransaction    one call; exit code 8 where denied",
        ""
      })
  public static final class Test implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
        index = "0",
        paramLabel = "ADDRESS",
        converter = Address.class,
        description = "An address, for example 203.0.113.7 or 2001:db8::1.")
    private String address = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "METHOD",
        converter = Name.class,
        description = "A method or a stream of the chain; all of them unless named.")
    private @Nullable String method;

    @Mixin private AdminOptions options = new AdminOptions();

    /** A command that prints there. */
    public Test(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      try (var client = options.client()) {
        var query = "/test?address=" + address + (method == null ? "" : "&call=" + method);
        var page = client.read(path(Roster.of(client, options.network()), query));
        var decided = Roster.list(page.path("decided"));
        switch (options.format()) {
          case table -> table(decided).lines().forEach(terminal::print);
          case json -> terminal.print(page.toPrettyString());
        }
        return decided.stream().allMatch(each -> denied(each)) ? ExitCode.DENIED : ExitCode.OK;
      }
    }

    private static boolean denied(JsonNode decided) {
      return decided.path("verdict").asString("").equals("deny");
    }

    private static Table table(List<JsonNode> decided) {
      var table = new Table("CALL", "CLASS", "PATH", "VERDICT", "RULE", "RANGE");
      for (var each : decided) {
        table.row(
            each.path("call").asString(""),
            each.path("class").asString(""),
            each.path("path").asString(""),
            each.path("verdict").asString(""),
            each.path("rule").asString(""),
            each.path("range").asString(""));
      }
      return table;
    }
  }

  /** What the orders for a range share. */
  abstract static class RangeOrder extends NetworkOrder {
    private final String word;

    @Parameters(
        paramLabel = "RANGE",
        converter = Range.class,
        description = "An address or a range, for example 203.0.113.7 or 203.0.113.0/24.")
    private String range = "";

    RangeOrder(Terminal terminal, String word) {
      super(terminal);
      this.word = word;
    }

    /** More terms of the query, each with a sign behind it. */
    String more() {
      return "";
    }

    @Override
    final String path() {
      return "acl/" + word + "?range=" + range + "&" + more();
    }

    @Override
    final Table table(ObjectNode done, String note) {
      return new Table("NETWORK", "ORDER", "RANGE", "FOR")
          .row(
              done.path("network").asString(""),
              word + note,
              done.path("range").asString(""),
              done.path("ttl").asString(""));
    }

    @Override
    final String warning(ObjectNode done) {
      return "";
    }
  }

  /** What {@code allow} and {@code deny} share. */
  abstract static class Making extends RangeOrder {
    @Option(
        names = "--ttl",
        paramLabel = "TIME",
        converter = Lasting.class,
        defaultValue = "1h",
        description = "How long it holds, 1s to 30d; ${DEFAULT-VALUE} unless named.")
    private String ttl = "1h";

    Making(Terminal terminal, String word) {
      super(terminal, word);
    }

    @Override
    final String more() {
      return "ttl=" + ttl + "&";
    }
  }

  /** {@code headgate acl allow}. */
  @Command(
      name = "allow",
      description = "Lets a range do everything for a while, whatever the file says of it.",
      footerHeading = "Examples:%n",
      footer = {"  headgate acl allow 198.51.100.7 --ttl 2h --token-file token", ""})
  public static final class Allow extends Making {
    /** A command that prints there. */
    public Allow(Terminal terminal) {
      super(terminal, "allow");
    }
  }

  /** {@code headgate acl deny}. */
  @Command(
      name = "deny",
      description = {
        "Lets a range do nothing for a while. Its open streams end; addresses in acl.breakGlass are",
        "not closed, and a rule with a longer prefix still decides."
      },
      footerHeading = "Examples:%n",
      footer = {
        "  headgate acl deny 203.0.113.0/24 --ttl 10m --token-file token --dry-run",
        "  headgate acl deny 203.0.113.0/24 --ttl 10m --token-file token",
        ""
      })
  public static final class Deny extends Making {
    /** A command that prints there. */
    public Deny(Terminal terminal) {
      super(terminal, "deny");
    }
  }

  /** {@code headgate acl remove}. */
  @Command(
      name = "remove",
      description = "Ends a rule that was made at run time.",
      footerHeading = "Examples:%n",
      footer = {"  headgate acl remove 203.0.113.0/24 --token-file token", ""})
  public static final class Remove extends RangeOrder {
    /** A command that prints there. */
    public Remove(Terminal terminal) {
      super(terminal, "remove");
    }
  }

  /** {@code headgate acl diff}. */
  @Command(
      name = "diff",
      description =
          "Compares the rules that hold with those of a file; exit code 6 where they differ.",
      footerHeading = "Examples:%n",
      footer = {"  headgate acl diff -c headgate.yaml", ""})
  public static final class Diff implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        defaultValue = "headgate.yaml",
        description = "The file; ${DEFAULT-VALUE} unless named.")
    private Path file = Path.of("headgate.yaml");

    @Mixin private AdminOptions options = new AdminOptions();

    /** A command that prints there. */
    public Diff(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      var reading = ConfigFile.read(terminal.folder().resolve(file), terminal.environment());
      if (!(reading instanceof ConfigReading.Valid(var config))) {
        throw new CommandFailure(
            ExitCode.CONFIG, file + " cannot be used: headgate check -c " + file + " says why");
      }
      try (var client = options.client()) {
        var roster = Roster.of(client, options.network());
        var running = client.read(path(roster, ""));
        var diff = RuleDiff.of(config.doors().acl(), roster.onlyNetwork(), running);
        switch (options.format()) {
          case table -> diff.lines().forEach(terminal::print);
          case json -> terminal.print(diff.toJson().toPrettyString());
        }
        return diff.same() ? ExitCode.OK : ExitCode.FINDINGS;
      }
    }
  }

  /** Reads an address. */
  static final class Address implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return IpAddress.parse(text).toString();
      } catch (IllegalArgumentException _) {
        throw new TypeConversionException("write an address, for example 203.0.113.7");
      }
    }
  }

  /** Reads a range. */
  static final class Range implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return AddressRange.parse(text).normal().toString();
      } catch (IllegalArgumentException _) {
        throw new TypeConversionException(
            "write an address or a range, for example 203.0.113.0/24");
      }
    }
  }

  /** Reads the name of a method or stream. */
  static final class Name implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("[A-Za-z0-9_.-]{1,64}")) {
        throw new TypeConversionException("write a method's name, for example icx_call");
      }
      return text;
    }
  }

  /** Reads a time. */
  static final class Lasting implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("[0-9]{1,8}(ms|s|m|h|d)")) {
        throw new TypeConversionException("write a time, for example 10m or 2h");
      }
      return text;
    }
  }
}
