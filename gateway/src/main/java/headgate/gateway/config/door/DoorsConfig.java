package headgate.gateway.config.door;

/**
 * All that is asked at the doors.
 *
 * @param clients where it is written which client a request comes from
 * @param acl what addresses may do
 */
public record DoorsConfig(ClientsConfig clients, AclConfig acl) {
  /** Everybody comes in. */
  public static DoorsConfig defaults() {
    return new DoorsConfig(ClientsConfig.defaults(), AclConfig.defaults());
  }

  /** The same, with clients told apart otherwise. */
  public DoorsConfig with(ClientsConfig newClients) {
    return new DoorsConfig(newClients, acl);
  }

  /** The same with other rules. */
  public DoorsConfig with(AclConfig newAcl) {
    return new DoorsConfig(clients, newAcl);
  }
}
