package headgate.gateway.head.track;

import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.head.Block;
import headgate.gateway.head.BlockFeed;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightProbe;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.testkit.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A head at work on virtual time, in front of nodes of one chain. The chain has block 20,000 when
 * the stage is made and one more every two seconds; a node shows what its play says.
 */
final class HeadStage implements HeightProbe, BlockFeed {
  static final Duration INTERVAL = Duration.ofSeconds(2);
  static final long START = 20_000;
  private static final Duration LATENCY = Duration.ofMillis(5);
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  final ManualLoop loop = new ManualLoop();
  final List<Played> nodes = new ArrayList<>();
  final List<HeadView> views = new ArrayList<>();
  final LiveHead head;
  private final long startMillis = loop.clock().wallTime().toEpochMilli();
  private long haltedAt = Long.MAX_VALUE;
  private long haltedMillis;
  private long pauseMillis;
  private boolean nextViewThrows;

  /** One node, which stands at the chain's head until it is told otherwise. */
  final class Played {
    private LongSupplier height = HeadStage.this::chain;
    private boolean down;
    private boolean silent;
    private Duration latency = LATENCY;
    private boolean hidesBlocks;
    private boolean showsOnce;
    private final Set<Long> shown = new HashSet<>();
    private boolean hasFeed = true;
    private String network = "0x1";
    private String fork = "";
    private long forkFrom = Long.MAX_VALUE;
    private long timeShiftMillis;
    private int probes;
    private final List<Long> blocksAsked = new ArrayList<>();
    private final List<PlayedLine> lines = new ArrayList<>();

    Played follows() {
      height = HeadStage.this::chain;
      return this;
    }

    Played behind(long blocks) {
      height = () -> chain() - blocks;
      return this;
    }

    Played at(long fixed) {
      height = () -> fixed;
      return this;
    }

    /** Works through old blocks until it has caught up. */
    Played syncsFrom(long first, long blocksPerSecond) {
      var began = loop.elapsed().toMillis();
      height =
          () ->
              Math.min(
                  chain(), first + (loop.elapsed().toMillis() - began) * blocksPerSecond / 1_000);
      return this;
    }

    Played dies() {
      down = true;
      List.copyOf(lines).forEach(PlayedLine::breaks);
      return this;
    }

    /** It answers each question so late. */
    Played slowBy(Duration late) {
      latency = late;
      return this;
    }

    Played comesBack() {
      down = false;
      return this;
    }

    /** Its streams stay open and tell nothing. */
    Played fallsSilent() {
      silent = true;
      return this;
    }

    Played hidesBlocks() {
      hidesBlocks = true;
      return this;
    }

    Played showsBlocks() {
      hidesBlocks = false;
      return this;
    }

    /** Who asks for a block a second time gets none. */
    Played showsEachBlockOnce() {
      showsOnce = true;
      return this;
    }

    Played hasNoFeed() {
      hasFeed = false;
      return this;
    }

    Played network(String id) {
      network = id;
      return this;
    }

    /** Its blocks from this height on are its own. */
    Played forks(long from, String name) {
      forkFrom = from;
      fork = name;
      return this;
    }

    Played heals() {
      forkFrom = Long.MAX_VALUE;
      return this;
    }

    Played shiftsTimes(Duration by) {
      timeShiftMillis = by.toMillis();
      return this;
    }

    int probes() {
      return probes;
    }

    List<Long> blocksAsked() {
      return List.copyOf(blocksAsked);
    }

    /** The heights that its streams began at. */
    List<Long> streamsFrom() {
      return lines.stream().map(line -> line.from).toList();
    }

    long streamsOpen() {
      return lines.stream().filter(line -> line.open).count();
    }

    private String hash(long at) {
      return at < 0 ? "" : (at >= forkFrom ? fork : "main") + at;
    }

    private @Nullable Block block(long at) {
      var pause = at > haltedAt ? pauseMillis : 0;
      var time = startMillis + (at - START) * INTERVAL.toMillis() + pause + timeShiftMillis;
      var hidden = hidesBlocks || (showsOnce && !shown.add(at));
      return !hidden && at <= height.getAsLong()
          ? new Block(at, hash(at), hash(at - 1), time)
          : null;
    }
  }

  /** A stream of one node. */
  final class PlayedLine implements BlockFeed.Line {
    private final Played node;
    private final BlockFeed.Receiver receiver;
    private final long from;
    private long next;
    private boolean open = true;

