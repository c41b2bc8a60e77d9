package headgate.gateway.config.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.yaml.InvalidYaml;
import headgate.chain.yaml.Position;
import headgate.chain.yaml.StrictYaml;
import headgate.chain.yaml.YamlNode;
import headgate.chain.yaml.YamlProblem;
import headgate.gateway.config.AdminConfig;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.Transport;
import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.config.operate.DrainConfig;
import headgate.gateway.config.operate.PeersConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file, from its bytes to checked records.
 *
 * <p>The keys are the names of the records' components. {@code networks} is a map from a network's
 * name to its keys; a file with one network may leave it out and put these keys at the top.
 */
public final class ConfigFile {
  private final String source;
  private final Path folder;
  private final Map<String, String> environment;

  private ConfigFile(String source, Path folder, Map<String, String> environment) {
    this.source = source;
    this.folder = folder;
    this.environment = environment;
  }

  /** Reads a file with this process's environment. */
  public static ConfigReading read(Path file) {
    return read(file, System.getenv());
  }

  /** Reads a file; variables come from the given environment. */
  public static ConfigReading read(Path file, Map<String, String> environment) {
    var folder = file.toAbsolutePath().getParent();
    var reader =
        new ConfigFile(file.toString(), folder == null ? Path.of("/") : folder, environment);
    try (var stream = Files.newInputStream(file)) {
      return reader.parse(stream.readNBytes(StrictYaml.FILE_BYTES_MAX + 1));
    } catch (NoSuchFileException absent) {
      return reader.unreadable("there is no such file");
    } catch (IOException failed) {
      return reader.unreadable(
          Files.isDirectory(file) ? "it is a folder" : "the file cannot be read");
    }
  }

  /**
   * Reads the text of a file that nobody has written; file names in it are relative to the root.
   *
   * @param source what problems call it
   */
  public static ConfigReading readText(String source, String text) {
    return new ConfigFile(source, Path.of("/"), Map.of()).parse(text.getBytes(UTF_8));
  }

  private ConfigReading parse(byte[] bytes) {
    try {
      return bind(StrictYaml.standard().tree(source, bytes));
    } catch (InvalidYaml broken) {
      return new ConfigReading.Invalid(source, broken.problems());
    }
  }

  private ConfigReading unreadable(String why) {
    return new ConfigReading.Invalid(source, List.of(new YamlProblem(new Position(1, 1), "", why)));
  }

  private ConfigReading bind(YamlNode tree) {
    var findings = new Findings();
    var scalars = new ScalarText(new Variables(environment, folder));
    var top = Section.of(new Place(tree, ""), scalars, findings);
    var config =
        top.build(
            () -> gateway(top),
            () -> GatewayConfig.of(List.of(NetworkSection.standIn("network", ""))));
    return findings.none()
        ? new ConfigReading.Valid(config)
        : new ConfigReading.Invalid(source, findings.inOrder());
  }

  private GatewayConfig gateway(Section top) {
    return new GatewayConfig(
        listen(top.section("listen")),
        admin(top.section("admin")),
        limits(top.section("limits")),
        DoorSections.read(top),
        accessLog(top.section("accessLog")),
        peers(top.section("peers")),
        drain(top.section("drain")),
        networks(top));
  }

  private List<NetworkConfig> networks(Section top) {
    if (!top.has("networks")) {
      var only = new NetworkSection(top, folder);
      return List.of(only.read(only.ownName()));
    }
    var networks = new ArrayList<NetworkConfig>();
    top.section("networks")
        .places()
        .forEach((name, place) -> networks.add(network(top.section(place), name)));
    return networks;
  }

  private NetworkConfig network(Section section, String name) {
    var network = new NetworkSection(section, folder).read(name);
    section.noteUnknownKeys();
    return network;
  }

  private ListenConfig listen(Section listen) {
    var otherwise = ListenConfig.defaults();
    return listen.build(
        () ->
            new ListenConfig(
                listen.text("host", otherwise.host()),
                listen.whole("port", otherwise.port()),
                listen.whole("loops", otherwise.loops()),
                listen.choice("transport", Transport.class, otherwise.transport()),
                listen.fileOrNull("handover", folder)),
        () -> otherwise);
  }

  private static AdminConfig admin(Section admin) {
    var otherwise = AdminConfig.defaults();
    return admin.build(
        () ->
            new AdminConfig(
                admin.text("host", otherwise.host()),
                admin.whole("port", otherwise.port()),
                admin.texts("hosts"),
                admin.secretOrNull("token"),
                DoorSections.ranges(admin, "debugFrom")),
        () -> otherwise);
  }

  private AccessLogConfig accessLog(Section log) {
    var otherwise = AccessLogConfig.defaults();
    return log.build(
        () ->
            new AccessLogConfig(
                log.value("file", this::logFile, otherwise.file()),
                log.whole("sample", otherwise.sample()),
                log.duration("slow", otherwise.slow())),
        () -> otherwise);
  }

  private static DrainConfig drain(Section drain) {
    var otherwise = DrainConfig.defaults();
    return drain.build(
        () ->
            new DrainConfig(
                drain.duration("notice", otherwise.notice()),
                drain.duration("deadline", otherwise.deadline())),
        () -> otherwise);
  }

  private String logFile(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "must be a file's path, or - for the standard output; without the key nothing is written");
    }
    return text.equals(AccessLogConfig.STANDARD_OUTPUT) ? text : folder.resolve(text).toString();
  }

  private static PeersConfig peers(Section peers) {
    var otherwise = PeersConfig.defaults();
    return peers.build(
        () ->
            new PeersConfig(
                peers.text("host", otherwise.host()),
                peers.whole("port", otherwise.port()),
                gateways(peers),
                peers.secretOrNull("secret")),
        () -> otherwise);
  }

  private static List<InetSocketAddress> gateways(Section peers) {
    return peers.items("gateways").stream()
        .map(place ->
            peers.value(
                place,
                text -> Optional.of(PeersConfig.place(text)),
                Optional.<InetSocketAddress>empty()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static LimitsConfig limits(Section limits) {
    var otherwise = LimitsConfig.defaults();
    return limits.build(
        () ->
            new LimitsConfig(
                limits.bytesAsInt("bodyBytesMax", otherwise.bodyBytesMax()),
                limits.whole("batchCallsMax", otherwise.batchCallsMax()),
                limits.whole("depthMax", otherwise.depthMax()),
                limits.duration("headerDeadline", otherwise.headerDeadline()),
                limits.duration("bodyDeadline", otherwise.bodyDeadline()),
                limits.duration("idleDeadline", otherwise.idleDeadline()),
                limits.duration("writeDeadline", otherwise.writeDeadline()),
                limits.whole("connectionsMax", otherwise.connectionsMax()),
                limits.whole("connectionsPerAddressMax", otherwise.connectionsPerAddressMax()),
                limits.bytes("answerBytesMax", otherwise.answerBytesMax()),
                limits.bytes("bufferedBytesMax", otherwise.bufferedBytesMax())),
        () -> otherwise);
  }
}
