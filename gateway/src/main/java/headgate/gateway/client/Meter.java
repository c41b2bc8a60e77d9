package headgate.gateway.client;

import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.address.RangeMap;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.rate.HeldTable;
import headgate.gateway.rate.Rate;
import headgate.gateway.rate.RateTable;
import headgate.gateway.seam.Clock;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what clients ask for, under one configuration, in the table that all configurations of the
 * process share.
 */
public final class Meter {
  private final RateTable table;
  private final HeldTable held;
  private final int heldMax;
  private final Clock clock;
  private final Rate usual;
  private final RangeMap<Rate> others;

  /**
   * A meter.
   *
   * @param freely addresses that are not counted
   */
  public Meter(
      RatesConfig config, List<AddressRange> freely, RateTable table, HeldTable held, Clock clock) {
    this.table = table;
    this.held = held;
    heldMax = config.heldMax();
    this.clock = clock;
    usual = Rate.of(config.unitsPerSecond(), config.burst());
    var rates = new HashMap<AddressRange, Rate>();
    for (var range : config.ranges()) {
      var rate = Rate.of(range.unitsPerSecond(), range.burst());
      range.addresses().forEach(each -> rates.put(each.normal(), rate));
    }
    freely.forEach(each -> rates.put(each.normal(), Rate.UNLIMITED));
    others = RangeMap.of(rates);
  }

  /** The rate of an address. */
  Rate of(IpAddress address) {
    var other = others.find(address);
    return other == null ? usual : other.value();
  }

  /**
   * Takes some units for a client, or none.
   *
   * @return 0 where they were taken, else the nanoseconds until they can be
   */
  public long take(Client client, int units) {
    return client.rate().unlimited()
        ? 0
        : table.take(client.customer(), client.rate(), units, clock.nanos());
  }

  /**
   * Takes a place for a call of a client that is held back, or none.
   *
   * @return how the place is given back, once; null where there is none
   */
  public @Nullable Runnable hold(Client client) {
    if (heldMax == 0 || client.favour() == Client.Favour.EXEMPT) {
      return () -> {};
    }
    var customer = client.customer();
    return held.take(customer, heldMax) ? () -> held.giveBack(customer) : null;
  }
}
