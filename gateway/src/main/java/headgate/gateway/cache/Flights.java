package headgate.gateway.cache;

import headgate.gateway.outcome.Reply;
import headgate.gateway.seam.Loop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The fetches of one network that are under way, by their key: equal calls on any loop share one.
 *
 * <p>Only reads are here. The caller whose call came first begins the fetch on its own loop; those
 * who come while it lasts wait for it. All get the same end, a failure too, each on its own loop.
 * Who leaves takes nobody along; when the last has left, the fetch is called off. A flight has the
 * deadline of its fetch, not of the callers who joined late. Since the key holds the generation and
 * the height, nobody joins a flight that began for a lower one: when the head moves meanwhile,
 * those who wait still get what they asked for, and who comes then flies anew. Nor does anybody who
 * asks about a transaction join a flight that began before its node had taken it.
 */
public final class Flights {
  /** Begins the fetch; to be told its end once, on the loop where it was begun. */
  @FunctionalInterface
  public interface Takeoff {
    /** Begins, and returns what calls it off, on the same loop. */
    Runnable begin(Consumer<Reply> end);
  }

  /** Waits for the end of a flight. */
  @FunctionalInterface
  public interface Passenger {
    /**
     * The end, on the passenger's own loop, possibly before it knows that it is seated.
     *
     * @param joined whether somebody else had begun the flight
     */
    void arrived(Reply reply, boolean joined);
  }

  /** A passenger's place. */
  @FunctionalInterface
  public interface Seat {
    /**
     * Waits no longer; to be called on the passenger's loop.
     *
     * @return whether it was still waiting, in which case it hears nothing any more
     */
    boolean leave();
  }

  private final ConcurrentHashMap<FlightKey, Flight> underWay = new ConcurrentHashMap<>();

  /** Joins the flight of a key, or begins it on this loop. */
  public Seat board(FlightKey key, Loop loop, Passenger passenger, Takeoff takeoff) {
    while (true) {
      var present = underWay.get(key);
      if (present == null) {
        var own = new Flight(this, key.detached(), loop);
        var seat = own.first(passenger);
        present = underWay.putIfAbsent(own.key(), own);
        if (present == null) {
          own.takeOff(takeoff);
          return seat;
        }
      }
      var seat = present.join(loop, passenger);
      if (seat != null) {
        return seat;
      }
      // It has just landed or was called off: the table lets go of it in a moment, or did.
      underWay.remove(key, present);
    }
  }

  /** How many fetches are under way. */
  public int underWay() {
    return underWay.size();
  }

  void over(Flight flight) {
    underWay.remove(flight.key(), flight);
  }
}
