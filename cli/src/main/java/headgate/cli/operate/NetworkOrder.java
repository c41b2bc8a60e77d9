package headgate.cli.operate;

import headgate.cli.talk.Terminal;

/** An order for a whole network of a running gateway. */
abstract class NetworkOrder extends Order {
  NetworkOrder(Terminal terminal) {
    super(terminal);
  }

  /** The order's path behind the network's, with a query that has no dry run yet. */
  abstract String path();

  @Override
  final String path(Roster roster) {
    return "/v1/networks/" + roster.onlyNetwork() + "/" + path();
  }
}
