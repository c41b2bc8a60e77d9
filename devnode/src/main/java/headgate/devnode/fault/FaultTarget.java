package headgate.devnode.fault;

import headgate.devnode.clock.DevClock;

/** What faults reach beyond a single exchange: the node and its chain. */
public interface FaultTarget {
  /** Closes the listening socket and every connection, so that connecting is refused. */
  void refuseConnections();

  /** Closes every connection and listens without ever accepting: connecting takes for ever. */
  void hangConnections();

  /** Listens again on the same port. */
  void acceptConnections();

  /** Loses the pool; returns how many transactions were in it. */
  int dropPool();

  /** Stops the chain for all its nodes. */
  void halt();

  /** Lets the chain go on. */
  void resume();

  /** The way from so many blocks behind the chain's head, from now on by the chain's clock. */
  CatchUp catchUp(long blocksBehind, long blocksPerSecond);

  /** What times the node's own rhythms. */
  DevClock timer();
}
