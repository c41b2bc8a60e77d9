package headgate.gateway.testkit;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A wire whose far ends a test holds, or gives to {@link ScriptedNode}s. */
public final class ManualWire implements Wire {
  /** Who sits at the far end of the connections to one host. */
  public interface Peer {
    /** A connection is asked for. */
    void connecting(ManualConnection connection);

    /** The near side has written, or has closed the connection. */
    void changed(ManualConnection connection);
  }

  /** A far end that does nothing by itself. */
  private static final Peer NOBODY =
      new Peer() {
        @Override
        public void connecting(ManualConnection connection) {}

        @Override
        public void changed(ManualConnection connection) {}
      };

  private final ManualLoop loop;
  private final Map<String, Peer> peers = new HashMap<>();
  private final List<ManualConnection> connections = new ArrayList<>();

  /** A wire on a loop. */
  public ManualWire(ManualLoop loop) {
    this.loop = loop;
  }

  /** Lets a peer sit at the far end of every connection to a host. */
  public ManualWire reaching(String host, Peer peer) {
    peers.put(host, peer);
    return this;
  }

  @Override
  public Connection connect(Endpoint endpoint, Listener listener) {
    var peer = peers.getOrDefault(endpoint.host(), NOBODY);
    var connection = new ManualConnection(loop, endpoint, listener, peer);
    connections.add(connection);
    loop.execute(() -> peer.connecting(connection));
    return connection;
  }

  /** Every connection that was asked for, in order. */
  public List<ManualConnection> connections() {
    return List.copyOf(connections);
  }

  /** The connection that was asked for last. */
  public ManualConnection last() {
    return connections.getLast();
  }

  /** How many connections are asked for or open and not closed yet. */
  public long open() {
    return connections.stream().filter(connection -> !connection.over()).count();
  }
}
