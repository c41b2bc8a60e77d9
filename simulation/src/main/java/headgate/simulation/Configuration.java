package headgate.simulation;

import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.file.ConfigFile;
import headgate.gateway.config.file.ConfigReading;
import headgate.simulation.rule.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A configuration file of a simulated gateway.
 *
 * @param tuning the lines that nobody outside can see the effect of
 */
record Configuration(Terms terms, String tuning, int port) {
  private static final int PORT = 9_000;

  Configuration(Terms terms, String tuning) {
    this(terms, tuning, PORT);
  }

  /** Lines of the network that only change how the gateway goes about it. */
  static String tuning(Chance chance, boolean copies) {
    var text = new StringBuilder();
    text.append("head: {follow: ").append(chance.percent(75)).append("}\n");
    text.append("cache: {enabled: ").append(chance.percent(90)).append("}\n");
    text.append(
        "lanes: {read: {inFlightPerNodeMax: %d, hedge: %s, adaptive: %s}}%n"
            .formatted(chance.between(1, 4) * 16, chance.percent(75), chance.percent(75)));
    if (copies) {
      text.append(
          "writes: {fanOut: %d, rebroadcastBlocks: %d}%n"
              .formatted(chance.between(1, 2), chance.between(1, 20)));
    }
    return text.toString();
  }

  /**
   * Another one for the same network: other nodes in another order, other limits, rules and bounds,
   * or only some of that.
   *
   * @param number tells it from all others
   */
  Configuration other(Plan plan, Chance chance, int number) {
    var network = chance.percent(80);
    return new Configuration(
        new Terms(
            network && chance.percent(50) ? "edition" + number : terms.mark(),
            network ? chance.percent(85) : terms.pins(),
            chance.percent(50) ? 1 << 20 : chance.between(1 << 10, 3 << 10),
            chance.percent(50) ? 100 : chance.between(1, 12),
            network ? someOf(plan, chance) : terms.nodes()),
        network ? tuning(chance, plan.copies()) : tuning,
        PORT);
  }

  private static List<String> someOf(Plan plan, Chance chance) {
    var names = new ArrayList<>(plan.names());
    Collections.shuffle(names, chance.generator());
    var least = plan.gentle() ? 3 : 2;
    return names.subList(0, chance.between(least, Math.min(names.size(), plan.nodes() + 1)));
  }

  /** The same on another port, which cannot be had without a restart. */
  Configuration moved() {
    return new Configuration(terms, tuning, PORT + 1);
  }

  /** What a gateway is given. */
  GatewayConfig read(Plan plan) {
    var text = yaml(plan);
    return switch (ConfigFile.readText("plan", text)) {
      case ConfigReading.Valid(var config) -> config;
      case ConfigReading.Invalid invalid ->
          throw new IllegalStateException(text + invalid.problems());
    };
  }

  private String yaml(Plan plan) {
    var text = new StringBuilder();
    text.append(
        "listen: {host: 127.0.0.1, port: %d, loops: %d, transport: nio}%n"
            .formatted(port, plan.loops()));
    text.append(
        "limits: {bufferedBytesMax: %dB, connectionsMax: %d, bodyBytesMax: %dB, batchCallsMax: %d}%n"
            .formatted(
                Plan.BUFFERED_BYTES_MAX,
                Plan.CONNECTIONS_MAX,
                terms.bodyBytesMax(),
                terms.batchCallsMax()));
    text.append(
        "drain: {notice: %ds, deadline: %ds}%n"
            .formatted(plan.leave().notice().toSeconds(), plan.leave().deadline().toSeconds()));
    text.append("chain: icon\nnetwork: %s\npins: %s\n".formatted(plan.network(), terms.pins()));
    text.append(tuning).append("nodes:\n");
    var scheme = plan.secure() ? "https" : "http";
    var headers = terms.mark().isEmpty() ? "" : ", headers: {X-Edition: " + terms.mark() + "}";
    for (var name : terms.nodes()) {
      text.append("  - {name: %s, url: %s://%s:9000%s}%n".formatted(name, scheme, name, headers));
    }
    return text.toString();
  }
}
