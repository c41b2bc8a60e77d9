package headgate.acceptance.soak;

import headgate.acceptance.height.Failures;
import headgate.devnode.DevNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration file of a soak's gateway. */
final class Settings {
  private final DevNetwork nodes;
  private final Path file;

  Settings(DevNetwork nodes, Path folder) {
    this.nodes = nodes;
    file = folder.resolve("headgate.yaml");
  }

  /** Where it is. */
  Path file() {
    return file;
  }

  /** Writes it. */
  void write() {
    try {
      Files.writeString(file, yaml());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private String yaml() {
    var yaml =
        new StringBuilder(
            """
            listen: {host: 127.0.0.1, port: 0}
            admin: {host: 127.0.0.1, port: 0, token: %s}
            limits: {answerBytesMax: %dB, headerDeadline: 2s, bodyDeadline: 3s, writeDeadline: 3s}
            networks:
              soak:
                chain: icon
                lanes: {read: {deadline: 6s}, write: {deadline: 3s}, wait: {deadline: 6s}}
                cache: {bytesMax: 1MiB, entryBytesMax: 64KiB}
                streams: {sessionsPerAddressMax: 100, pingInterval: 2s}
                nodes:
            """
                .formatted(GatewayProcess.TOKEN, Failures.TOO_LARGE / 2));
    for (var index = 0; index < nodes.nodes().size(); index++) {
      yaml.append(
          "      - {name: n%d, url: \"http://127.0.0.1:%d\"}\n"
              .formatted(index, nodes.node(index).port()));
    }
    return yaml.toString();
  }
}
