package headgate.simulation;

import java.time.Duration;

/**
 * What one seed simulates.
 *
 * @param gentle whether at most one node is ill at any time
 * @param pins whether heights are written into reads
 * @param network the network's name in the profile
 * @param networkId what its nodes say of themselves
 * @param copies whether transactions may go to several nodes
 * @param length of the part with faults
 */
record Plan(
    int nodes,
    int loops,
    int callers,
    boolean gentle,
    boolean pins,
    boolean secure,
    boolean copies,
    String network,
    String networkId,
    Duration interval,
    Duration length,
    String tuning) {
  static final long BUFFERED_BYTES_MAX = 64L << 20;
  static final int CONNECTIONS_MAX = 1_000;

  static Plan of(Chance chance) {
    var gentle = chance.percent(65);
    var quick = chance.percent(70);
    var copies = chance.percent(12);
    return new Plan(
        chance.between(gentle ? 3 : 2, 5),
        chance.between(1, 4),
        chance.between(3, 16),
        gentle,
        chance.percent(85),
        chance.percent(30),
        copies,
        quick ? "dev" : "lisbon",
        quick ? "0x53" : "0x2",
        Duration.ofSeconds(quick ? 1 : 2),
        Duration.ofSeconds(chance.between(60, 180)),
        tuning(chance, copies));
  }

  private static String tuning(Chance chance, boolean copies) {
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

  /** The configuration file of its gateway. */
  String yaml() {
    var text = new StringBuilder();
    text.append(
        "listen: {host: 127.0.0.1, port: 9000, loops: %d, transport: nio}%n".formatted(loops));
    text.append(
        "limits: {bufferedBytesMax: %dB, connectionsMax: %d}%n"
            .formatted(BUFFERED_BYTES_MAX, CONNECTIONS_MAX));
    text.append("chain: icon\nnetwork: %s\npins: %s\n".formatted(network, pins)).append(tuning);
    text.append("nodes:\n");
    for (var index = 0; index < nodes; index++) {
      text.append(
          "  - {name: %s, url: %s://%s:9000}%n"
              .formatted(name(index), secure ? "https" : "http", name(index)));
    }
    return text.toString();
  }

  static String name(int node) {
    return "node" + (node + 1);
  }
}
