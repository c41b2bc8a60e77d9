package headgate.gateway.admit;

import headgate.gateway.listen.AcceptGate;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Caps on open connections, for each IPv4 address or IPv6 /64 and in all; shared by every loop.
 *
 * <p>What is over a cap is closed without an answer: whoever opens a thousand connections gets no
 * bytes for it.
 */
public final class AcceptDoor implements AcceptGate {
  private volatile Caps caps;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  /** Whether they were lowered is kept, so that nobody is counted again where they never were. */
  private record Caps(int max, int perAddressMax, boolean lowered) {}

  /** Both caps are at least 1. */
  public AcceptDoor(int max, int perAddressMax) {
    caps = new Caps(max, perAddressMax, false);
  }

  /** Sets other caps; who is over one of them finds out by {@link #isOver}. */
  public void capAt(int max, int perAddressMax) {
    var before = caps;
    var lower = max < before.max || perAddressMax < before.perAddressMax;
    caps = new Caps(max, perAddressMax, before.lowered || lower);
  }

  @Override
  public boolean enter(InetAddress address) {
    var now = caps;
    if (open.incrementAndGet() <= now.max && enterAddress(address, now.perAddressMax)) {
      return true;
    }
    open.decrementAndGet();
    refused.increment();
    return false;
  }

  private boolean enterAddress(InetAddress address, int perAddressMax) {
    var before = new int[1];
    byAddress.compute(
        customer(address),
        (_, count) -> {
          before[0] = count == null ? 0 : count;
          return before[0] < perAddressMax ? before[0] + 1 : before[0];
        });
    return before[0] < perAddressMax;
  }

  @Override
  public void left(InetAddress address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(customer(address), (_, count) -> count > 1 ? count - 1 : null);
  }

  @Override
  public boolean isOver(InetAddress address) {
    var now = caps;
    return now.lowered
        && (open.get() > now.max
            || byAddress.getOrDefault(customer(address), 0) > now.perAddressMax);
  }

  /** An IPv6 customer is handed a whole /64 and can use every address of it (RFC 6177). */
  private static InetAddress customer(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    var network = address.getAddress();
    Arrays.fill(network, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("sixteen bytes are an address", impossible);
    }
  }

  /** Connections open now. */
  public int open() {
    return open.get();
  }

  /** Connections turned away since the start. */
  public long refused() {
    return refused.sum();
  }
}
