package headgate.acceptance.soak;

import headgate.acceptance.height.Failures;
import headgate.devnode.DevNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The configuration file of a soak's gateway, written anew for each reload. */
final class Settings {
  private final DevNetwork nodes;
  private final Path file;
  private int written;

  Settings(DevNetwork nodes, Path folder) {
    this.nodes = nodes;
    file = folder.resolve("headgate.yaml");
  }

  /** Where it is. */
  Path file() {
    return file;
  }

  /** All nodes, and two other values than the last time. */
  void write() {
    written++;
    replace(yaml(nodes.nodes().size()));
  }

  /** The same without the last node. */
  void writeWithoutTheLastNode() {
    written++;
    replace(yaml(nodes.nodes().size() - 1));
  }

  /** Something that no gateway takes. */
  void writeBroken() {
    replace(yaml(nodes.nodes().size()) + "      - {nmae: n9, url: \"http://127.0.0.1:1\"}\n");
  }

  private String yaml(int count) {
    var odd = written % 2;
    var yaml =
        new StringBuilder(
            """
            listen: {host: 127.0.0.1, port: 0}
            admin: {host: 127.0.0.1, port: 0, token: %s}
            limits: {answerBytesMax: %dB, headerDeadline: 2s, bodyDeadline: %ds, writeDeadline: 3s}
            networks:
              soak:
                chain: icon
                lagMax: %d
                lanes: {read: {deadline: 6s}, write: {deadline: 3s}, wait: {deadline: 6s}}
                cache: {bytesMax: 1MiB, entryBytesMax: 64KiB}
                streams: {sessionsPerAddressMax: 100, pingInterval: 2s}
                nodes:
            """
                .formatted(GatewayProcess.TOKEN, Failures.TOO_LARGE / 2, 3 + odd, 3 + odd));
    for (var index = 0; index < count; index++) {
      yaml.append(
          "      - {name: n%d, url: \"http://127.0.0.1:%d\"}\n"
              .formatted(index, nodes.node(index).port()));
    }
    return yaml.toString();
  }

  /** In one step: whoever reads it meanwhile has the old one or the new one. */
  private void replace(String text) {
    try {
      var next = Files.writeString(file.resolveSibling("next.yaml"), text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
