package headgate.gateway.head.track;

import headgate.chain.Lifecycle;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.seam.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The head of a chain that has ended: nothing is followed, and probes only check its last block.
 */
public final class ConstantHead implements Head {
  private static final Logger LOG = LoggerFactory.getLogger(ConstantHead.class);

  private final Loop loop;
  private final HeadTerms terms;
  private final FrozenHead rule;
  private final Prober prober;
  private final Consumer<HeadView> publish;

  /**
   * A head that has not begun.
   *
   * @param loop everything happens there
   * @param publish told each view, on that loop
   */
  public ConstantHead(
      Loop loop,
      HeadTerms terms,
      Lifecycle.Frozen end,
      HeightProbe probe,
      Consumer<HeadView> publish) {
    this.loop = loop;
    this.terms = terms;
    this.publish = publish;
    rule = new FrozenHead(terms, end, loop.clock());
    prober = new Prober(loop, terms.probeInterval(), probe, rule, (_, _, _) -> changed());
  }

  private void changed() {
    publish.accept(rule.view());
  }

  @Override
  public void start() {
    loop.execute(() -> prober.start(terms.nodes().size()));
  }

  @Override
  public void stop() {
    prober.stop();
  }

  @Override
  public HeadLegacy leave() {
    stop();
    return rule.left();
  }

  @Override
  public void succeed(HeadLegacy legacy) {
    rule.succeed(legacy);
    changed();
  }

  @Override
  public Following following() {
    return Following.NOBODY;
  }

  /** Its height is what it is. */
  @Override
  public void refresh(Loop asker, Runnable fresh) {
    asker.execute(fresh);
  }

  /** No block comes after the last one, whatever a node says. */
  @Override
  public void answered(int node, long height) {}

  /** Nothing comes after the last block, whoever says so. */
  @Override
  public void hinted(long height, IntConsumer asked) {}

  @Override
  public CompletableFuture<Boolean> lowerServingHeight(long from, long to) {
    LOG.warn("network {}: the height of a frozen network stays", terms.network());
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public void raiseGeneration(String reason) {
    loop.execute(() -> {
      LOG.warn("network {}: caches are emptied: {}", terms.network(), reason);
      rule.raiseGeneration();
      changed();
    });
  }

  @Override
  public void drain(int node) {
    loop.execute(() -> {
      rule.drained(node, true);
      changed();
    });
  }

  @Override
  public void resume(int node) {
    loop.execute(() -> {
      rule.drained(node, false);
      changed();
    });
  }
}
