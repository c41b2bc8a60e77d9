package headgate.gateway.client;

import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import java.util.List;

/**
 * Who is treated better than others when not everybody can be served.
 *
 * @param exempt who is always served
 * @param validators whose transactions come first
 */
public record Favours(List<AddressRange> exempt, List<AddressRange> validators) {
  /** Nobody is. */
  public static final Favours NONE = new Favours(List.of(), List.of());

  /** Copies the lists. */
  public Favours {
    exempt = List.copyOf(exempt);
    validators = List.copyOf(validators);
  }

  /** How an address is treated. */
  Client.Favour of(IpAddress address) {
    if (AddressRange.anyContains(exempt, address)) {
      return Client.Favour.EXEMPT;
    }
    return AddressRange.anyContains(validators, address)
        ? Client.Favour.VALIDATOR
        : Client.Favour.NONE;
  }
}
