package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeadView;
import headgate.gateway.seam.Loop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The head of a chain that grows: probes, the follower and what operators order feed the tracker,
 * and each change is published.
 */
public final class LiveHead implements Head {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHead.class);

  private final Loop loop;
  private final HeadTerms terms;
  private final Consumer<HeadView> publish;
  private final FollowedChain chain = new FollowedChain();
  private final HeadTracker tracker;
  private final Prober prober;
  private final Follower follower;
  private final ForkWatch forks;
  private final Refreshes refreshes;
  private final HigherReports higher;

  /** The height that an answer of each node showed last and that was told to this loop. */
  private final AtomicLongArray answered;

  private volatile HeadView newest;
  private volatile Following following = Following.NOBODY;
  private volatile boolean stopped;
  private long quarantines;
  private boolean looking;
  private boolean lookAgain;

  /**
   * A head that has not begun.
   *
   * @param loop everything happens there
   * @param publish told each view, on that loop
   */
  public LiveHead(Loop loop, HeadTerms terms, BlockSources sources, Consumer<HeadView> publish) {
    this.loop = loop;
    this.terms = terms;
    this.publish = publish;
    var clock = loop.clock();
    refreshes = new Refreshes(terms.nodes().size());
    answered = new AtomicLongArray(terms.nodes().size());
    tracker = new HeadTracker(terms, clock);
    higher = new HigherReports(terms, clock.nanos());
    newest = tracker.view();
    prober = new Prober(loop, terms.probeInterval(), sources.probe(), tracker, this::probed);
    follower = new Follower(clock, terms, sources, chain, new FollowerHost());
    forks = new ForkWatch(clock, terms, sources.probe(), chain, new ForkHost());
  }

  @Override
  public void start() {
    loop.execute(() -> prober.start(terms.nodes().size()));
  }

  @Override
  public void stop() {
    // Once stopped, its loop may be gone.
    if (!stopped) {
      stopped = true;
      prober.stop();
      loop.execute(follower::stop);
    }
  }

  @Override
  public HeadLegacy leave() {
    stop();
    refreshes.tellAll();
    return tracker.left(quarantines);
  }

  @Override
  public void succeed(HeadLegacy legacy) {
    quarantines += legacy.quarantines();
    tracker.succeed(legacy);
    changed();
    prober.askAll();
  }

  @Override
  public Following following() {
    return following;
  }

  // ---- what happens

  private void probed(int node, long beganNanos, @Nullable Block block) {
    try {
      if (block != null) {
        forks.shown(tracker.nodes().get(node), block);
      }
      askOthers(node);
      changed();
    } finally {
      refreshes.ended(node, beganNanos);
    }
  }

  /** A lone higher report moves nothing, but the others may have that block by now. */
  private void askOthers(int node) {
    var view = tracker.view();
    askBelow(node, view.nodes().get(node).height(), view.servingHeight());
  }

  /** Asks who has not told that height, where it is news of that reporter, and says how many. */
  private int askBelow(int reporter, long height, long served) {
    var lag = served - height;
    var asked = 0;
    if (higher.isNews(reporter, height, lag, lag < -terms.lagMax(), loop.clock().nanos())) {
      for (var other : tracker.nodes()) {
        if (other.place() != reporter && other.height() < height) {
          prober.askNow(other.place());
          asked++;
        }
      }
    }
    return asked;
  }

  /** What follows from one change may be another one. */
  private void changed() {
    lookAgain = true;
    if (looking || stopped) {
      return;
    }
    looking = true;
    try {
      while (lookAgain) {
        lookAgain = false;
        look(tracker.view());
      }
    } finally {
      // A bug on the way must not be the last thing that was ever looked at.
      looking = false;
    }
  }

  private void look(HeadView view) {
    newest = view;
    publish.accept(view);
    follower.look(view);
    forks.look();
    following = new Following(follower.node(), follower.streaming(), quarantines);
    if (isFresh(view)) {
      refreshes.tellAll();
    }
  }

  // ---- what the request path asks and tells

  @Override
  public void refresh(Loop asker, Runnable fresh) {
    loop.execute(() -> {
      refreshes.add(asker, fresh, loop.clock().nanos());
      if (stopped || isFresh(tracker.view())) {
        refreshes.tellAll();
      } else {
        prober.askAll();
      }
    });
  }

  private boolean isFresh(HeadView view) {
    var age = loop.clock().nanos() - view.confirmedAtNanos();
    return view.servingHeight() >= 0 && age < Refreshes.FRESH_NANOS;
  }

  /** Most answers say nothing new, and cost this loop nothing. */
  @Override
  public void answered(int node, long height) {
    var isHigher = height > newest.nodes().get(node).height();
    if (isHigher && answered.getAndSet(node, height) != height) {
      loop.execute(() -> noticed(node, height));
    }
  }

  /** Most hints are of what is served here too, and cost this loop nothing. */
  @Override
  public void hinted(long height, IntConsumer asked) {
    if (height > newest.servingHeight()) {
      loop.execute(() -> {
        var nodes = stopped ? 0 : askBelow(answered.length(), height, newest.servingHeight());
        if (nodes > 0) {
          asked.accept(nodes);
        }
      });
    }
  }

  private void noticed(int node, long height) {
    if (tracker.noticed(node, height)) {
      askOthers(node);
      changed();
    }
  }

  // ---- what operators order

  @Override
  public CompletableFuture<Boolean> lowerServingHeight(long from, long to) {
    var done = new CompletableFuture<Boolean>();
    loop.execute(() -> {
      var lowered = !stopped && tracker.lower(from, to);
      if (lowered) {
        LOG.warn("network {}: serving height lowered to {} by command", terms.network(), to);
        follower.beginAnew();
        forks.forget();
        forgetAnswered();
        changed();
      }
      done.complete(lowered);
    });
    return done;
  }

  private void forgetAnswered() {
    higher.forget();
    for (var node = 0; node < answered.length(); node++) {
      answered.set(node, 0);
    }
  }

  @Override
  public void raiseGeneration(String reason) {
    loop.execute(() -> {
      LOG.warn("network {}: caches are emptied: {}", terms.network(), reason);
      tracker.raiseGeneration();
      changed();
    });
  }

  @Override
  public void drain(int node) {
    loop.execute(() -> {
      tracker.drain(node);
      changed();
    });
  }

  @Override
  public void resume(int node) {
    loop.execute(() -> {
      tracker.resume(node);
      changed();
    });
  }

  /** What the follower finds. */
  private final class FollowerHost implements Follower.Host {
    @Override
    public int loneNode() {
      return tracker.loneNode();
    }

    @Override
    public void noticed(int node, long height) {
      LiveHead.this.noticed(node, height);
    }

    @Override
    public void followed(int node, Block block) {
      tracker.followed(new ServingHeight.Tip(node, block));
      forks.followed(block);
      changed();
    }

    @Override
    public void broken(int node, Block next, boolean isNew) {
      if (isNew) {
        LOG.warn(
            "network {}: block {} of {} does not link to the block before it",
            terms.network(),
            next.height(),
            name(node));
      }
      forks.broken(next);
      changed();
    }
  }

  private String name(int node) {
    return terms.nodes().get(node);
  }

  /** What the comparison of blocks finds. */
  private final class ForkHost implements ForkWatch.Host {
    @Override
    public List<Evidence> comparable() {
      return tracker.comparable();
    }

    @Override
    public void quarantine(int node, long height) {
      LOG.error(
          "network {}: {} differs from other nodes at block {} and is put in quarantine",
          terms.network(),
          name(node),
          height);
      quarantines++;
      tracker.quarantine(node, height);
      changed();
    }

    @Override
    public void reinstate(int node) {
      LOG.warn("network {}: {} agrees with other nodes again", terms.network(), name(node));
      tracker.reinstate(node);
      changed();
    }

    @Override
    public void astray(long height) {
      LOG.error(
          "network {}: the nodes agree on another block {} than the one that was followed",
          terms.network(),
          height);
      tracker.raiseGeneration();
      tracker.followed(null);
      follower.beginAnew();
      changed();
    }
  }
}
