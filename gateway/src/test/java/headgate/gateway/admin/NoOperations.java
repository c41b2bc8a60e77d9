package headgate.gateway.admin;

import headgate.gateway.admin.orders.Operations;
import headgate.gateway.reload.ReloadOutcome;
import java.util.concurrent.CompletableFuture;

/** Nobody orders anything here. */
final class NoOperations implements Operations {
  @Override
  public void drain(int network, int node) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public void resume(int network, int node) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public CompletableFuture<Boolean> lowerHead(int network, long from, long to) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public boolean isFrozen(int network) {
    return false;
  }

  @Override
  public void clearCaches(int network) {
    throw new AssertionError("nothing was ordered");
  }

  @Override
  public CompletableFuture<String> explain(int network, String call, boolean live) {
    return CompletableFuture.completedFuture("{\"network\":" + network + "}" + call);
  }

  @Override
  public CompletableFuture<ReloadOutcome> reload(String by, boolean force) {
    throw new AssertionError("nothing was ordered");
  }
}
