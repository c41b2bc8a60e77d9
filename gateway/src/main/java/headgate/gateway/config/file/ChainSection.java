package headgate.gateway.config.file;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.chain.yaml.InvalidYaml;
import headgate.chain.yaml.NearestName;
import headgate.gateway.config.NodeUrls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what names a chain, and judges what only its profile can judge. */
final class ChainSection {
  private final Section section;
  private final Chosen chosen;

  /** A profile's file begins at the folder. */
  ChainSection(Section section, Path folder) {
    this.section = section;
    section.require("chain");
    chosen = section.value("chain", text -> choose(text, folder), new Chosen("unknown", null));
  }

  /** The profile is null where it cannot be read; that is a finding. */
  private record Chosen(String name, @Nullable ChainProfile profile) {}

  private static Chosen choose(String text, Path folder) {
    var isFile = text.contains("/") || text.endsWith(".yaml") || text.endsWith(".yml");
    if (isFile) {
      var file = folder.resolve(text);
      return new Chosen(file.toString(), load(text, file));
    }
    if (!ChainProfiles.names().contains(text)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is none of "
              + String.join(", ", ChainProfiles.names())
              + ", nor a file's name with .yaml"
              + NearestName.hint(text, ChainProfiles.names()));
    }
    return new Chosen(text, ChainProfiles.builtIn(text));
  }

  private static ChainProfile load(String text, Path file) {
    try {
      return ChainProfiles.load(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("\"" + text + "\" cannot be read", unreadable);
    } catch (InvalidYaml invalid) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no profile: " + invalid.problems().getFirst(), invalid);
    }
  }

  /** The name of a built-in profile, or the path of a file. */
  String chain() {
    return chosen.name;
  }

  @Nullable String network() {
    var text = section.textOrNull("network");
    return text == null ? null : section.value("network", this::known, text);
  }

  private String known(String network) {
    var profile = chosen.profile;
    if (profile == null || network.isBlank() || profile.networks().containsKey(network)) {
      return network;
    }
    var names = profile.networks().keySet();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "has no meaning: chain " + profile.name() + " names no networks");
    }
    throw new IllegalArgumentException(
        "\""
            + network
            + "\" is none of chain "
            + profile.name()
            + "'s networks: "
            + String.join(", ", names)
            + NearestName.hint(network, names));
  }

  /** A node's URL without the path of the chain's API, which the gateway adds by itself. */
  URI base(URI url) {
    return chosen.profile == null ? url : NodeUrls.base(url, chosen.profile);
  }
}
