package headgate.gateway.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of ranges, found by address: the longest prefix first. Immutable.
 *
 * <p>Ranges lie beside or inside each other and never overlap in part, so that they cut all
 * addresses into pieces, each of which has one innermost range. A look is a binary search over the
 * pieces, whatever the number of ranges around it. IPv4 and IPv6 are apart: {@code ::/0} says
 * nothing of IPv4.
 */
public final class RangeMap<T> {
  private static final Comparator<AddressRange> OUTER_FIRST =
      Comparator.comparing(AddressRange::first).thenComparingInt(AddressRange::depth);

  private final Pieces<T> ipv4 = new Pieces<>();
  private final Pieces<T> ipv6 = new Pieces<>();

  /**
   * What is said of one range, and of those around it.
   *
   * @param around the next longer range, null for none
   */
  public record Node<T>(AddressRange range, T value, @Nullable Node<T> around) {}

  private RangeMap() {}

  /** Of these values, one for each range. */
  public static <T> RangeMap<T> of(Map<AddressRange, T> values) {
    var map = new RangeMap<T>();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(OUTER_FIRST))
        .forEach(entry -> map.of(entry.getKey().base()).enter(entry.getKey(), entry.getValue()));
    map.ipv4.end();
    map.ipv6.end();
    return map;
  }

  private Pieces<T> of(IpAddress address) {
    return address.isIpv4() ? ipv4 : ipv6;
  }

  /** The innermost range that an address is in, null for none. */
  public @Nullable Node<T> find(IpAddress address) {
    return of(address).find(address);
  }

  /** The node of a range itself, by an address in it; null where it has none. */
  public @Nullable Node<T> find(IpAddress address, AddressRange range) {
    var node = find(address);
    while (node != null && !node.range.equals(range)) {
      node = node.around;
    }
    return node;
  }

  /** All addresses of one kind, cut where a range begins or ends. */
  private static final class Pieces<T> {
    private final List<Piece<T>> all = new ArrayList<>();
    private @Nullable Node<T> inside;

    /** From its start to the next one's; null for no range. */
    private record Piece<T>(IpAddress start, @Nullable Node<T> node) {}

    void enter(AddressRange range, T value) {
      while (inside != null && inside.range.last().compareTo(range.first()) < 0) {
        leave(inside);
      }
      inside = new Node<>(range, value, inside);
      cut(range.first(), inside);
    }

    void end() {
      while (inside != null) {
        leave(inside);
      }
    }

    private void leave(Node<T> left) {
      inside = left.around;
      var last = left.range.last();
      if (last.low() != -1 || last.high() != -1) {
        cut(
            new IpAddress(last.low() == -1 ? last.high() + 1 : last.high(), last.low() + 1),
            inside);
      }
    }

    /** Where two begin at one address the later one is the inner one. */
    private void cut(IpAddress start, @Nullable Node<T> node) {
      if (!all.isEmpty() && all.getLast().start.equals(start)) {
        all.removeLast();
      }
      all.add(new Piece<>(start, node));
    }

    @Nullable Node<T> find(IpAddress address) {
      var from = 0;
      var to = all.size();
      while (from < to) {
        var middle = (from + to) >>> 1;
        if (all.get(middle).start.compareTo(address) <= 0) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from == 0 ? null : all.get(from - 1).node;
    }
  }
}
