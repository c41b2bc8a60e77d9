package headgate.gateway.admin.orders;

import headgate.gateway.client.AclDesk;
import headgate.gateway.reload.ReloadOutcome;
import java.util.concurrent.CompletableFuture;

/**
 * What an operator may ask of a running gateway over the admin port; callable from any thread.
 *
 * <p>Networks and nodes are named, since a reload may give each of them another place while an
 * order is on its way.
 */
public interface Operations {
  /**
   * Takes a node out of use: what it works on ends, and it gets no more.
   *
   * @return whether there is such a node
   */
  boolean drain(String network, String node);

  /**
   * Takes a node into use again, from draining and from quarantine.
   *
   * @return whether there is such a node
   */
  boolean resume(String network, String node);

  /**
   * Lowers the height at which calls are answered, and empties every cache of the network.
   *
   * @param from the height that is to be served now
   * @param to from 0, below it
   * @return whether it was done; another height may be served by then, or no such network
   */
  CompletableFuture<Boolean> lowerHead(String network, long from, long to);

  /** Whether the network's chain has ended, so that its height stays. */
  boolean isFrozen(String network);

  /**
   * Empties every cache of the network.
   *
   * @return whether there is such a network
   */
  boolean clearCaches(String network);

  /**
   * Says what would become of a call.
   *
   * @param call its JSON
   * @param live whether it is made as well, where it is a read
   * @return a JSON object, also where there is no such network
   */
  CompletableFuture<String> explain(String network, String call, boolean live);

  /** Where rules by address are looked at and made. */
  AclDesk acl();

  /**
   * Reads the configuration anew and puts it in place; blocks while it reads files.
   *
   * @param by who orders it, for the log
   * @param force whether networks are taken whose nodes cannot serve
   */
  CompletableFuture<ReloadOutcome> reload(String by, boolean force);
}
