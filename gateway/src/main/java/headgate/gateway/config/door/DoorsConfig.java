package headgate.gateway.config.door;

/**
 * All that is asked at the doors.
 *
 * @param clients where it is written which client a request comes from
 * @param acl what addresses may do
 * @param rates how much each client may ask for
 * @param overload what happens when all of them together ask for too much
 */
public record DoorsConfig(
    ClientsConfig clients, AclConfig acl, RatesConfig rates, OverloadConfig overload) {
  /** Everybody comes in. */
  public static DoorsConfig defaults() {
    return new DoorsConfig(
        ClientsConfig.defaults(),
        AclConfig.defaults(),
        RatesConfig.defaults(),
        OverloadConfig.defaults());
  }

  /** The same, with clients told apart otherwise. */
  public DoorsConfig with(ClientsConfig newClients) {
    return new DoorsConfig(newClients, acl, rates, overload);
  }

  /** The same with other rules. */
  public DoorsConfig with(AclConfig newAcl) {
    return new DoorsConfig(clients, newAcl, rates, overload);
  }

  /** The same with other rates. */
  public DoorsConfig with(RatesConfig newRates) {
    return new DoorsConfig(clients, acl, newRates, overload);
  }

  /** The same, with something else done about too much load. */
  public DoorsConfig with(OverloadConfig newOverload) {
    return new DoorsConfig(clients, acl, rates, newOverload);
  }
}
