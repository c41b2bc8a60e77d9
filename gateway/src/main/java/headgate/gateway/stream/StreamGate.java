package headgate.gateway.stream;

import headgate.gateway.client.Clients;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.websocket.Streams;
import headgate.gateway.observe.StreamOutcome;
import headgate.gateway.observe.access.CallLine;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes the callers of one loop who ask for a stream, whatever the network. */
public final class StreamGate implements Streams {
  private static final int SWITCHED = 101;

  private final List<OfNetwork> networks = new ArrayList<>();
  private final Clock clock;
  private final LoopAccess access;
  private Sessions sessions = new Sessions();

  /**
   * The streams of a loop, whichever gate they began at. Their ends know this and no gate: one that
   * lasts would otherwise hold every configuration that there was since it began.
   */
  private static final class Sessions {
    private final Set<StreamSession> all = new LinkedHashSet<>();

    /** The gate that has them now, null while it is the one that made them. */
    private @Nullable StreamGate keeper;
  }

  /** One network's streams on this loop, with a reader for each kind of them. */
  private record OfNetwork(StreamParts parts, Map<String, StreamRequestReader> readers) {}

  /**
   * A gate without callers.
   *
   * @param random makes keys and masks, so it is not to be foreseen
   * @param networks in the order of the configuration
   * @param access the loop's part of the access log
   */
  public StreamGate(
      Loop loop, Wire wire, RandomGenerator random, List<StreamTerms> networks, LoopAccess access) {
    this.clock = loop.clock();
    this.access = access;
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
    var request =
        access.request(caller.client()).at(network.parts.terms().network(), door.stream());
    var beganNanos = clock.nanos();
    var all = sessions.all;
    var session =
        new StreamSession(
            network.parts,
            reader,
            new StreamSession.Wish(door.stream(), door.path()),
            caller,
            (over, why) -> {
              all.remove(over);
              if (request.on()) {
                request.ended(0, line(over, why, clock.nanos() - beganNanos));
              }
            });
    all.add(session);
    var keeper = sessions.keeper;
    if (keeper != null && !keeper.equals(this)) {
      handOver(session, keeper);
    }
    return session;
  }

  /**
   * Has every stream go on under another configuration, by which each is judged anew; to be called
   * on the loop. Streams that begin here afterwards go the same way.
   */
  public void handOver(StreamGate next) {
    sessions.keeper = next;
    next.sessions = sessions;
    List.copyOf(sessions.all).forEach(session -> handOver(session, next));
  }

  private static void handOver(StreamSession session, StreamGate next) {
    var network = next.named(session.network());
    var reader = network == null ? null : network.readers.get(session.stream());
    if (network == null || reader == null) {
      session.unserved();
    } else {
      session.moveTo(network.parts, reader);
    }
  }

  private @Nullable OfNetwork named(String network) {
    return networks.stream()
        .filter(each -> each.parts.terms().network().equals(network))
        .findFirst()
        .orElse(null);
  }

  private static CallLine line(StreamSession over, StreamOutcome why, long nanos) {
    return new CallLine(
        "", why.label(), why.ordinary(), "", 0, SWITCHED, nanos, over.sentBytes(), over.asked());
  }

  /** Ends the streams of clients that may not have them any more; to be called on the loop. */
  public void judge(Clients clients) {
    for (var session : List.copyOf(sessions.all)) {
      var network = place(session.network());
      var standing = clients.of(session.client()).standing();
      if (network >= 0 && !standing.mayStream(network, session.stream())) {
        session.denied();
      }
    }
  }

  private int place(String network) {
    return networks.stream().map(each -> each.parts.terms().network()).toList().indexOf(network);
  }

  /** Ends every stream that it has now, telling callers and nodes; to be called on the loop. */
  public void stop() {
    if (sessions.keeper == null || sessions.keeper.equals(this)) {
      List.copyOf(sessions.all).forEach(StreamSession::stop);
    }
  }
}
