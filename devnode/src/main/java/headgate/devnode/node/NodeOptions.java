package headgate.devnode.node;

import headgate.devnode.clock.DevClock;
import java.time.Duration;

/**
 * How a node is set up: goloop's own switches, and bounds that goloop does not have. Set everything
 * before the node starts; it does not look again.
 */
public final class NodeOptions {
  private int port;
  private int controlPort = -1;
  private int poolLimit = 5_000;
  private boolean validateOnSend;
  private Duration waitTimeout = Duration.ZERO;
  private Duration waitTimeoutMax = Duration.ofSeconds(5);
  private boolean debugApi;
  private boolean rosettaApi;
  private boolean rpcDisabled;
  private boolean chainStopped;
  private int batchLimit = 10;
  private int sessionsMax = 10;
  private long prunedBelow;
  private int bodyBytesMax = 32 << 20;
  private int connectionsMax = 1_024;
  private long seed = 1;
  private DevClock timer = DevClock.system();

  private NodeOptions() {}

  /** The options of a node as goloop starts one: no debug API, no waiting, a pool of 5,000. */
  public static NodeOptions defaults() {
    return new NodeOptions();
  }

  /** The port on the loopback address; 0 takes a free one. */
  public NodeOptions port(int value) {
    port = value;
    return this;
  }

  /** The port of the control API on the loopback address; 0 takes a free one, negative is none. */
  public NodeOptions controlPort(int value) {
    controlPort = value;
    return this;
  }

  /** How many transactions fit into the pool. */
  public NodeOptions poolLimit(int value) {
    poolLimit = value;
    return this;
  }

  /** goloop's {@code validate_tx_on_send}: looks at steps and balance before it accepts. */
  public NodeOptions validateOnSend(boolean value) {
    validateOnSend = value;
    return this;
  }

  /** goloop's {@code defaultWaitTimeout}; zero switches the two waiting methods off. */
  public NodeOptions waitTimeout(Duration value) {
    waitTimeout = value;
    return this;
  }

  /** The longest wait that a caller may ask for. */
  public NodeOptions waitTimeoutMax(Duration value) {
    waitTimeoutMax = value;
    return this;
  }

  /** Whether {@code /api/v3d} answers. */
  public NodeOptions debugApi(boolean value) {
    debugApi = value;
    return this;
  }

  /** Whether {@code /api/rosetta} is there. It knows no method. */
  public NodeOptions rosettaApi(boolean value) {
    rosettaApi = value;
    return this;
  }

  /** goloop's {@code disableRPC}. */
  public NodeOptions rpcDisabled(boolean value) {
    rpcDisabled = value;
    return this;
  }

  /** A node that runs while its chain is stopped. */
  public NodeOptions chainStopped(boolean value) {
    chainStopped = value;
    return this;
  }

  /** The most calls in one batch. */
  public NodeOptions batchLimit(int value) {
    batchLimit = value;
    return this;
  }

  /** The most streams at once. */
  public NodeOptions sessionsMax(int value) {
    sessionsMax = value;
    return this;
  }

  /** The first height that a pruned node still has. */
  public NodeOptions prunedBelow(long value) {
    prunedBelow = value;
    return this;
  }

  /** The largest body in bytes; goloop has no such bound. */
  public NodeOptions bodyBytesMax(int value) {
    bodyBytesMax = value;
    return this;
  }

  /** The most connections at once; goloop has no such bound. */
  public NodeOptions connectionsMax(int value) {
    connectionsMax = value;
    return this;
  }

  /** The seed of the faults that strike with a probability. */
  public NodeOptions seed(long value) {
    seed = value;
    return this;
  }

  /** The clock of latency and slow drip; the chain's own clock times blocks and waits. */
  public NodeOptions timer(DevClock value) {
    timer = value;
    return this;
  }

  public int port() {
    return port;
  }

  public int controlPort() {
    return controlPort;
  }

  public int poolLimit() {
    return poolLimit;
  }

  public boolean validateOnSend() {
    return validateOnSend;
  }

  public Duration waitTimeout() {
    return waitTimeout;
  }

  public Duration waitTimeoutMax() {
    return waitTimeoutMax;
  }

  public boolean debugApi() {
    return debugApi;
  }

  public boolean rosettaApi() {
    return rosettaApi;
  }

  public boolean rpcDisabled() {
    return rpcDisabled;
  }

  public boolean chainStopped() {
    return chainStopped;
  }

  public int batchLimit() {
    return batchLimit;
  }

  public int sessionsMax() {
    return sessionsMax;
  }

  public long prunedBelow() {
    return prunedBelow;
  }

  public int bodyBytesMax() {
    return bodyBytesMax;
  }

  public int connectionsMax() {
    return connectionsMax;
  }

  public long seed() {
    return seed;
  }

  public DevClock timer() {
    return timer;
  }
}
