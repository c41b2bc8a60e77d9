package headgate.gateway.cache;

import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Loop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fetch and those who wait for it.
 *
 * <p>Who waits is shared by loops and guarded by the flight's lock, under which nothing foreign is
 * called. Each seat belongs to its passenger's loop.
 */
final class Flight {
  private static final Logger LOG = LoggerFactory.getLogger(Flight.class);

  private final Flights flights;
  private final FlightKey key;
  private final Loop loop;
  private Set<Place> joined = Set.of();
  private @Nullable Place first;
  private boolean over;
  private Runnable callOff = () -> {};

  /** A flight that begins on a loop. */
  Flight(Flights flights, FlightKey key, Loop loop) {
    this.flights = flights;
    this.key = key;
    this.loop = loop;
  }

  FlightKey key() {
    return key;
  }

  /** The place of the one who begins it. */
  Flights.Seat first(Flights.Passenger passenger) {
    var place = new Place(loop, passenger, false);
    synchronized (this) {
      first = place;
    }
    return place;
  }

  /** A place for somebody who came later; null where the flight is over. */
  Flights.@Nullable Seat join(Loop passengersLoop, Flights.Passenger passenger) {
    var place = new Place(passengersLoop, passenger, true);
    synchronized (this) {
      if (over) {
        return null;
      }
      if (joined.isEmpty()) {
        joined = new LinkedHashSet<>();
      }
      joined.add(place);
    }
    return place;
  }

  /** Begins the fetch; on the flight's loop. */
  void takeOff(Flights.Takeoff takeoff) {
    try {
      callOff = takeoff.begin(this::land);
    } catch (RuntimeException bug) {
      LOG.error("a fetch could not begin", bug);
      land(new Reply.Failed(Failure.of(FailureKind.INTERNAL)));
    }
  }

  private void land(Reply reply) {
    Place began;
    List<Place> others;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      began = first;
      others = List.copyOf(joined);
      first = null;
      joined = Set.of();
    }
    flights.over(this);
    if (began != null) {
      // It is at home on the flight's loop.
      began.tell(reply);
    }
    if (!others.isEmpty()) {
      var byLoop = new LinkedHashMap<Loop, List<Place>>();
      others.forEach(each -> byLoop.computeIfAbsent(each.home, _ -> new ArrayList<>()).add(each));
      byLoop.forEach((at, all) -> tell(at, all, reply));
    }
  }

  /** One task for each loop, however many wait there. */
  private void tell(Loop at, List<Place> all, Reply reply) {
    if (at.equals(loop)) {
      all.forEach(place -> place.tell(reply));
    } else {
      at.execute(() -> all.forEach(place -> place.tell(reply)));
    }
  }

  private void left(Place place) {
    synchronized (this) {
      if (over || !leaves(place) || first != null || !joined.isEmpty()) {
        return;
      }
      over = true;
    }
    flights.over(this);
    if (place.home.equals(loop)) {
      callOff.run();
    } else {
      loop.execute(() -> callOff.run());
    }
  }

  private boolean leaves(Place place) {
    if (place == first) {
      first = null;
      return true;
    }
    return !joined.isEmpty() && joined.remove(place);
  }

  /** One who waits. */
  private final class Place implements Flights.Seat {
    private final Loop home;
    private final Flights.Passenger passenger;
    private final boolean joined;
    private boolean done;

    Place(Loop home, Flights.Passenger passenger, boolean joined) {
      this.home = home;
      this.passenger = passenger;
      this.joined = joined;
    }

    void tell(Reply reply) {
      if (!done) {
        done = true;
        try {
          passenger.arrived(reply, joined);
        } catch (RuntimeException bug) {
          // The others on this loop must have their answers all the same.
          LOG.error("an answer could not be handed out", bug);
        }
      }
    }

    @Override
    public boolean leave() {
      if (done) {
        return false;
      }
      done = true;
      left(this);
      return true;
    }
  }
}
