package headgate.gateway.client;

import headgate.gateway.address.IpAddress;
import headgate.gateway.rate.Rate;
import headgate.gateway.rule.Standing;

/** Who asks: where from, and what that address may do by the rules of one moment. Immutable. */
public final class Client {
  /** How a client is treated when not everybody can be served. */
  public enum Favour {
    /** Like everybody. */
    NONE,
    /** Its transactions come first. */
    VALIDATOR,
    /** It is always served. */
    EXEMPT
  }

  /** The gateway's own operator, who may do everything. */
  public static final Client OPERATOR =
      new Client(IpAddress.LOOPBACK, Standing.EVERYTHING, Rate.UNLIMITED, Favour.EXEMPT, 0);

  private final IpAddress address;
  private final IpAddress customer;
  private final Standing standing;
  private final Rate rate;
  private final Favour favour;
  private final long edition;

  Client(IpAddress address, Standing standing, Rate rate, Favour favour, long edition) {
    this.address = address;
    customer = address.customer();
    this.rate = rate;
    this.favour = favour;
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

  /** Whom it is counted as. */
  public IpAddress customer() {
    return customer;
  }

  /** How it is treated when not everybody can be served. */
  public Favour favour() {
    return favour;
  }

  /** How fast it may ask. */
  Rate rate() {
    return rate;
  }

  /** Of which rules that is. */
  long edition() {
    return edition;
  }
}