    PlayedLine(Played node, long from, BlockFeed.Receiver receiver) {
      this.node = node;
      this.receiver = receiver;
      this.from = from;
      next = from;
      node.lines.add(this);
      pushLater();
    }

    private void pushLater() {
      loop.schedule(Duration.ofMillis(50), this::push);
    }

    private void push() {
      while (open && !node.silent && next <= node.height.getAsLong()) {
        receiver.block(next, "0x" + node.hash(next));
        next++;
      }
      if (open) {
        pushLater();
      }
    }

    private void breaks() {
      if (open) {
        open = false;
        loop.execute(receiver::ended);
      }
    }

    @Override
    public void close() {
      open = false;
    }
  }

  /** A stage with so many nodes, of which two have to agree where there are two. */
  HeadStage(int count) {
    this(count, false, true);
  }

  HeadStage(int count, boolean serveWhileSyncing, boolean follow) {
    this(count, serveWhileSyncing, follow, Duration.ofMillis(500));
  }

  HeadStage(int count, boolean serveWhileSyncing, boolean follow, Duration probedEvery) {
    this(Collections.nCopies(count, NodeDuty.EVERYTHING), serveWhileSyncing, follow, probedEvery);
  }

  /** A stage of nodes with these duties, of which two have to agree. */
  HeadStage(List<NodeDuty> duties) {
    this(duties, false, true, Duration.ofMillis(500));
  }

  private HeadStage(
      List<NodeDuty> duties, boolean serveWhileSyncing, boolean follow, Duration probedEvery) {
    var count = duties.size();
    for (var node = 0; node < count; node++) {
      nodes.add(new Played());
    }
    var terms =
        new HeadTerms(
            "main",
            IntStream.range(0, count).mapToObj(node -> "n" + node).toList(),
            2,
            3,
            null,
            INTERVAL,
            probedEvery,
            serveWhileSyncing,
            duties);
    head = new LiveHead(loop, terms, new BlockSources(this, follow ? this : null), this::published);
  }

  Played node(int place) {
    return nodes.get(place);
  }

  HeadStage start() {
    head.start();
    return advance(Duration.ofMillis(100));
  }

  HeadStage advance(Duration by) {
    loop.advance(by);
    return this;
  }

  /** So many blocks pass. */
  HeadStage blocks(int count) {
    return advance(INTERVAL.multipliedBy(count));
  }

  /** The chain makes no blocks after this moment. */
  void halts() {
    haltedAt = chain();
    haltedMillis = loop.elapsed().toMillis();
    pauseMillis = Long.MAX_VALUE;
  }

  /** The chain goes on. */
  void resumes() {
    pauseMillis = loop.elapsed().toMillis() - haltedMillis;
  }

  /** Who is told the next view has a bug. */
  void nextViewThrows() {
    nextViewThrows = true;
  }

  private void published(HeadView view) {
    views.add(view);
    if (nextViewThrows) {
      nextViewThrows = false;
      throw new IllegalStateException("a bug");
    }
  }

  /** The chain's head. */
  long chain() {
    if (pauseMillis == Long.MAX_VALUE) {
      return haltedAt;
    }
    return START + (loop.elapsed().toMillis() - pauseMillis) / INTERVAL.toMillis();
  }

  HeadView view() {
    return views.getLast();
  }

  long served() {
    return view().servingHeight();
  }

  NodeState state(int place) {
    return view().nodes().get(place).state();
  }

  String reason(int place) {
    return view().nodes().get(place).reason();
  }

  @Override
  public void probe(int place, HeightProbe.Receiver receiver) {
    var node = node(place);
    node.probes++;
    if (node.down) {
      loop.schedule(DEADLINE, () -> receiver.missed(ProbeMiss.TIMEOUT));
    } else {
      var report = new Report(node.height.getAsLong(), node.network, "icon_dex", 0);
      loop.schedule(node.latency, () -> receiver.reported(report));
    }
  }

  @Override
  public void block(int place, long height, BlockReceiver receiver) {
    var node = node(place);
    node.blocksAsked.add(height);
    if (node.down) {
      loop.schedule(DEADLINE, () -> receiver.told(null));
    } else {
      var block = node.block(height);
      loop.schedule(node.latency, () -> receiver.told(block));
    }
  }

  @Override
  public @Nullable Line open(int place, long fromHeight, BlockFeed.Receiver receiver) {
    var node = node(place);
    return node.hasFeed && !node.down ? new PlayedLine(node, fromHeight, receiver) : null;
  }
}
