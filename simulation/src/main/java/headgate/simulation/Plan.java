package headgate.simulation;

import headgate.gateway.config.operate.DrainConfig;
import headgate.simulation.rule.Terms;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one seed simulates.
 *
 * @param nodes that are configured at first
 * @param spares nodes that another configuration may name beside these
 * @param gentle whether at most one node is ill at any time
 * @param pins whether heights are written into reads at first
 * @param network the network's name in the profile
 * @param networkId what its nodes say of themselves
 * @param copies whether transactions may go to several nodes
 * @param reloads whether other configurations take the place of the first one
 * @param drains whether it takes its leave while callers go on
 * @param leave how
 * @param length of the part with faults
 * @param tuning lines of the first configuration
 */
record Plan(
    int nodes,
    int spares,
    int loops,
    int callers,
    boolean gentle,
    boolean pins,
    boolean secure,
    boolean copies,
    boolean reloads,
    boolean drains,
    DrainConfig leave,
    String network,
    String networkId,
    Duration interval,
    Duration length,
    String tuning) {
  static final long BUFFERED_BYTES_MAX = 64L << 20;
  static final int CONNECTIONS_MAX = 1_000;

  private static final int NODES_MAX = 5;
  private static final int SPARES_MAX = 3;

  static Plan of(Chance chance) {
    var gentle = chance.percent(65);
    var quick = chance.percent(70);
    var copies = chance.percent(12);
    var nodes = chance.between(gentle ? 3 : 2, NODES_MAX);
    var loops = chance.between(1, 4);
    var callers = chance.between(3, 16);
    var pins = chance.percent(85);
    var secure = chance.percent(30);
    var length = Duration.ofSeconds(chance.between(60, 180));
    var tuning = Configuration.tuning(chance, copies);
    var reloads = chance.percent(50);
    var drains = chance.percent(40);
    var notice = chance.between(0, 3);
    var leave =
        new DrainConfig(
            Duration.ofSeconds(notice), Duration.ofSeconds(notice + chance.between(4, 22)));
    return new Plan(
        nodes,
        reloads ? SPARES_MAX : 0,
        loops,
        callers,
        gentle,
        pins,
        secure,
        copies,
        reloads,
        drains,
        leave,
        quick ? "dev" : "lisbon",
        quick ? "0x53" : "0x2",
        Duration.ofSeconds(quick ? 1 : 2),
        length,
        tuning);
  }

  /** The names of all nodes, those of the first configuration first. */
  List<String> names() {
    return IntStream.rangeClosed(1, nodes + spares).mapToObj(number -> "node" + number).toList();
  }

  /** What its gateway is started with. */
  Configuration first() {
    var names = names().subList(0, nodes);
    return new Configuration(new Terms(reloads ? "first" : "", pins, 1 << 20, 100, names), tuning);
  }
}
