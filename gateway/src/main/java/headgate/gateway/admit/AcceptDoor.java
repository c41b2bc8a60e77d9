package headgate.gateway.admit;

import headgate.gateway.address.IpAddress;
import headgate.gateway.client.Clients;
import headgate.gateway.listen.AcceptGate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first door: who may connect at all, and caps on open connections, for each IPv4 address or
 * IPv6 /64 and in all; shared by every loop.
 *
 * <p>What is not let in is closed without an answer: whoever opens a thousand connections gets no
 * bytes for it. A proxy that is believed has connections of many clients, so that it is counted in
 * all only; where it names the client of a connection, that one is counted.
 */
public final class AcceptDoor implements AcceptGate {
  private final Supplier<Clients> clients;
  private volatile Caps caps;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<IpAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();
  private final LongAdder denied = new LongAdder();

  /** Whether they were lowered is kept, so that nobody is counted again where they never were. */
  private record Caps(int max, int perAddressMax, boolean lowered) {}

  /**
   * Both caps are at least 1.
   *
   * @param clients by whose rules it goes
   */
  public AcceptDoor(int max, int perAddressMax, Supplier<Clients> clients) {
    caps = new Caps(max, perAddressMax, false);
    this.clients = clients;
  }

  /** Sets other caps; who is over one of them finds out by {@link AcceptGate.Seat#isOver}. */
  public void capAt(int max, int perAddressMax) {
    var before = caps;
    var lower = max < before.max || perAddressMax < before.perAddressMax;
    caps = new Caps(max, perAddressMax, before.lowered || lower);
  }

  @Override
  public @Nullable Seat enter(IpAddress peer) {
    var believed = clients.get().believes(peer);
    if (!believed && bars(peer)) {
      denied.increment();
      return null;
    }
    if (open.incrementAndGet() <= caps.max && (believed || enterAddress(peer))) {
      return new Taken(believed ? null : peer.customer());
    }
    open.decrementAndGet();
    refused.increment();
    return null;
  }

  /** Whether an address may do nothing at all, so that a connection would be of no use. */
  private boolean bars(IpAddress address) {
    return clients.get().book().of(address).barred();
  }

  private boolean enterAddress(IpAddress address) {
    var max = caps.perAddressMax;
    var entered = new boolean[1];
    byAddress.compute(
        address.customer(),
        (_, count) -> {
          var before = count == null ? 0 : count;
          entered[0] = before < max;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  /** A connection that is counted. */
  private final class Taken implements Seat {
    private @Nullable IpAddress customer;

    Taken(@Nullable IpAddress customer) {
      this.customer = customer;
    }

    @Override
    public boolean belongsTo(IpAddress client) {
      if (bars(client)) {
        denied.increment();
        return false;
      }
      if (customer == null && enterAddress(client)) {
        customer = client.customer();
        return true;
      }
      refused.increment();
      return false;
    }

    @Override
    public boolean isOver() {
      var now = caps;
      return now.lowered
          && (open.get() > now.max
              || (customer != null && byAddress.getOrDefault(customer, 0) > now.perAddressMax));
    }

    @Override
    public void left() {
      open.decrementAndGet();
      if (customer != null) {
        byAddress.computeIfPresent(customer, (_, count) -> count > 1 ? count - 1 : null);
      }
    }
  }

  /** Connections open now. */
  public int open() {
    return open.get();
  }

  /** Connections turned away over a cap since the start. */
  public long refused() {
    return refused.sum();
  }

  /** Connections turned away by a rule since the start. */
  public long denied() {
    return denied.sum();
  }
}
