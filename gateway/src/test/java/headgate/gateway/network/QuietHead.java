package headgate.gateway.network;

import headgate.gateway.head.Head;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.seam.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** A head that finds nothing by itself and writes down what it is told. */
final class QuietHead implements Head {
  final List<String> told = new ArrayList<>();
  HeadLegacy left = HeadLegacy.NONE;
  HeadLegacy taken = HeadLegacy.NONE;
  boolean stopped;

  @Override
  public void start() {}

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public Following following() {
    return Following.NOBODY;
  }

  @Override
  public void hinted(long height, IntConsumer asked) {}

  @Override
  public HeadLegacy leave() {
    stopped = true;
    return left;
  }

  @Override
  public void succeed(HeadLegacy legacy) {
    taken = legacy;
  }

  @Override
  public void refresh(Loop asker, Runnable fresh) {
    told.add("refresh");
    asker.execute(fresh);
  }

  @Override
  public void answered(int node, long height) {
    told.add(node + " at " + height);
  }

  @Override
  public CompletableFuture<Boolean> lowerServingHeight(long from, long to) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public void raiseGeneration(String reason) {}

  @Override
  public void drain(int node) {
    told.add("drain " + node);
  }

  @Override
  public void resume(int node) {}
}
