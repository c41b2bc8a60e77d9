package headgate.gateway.admin;

import headgate.gateway.admin.orders.Operations;
import headgate.gateway.client.AclDesk;
import headgate.gateway.reload.ReloadOutcome;
import headgate.gateway.testkit.ManualLoop;
import java.util.concurrent.CompletableFuture;

/** Nobody orders anything here. */
final class NoOperations implements Operations {
  @Override
  public AclDesk acl() {
    var loop = new ManualLoop();
    return new AclDesk(
        loop,
        loop.clock(),
        () -> {
          throw new AssertionError("nobody asks for rules");
        });
  }

  @Override
  public boolean drain(String network, String node) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public boolean resume(String network, String node) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public CompletableFuture<Boolean> lowerHead(String network, long from, long to) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public boolean isFrozen(String network) {
    return false;
  }

  @Override
  public boolean clearCaches(String network) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public CompletableFuture<String> explain(String network, String call, boolean live) {
    return CompletableFuture.completedFuture("{\"network\":\"" + network + "\"}" + call);
  }

  @Override
  public CompletableFuture<ReloadOutcome> reload(String by, boolean force) {
    throw new AssertionError("nothing was ordered");
  }
}
