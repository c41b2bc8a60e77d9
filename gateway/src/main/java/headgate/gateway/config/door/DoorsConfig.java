package headgate.gateway.config.door;

/**
 * All that is asked at the doors.
 *
 * @param clients where it is written which client a request comes from
 * @param acl what addresses may do
 * @param rates how much each client may ask for
 */
public record DoorsConfig(ClientsConfig clients, AclConfig acl, RatesConfig rates) {
  /** Everybody comes in. */
  public static DoorsConfig defaults() {
    return new DoorsConfig(ClientsConfig.defaults(), AclConfig.defaults(), RatesConfig.defaults());
  }

  /** The same, with clients told apart otherwise. */
  public DoorsConfig with(ClientsConfig newClients) {
    return new DoorsConfig(newClients, acl, rates);
  }

  /** The same with other rules. */
  public DoorsConfig with(AclConfig newAcl) {
    return new DoorsConfig(clients, newAcl, rates);
  }

  /** The same with other rates. */
  public DoorsConfig with(RatesConfig newRates) {
    return new DoorsConfig(clients, acl, newRates);
  }
}
