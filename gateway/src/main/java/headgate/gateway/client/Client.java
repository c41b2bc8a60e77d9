package headgate.gateway.client;

import headgate.gateway.address.IpAddress;
import headgate.gateway.rule.Standing;

/** Who asks: where from, and what that address may do by the rules of one moment. Immutable. */
public final class Client {
  /** The gateway's own operator, who may do everything. */
  public static final Client OPERATOR = new Client(IpAddress.LOOPBACK, Standing.EVERYTHING, 0);

  private final IpAddress address;
  private final Standing standing;
  private final long edition;

  Client(IpAddress address, Standing standing, long edition) {
    this.address = address;
    this.standing = standing;
    this.edition = edition;
  }

  /** Where the request comes from. */
  public IpAddress address() {
    return address;
  }

  /** What it may do. */
  public Standing standing() {
    return standing;
  }

  /** Of which rules that is. */
  long edition() {
    return edition;
  }
}
