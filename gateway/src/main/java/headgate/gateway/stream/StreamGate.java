package headgate.gateway.stream;

import headgate.gateway.listen.Door;
import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Takes the callers of one loop who ask for a stream, whatever the network. */
public final class StreamGate implements Streams {
  private final List<OfNetwork> networks = new ArrayList<>();
  private final Set<StreamSession> sessions = new LinkedHashSet<>();

  /** One network's streams on this loop, with a reader for each kind of them. */
  private record OfNetwork(StreamParts parts, Map<String, StreamRequestReader> readers) {}

  /**
   * A gate without callers.
   *
   * @param random makes keys and masks, so it is not to be foreseen
   * @param networks in the order of the configuration
   */
  public StreamGate(Loop loop, Wire wire, RandomGenerator random, List<StreamTerms> networks) {
    for (var terms : networks) {
      var readers = new HashMap<String, StreamRequestReader>();
      for (var stream : terms.streams()) {
        readers.put(stream.name(), new StreamRequestReader(stream, terms.depthMax()));
      }
      var parts =
          new StreamParts(
              loop, wire, random, terms, new FirstAnswer(terms.errors()), new RestingNodes());
      this.networks.add(new OfNetwork(parts, Map.copyOf(readers)));
    }
  }

  @Override
  public int messageBytesMax(Door.Stream door) {
    return networks.get(door.network()).parts.terms().config().frameBytesMax();
  }

  @Override
  public Session enter(Door.Stream door, Caller caller) {
    var network = networks.get(door.network());
    var reader = network.readers.get(door.stream());
    if (reader == null) {
      throw new IllegalStateException("a stream of another profile");
    }
    var session = new StreamSession(network.parts, reader, door.path(), caller, sessions::remove);
    sessions.add(session);
    return session;
  }

  /** Ends every stream, telling callers and nodes; to be called on the loop. */
  public void stop() {
    List.copyOf(sessions).forEach(StreamSession::stop);
  }
}
