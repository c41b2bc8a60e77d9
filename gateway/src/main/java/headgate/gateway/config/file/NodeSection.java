package headgate.gateway.config.file;

import headgate.chain.method.Lane;
import headgate.chain.yaml.YamlScalar;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.Secret;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.config.role.NodeRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads one node: its URL alone, or a map. */
final class NodeSection {
  /** Keeps the reading going where a URL is wrong; such a reading ends with its findings. */
  private static final URI STAND_IN = URI.create("http://localhost");

  private final Section parent;
  private final Path folder;
  private final ChainSection chain;

  NodeSection(Section parent, Path folder, ChainSection chain) {
    this.parent = parent;
    this.folder = folder;
    this.chain = chain;
  }

  NodeConfig read(Place place, String name) {
    if (place.node() instanceof YamlScalar) {
      return parent.value(
          place, text -> NodeConfig.of(name, url(text)), NodeConfig.of(name, unique(name)));
    }
    var section = parent.section(place);
    return section.build(() -> node(section, name), () -> NodeConfig.of(name, unique(name)));
  }

  private NodeConfig node(Section section, String name) {
    section.require("url");
    return new NodeConfig(
        section.text("name", name),
        section.value("url", this::url, unique(name)),
        tls(section.section("tls")),
        headers(section.section("headers")),
        section.choice("role", NodeRole.class, NodeRole.PRIMARY),
        lanes(section));
  }

  /** Every lane where the file names none; a word that is none leaves a finding. */
  private static Set<Lane> lanes(Section section) {
    var named = EnumSet.noneOf(Lane.class);
    for (var place : section.items("lanes")) {
      named.add(section.value(place, text -> Values.choice(text, Lane.class), Lane.READ));
    }
    return section.has("lanes") ? named : EnumSet.allOf(Lane.class);
  }

  private URI url(String text) {
    return chain.base(Values.url(text));
  }

  private TlsConfig tls(Section tls) {
    return tls.build(
        () ->
            new TlsConfig(
                tls.truth("verify", true),
                file(tls, "caFile", PemFiles::withCertificates),
                tls.textOrNull("serverName"),
                file(tls, "clientCertificateFile", PemFiles::withCertificates),
                file(tls, "clientKeyFile", PemFiles::withKey)),
        TlsConfig::defaults);
  }

  private @Nullable Path file(Section tls, String key, UnaryOperator<Path> looking) {
    var text = tls.textOrNull(key);
    return text == null
        ? null
        : tls.value(key, name -> looking.apply(folder.resolve(name)), folder.resolve(text));
  }

  private static Map<String, Secret> headers(Section section) {
    var headers = new LinkedHashMap<String, Secret>();
    section
        .places()
        .forEach(
            (name, place) -> headers.put(name, section.value(place, Secret::of, Secret.of("-"))));
    return headers;
  }

  private static URI unique(String name) {
    return STAND_IN.resolve("/" + name);
  }
}
