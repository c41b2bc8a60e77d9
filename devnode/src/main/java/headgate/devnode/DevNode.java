package headgate.devnode;

import headgate.devnode.block.Block;
import headgate.devnode.chain.DevChain;
import headgate.devnode.chain.TransactionPool;
import headgate.devnode.clock.DevClock;
import headgate.devnode.control.ControlServer;
import headgate.devnode.control.Controlled;
import headgate.devnode.fault.CatchUp;
import headgate.devnode.fault.Counters;
import headgate.devnode.fault.FaultTarget;
import headgate.devnode.fault.Faults;
import headgate.devnode.http.NodeServer;
import headgate.devnode.node.NodeOptions;
import headgate.devnode.node.NodeState;
import java.net.URI;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A node of a dev chain that speaks HTTP on a loopback port, goes wrong on command, and counts what
 * it received.
 *
 * <pre>{@code
 * var chain = DevChain.create(Genesis.demo(List.of(wallet)), clock, Duration.ofSeconds(1)).start();
 * try (var node = DevNode.start(chain, NodeOptions.defaults())) {
 *   node.faults().lag(5);
 *   ... node.port() ... node.counters().calls("icx_getBalance")
 * }
 * }</pre>
 */
public final class DevNode implements Controlled, AutoCloseable {
  private final NodeState state;
  private final Runnable unsubscribe;
  private final @Nullable ControlServer control;
  private @Nullable NodeServer server;

  private DevNode(DevChain chain, NodeOptions options) {
    this.state = new NodeState(chain, options, new Target());
    this.unsubscribe = chain.onBlock(this::onBlock);
    this.server = NodeServer.start(state);
    this.control = options.controlPort() < 0 ? null : startControl(options.controlPort());
  }

  /** Starts a node on a chain. */
  public static DevNode start(DevChain chain, NodeOptions options) {
    return new DevNode(chain, options);
  }

  private void onBlock(Block block) {
    state.purge();
  }

  private NodeServer serverOf() {
    if (server == null) {
      throw new IllegalStateException("the node does not listen yet");
    }
    return server;
  }

  public int port() {
    return serverOf().port();
  }

  private ControlServer startControl(int port) {
    return ControlServer.start(port, this);
  }

  /** The port of the control API; empty if the node has none. */
  public OptionalInt controlPort() {
    return control == null ? OptionalInt.empty() : OptionalInt.of(control.port());
  }

  /** The address of the JSON-RPC API: {@code http://127.0.0.1:<port>/api/v3}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/api/v3");
  }

  public DevChain chain() {
    return state.chain();
  }

  public TransactionPool pool() {
    return state.pool();
  }

  /** What goes wrong with this node. */
  @Override
  public Faults faults() {
    return state.faults();
  }

  @Override
  public Status status() {
    var head = state.chain().height();
    return new Status(port(), height(), head, state.pool().size(), state.chain().halted());
  }

  /** What this node received. */
  @Override
  public Counters counters() {
    return state.counters();
  }

  /** The height that this node serves, its lag included. */
  public long height() {
    return state.view().height();
  }

  @Override
  public void close() {
    if (control != null) {
      control.close();
    }
    state.faults().endFlapping();
    unsubscribe.run();
    state.chain().leave(state.pool());
    serverOf().close();
  }

  private final class Target implements FaultTarget {
    @Override
    public void refuseConnections() {
      serverOf().refuse();
    }

    @Override
    public void hangConnections() {
      serverOf().hang();
    }

    @Override
    public void acceptConnections() {
      serverOf().accept();
    }

    @Override
    public int dropPool() {
      return state.pool().clear();
    }

    @Override
    public void halt() {
      state.chain().halt();
    }

    @Override
    public void resume() {
      state.chain().resume();
    }

    @Override
    public CatchUp catchUp(long blocksBehind, long blocksPerSecond) {
      var from = Math.max(0, state.chain().height() - blocksBehind);
      return new CatchUp(from, state.chain().clock().epochMicros(), blocksPerSecond);
    }

    @Override
    public DevClock timer() {
      return state.options().timer();
    }
  }
}
