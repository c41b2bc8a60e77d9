package headgate.gateway.listen;

import headgate.gateway.address.IpAddress;
import headgate.gateway.address.StatedClient;
import headgate.gateway.client.Client;
import org.jspecify.annotations.Nullable;

/** The far side of one connection: the seat that it takes, and who asks over it. */
final class Downstream {
  private final IpAddress address;
  private final AcceptGate.Seat seat;
  private @Nullable Client own;

  /** A connection of that address, or of the client that the connection itself was opened for. */
  Downstream(IpAddress address, AcceptGate.Seat seat) {
    this.address = address;
    this.seat = seat;
  }

  /** Where the connection comes from, as far as it tells. */
  IpAddress address() {
    return address;
  }

  /** Whether there are too many connections by now. */
  boolean isOver() {
    return seat.isOver();
  }

  /**
   * Who makes a request.
   *
   * @param stated whom its head names
   * @return null where the downstream is believed, and what it says cannot be read
   */
  @Nullable Client asking(RpcListener.Service service, StatedClient stated) {
    var clients = service.clients();
    own = own == null ? clients.of(address) : clients.current(own);
    return clients.asking(own, stated);
  }
}
