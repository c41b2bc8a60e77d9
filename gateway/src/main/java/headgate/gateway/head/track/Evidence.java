package headgate.gateway.head.track;

import headgate.gateway.head.Block;
import headgate.gateway.head.HeadLegacy;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.head.SyncProgress;
import headgate.gateway.seam.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one node has shown of itself. Everything that is held of a node follows from this and from
 * what the others have shown.
 */
final class Evidence {
  /** Probes missed in a row that put a node down: one may be lost to a pause of ours. */
  static final int MISSES_MAX = 2;

  private static final long MILLISECOND_NANOS = 1_000_000;
  private static final long PACE_MILLIS_MIN = 1_000;

  private final int place;
  private final HeadTerms terms;
  private final Clock clock;
  private boolean heard;
  private boolean answering;
  private int missesInRow;
  private @Nullable ProbeMiss lastMiss;
  private @Nullable String network;
  private @Nullable String channel;
  private long earliest = -1;
  private long height = -1;
  private long heightSinceNanos;
  private long reportedAtNanos;
  private long answeredAtNanos;
  private long noticedAtNanos;
  private @Nullable Block block;
  private long blockSeenAtNanos;
  private boolean blockOld;
  private long paceHeight;
  private long paceSinceNanos;
  private boolean drained;
  private long disputedHeight = -1;
  private boolean vouched;
  private long undisputedSinceNanos;

  Evidence(int place, HeadTerms terms, Clock clock) {
    this.place = place;
    this.terms = terms;
    this.clock = clock;
    noticedAtNanos = clock.nanos();
  }

  // ---- what it shows

  /** Whether a report says too little without the node's newest block. */
  boolean wantsBlock(long reportedHeight) {
    if (block == null || isBack() || reportedHeight < height) {
      return true;
    }
    var moved = reportedHeight != block.height();
    var seenNanos = clock.nanos() - blockSeenAtNanos;
    return moved
        ? blockOld || seenNanos >= terms.blockEveryNanos()
        : seenNanos >= terms.againNanos();
  }

  /** Whether it was not heard of for so long that it may be another one now. */
  private boolean isBack() {
    return !answering || clock.nanos() - answeredAtNanos > terms.silenceNanosMax();
  }

  /** It answered a probe that began then; its newest block is there where one was wanted. */
  void reported(Report report, @Nullable Block newest, long beganNanos) {
    var back = isBack();
    network = lowerCase(report.network());
    channel = report.channel();
    earliest = report.earliest();
    // A height that came by another way after the probe began is newer than the probe's.
    if (back || report.height() >= height || beganNanos - noticedAtNanos >= 0) {
      moveTo(report.height(), back);
    }
    if (newest != null) {
      show(newest, back);
    }
    reportedAtNanos = beganNanos;
    answeredAtNanos = clock.nanos();
    missesInRow = 0;
    lastMiss = null;
    answering = true;
    heard = true;
  }

  /** It missed a probe. */
  void missed(ProbeMiss why) {
    lastMiss = why;
    missesInRow++;
    answering &= missesInRow < MISSES_MAX;
    heard = true;
  }

  /** It showed a height outside of a probe; only a higher one says something. */
  boolean noticed(long shown) {
    if (!answering || shown <= height) {
      return false;
    }
    moveTo(shown, false);
    noticedAtNanos = clock.nanos();
    reportedAtNanos = noticedAtNanos;
    return true;
  }

  private void moveTo(long newHeight, boolean back) {
    if (back || newHeight != height) {
      heightSinceNanos = clock.nanos();
    }
    height = newHeight;
  }

  private void show(Block newest, boolean back) {
    var now = clock.nanos();
    var old = ageMillis(newest) * MILLISECOND_NANOS > terms.oldNanos();
    if (back || (old && !blockOld)) {
      paceHeight = newest.height();
      paceSinceNanos = now;
    }
    block = newest;
    blockSeenAtNanos = now;
    blockOld = old;
  }

  // ---- what its operator says, and what the others have shown of it

  void drained(boolean now) {
    drained = now;
    vouched &= !now;
  }

  boolean drained() {
    return drained;
  }

  /** What it leaves to a head that takes this one's place. */
  HeadLegacy.OfNode left() {
    return new HeadLegacy.OfNode(drained, disputedHeight, vouched, height, reportedAtNanos);
  }

  /** What a head before this one has left. */
  void takes(HeadLegacy.OfNode left) {
    disputed(left.disputedHeight());
    vouched(left.vouched());
    drained(left.drained());
    if (answering && left.height() > height) {
      moveTo(left.height(), false);
      noticedAtNanos = clock.nanos();
      reportedAtNanos = left.reportedAtNanos();
    }
  }

  /** It showed another block than others at that height; -1 where that is over. */
  void disputed(long at) {
    disputedHeight = at;
    vouched &= at < 0;
  }

  /** Its operator has taken it out of quarantine, against those who differ from it. */
  void vouched(boolean now) {
    vouched = now;
    undisputedSinceNanos = clock.nanos();
  }

  /** After ten block intervals in which nobody differs from it its operator's word is used up. */
  void vouchedFor(boolean somebodyDiffers) {
    if (somebodyDiffers) {
      undisputedSinceNanos = clock.nanos();
    } else {
      vouched &= clock.nanos() - undisputedSinceNanos < terms.oldNanos();
    }
  }

  boolean vouched() {
    return vouched;
  }

  /** The height of the block that it is in quarantine for, -1 where it is not. */
  long disputedHeight() {
    return disputedHeight;
  }

  boolean quarantined() {
    return disputedHeight >= 0;
  }

  // ---- what follows

  int place() {
    return place;
  }

  String name() {
    return terms.nodes().get(place);
  }

  long height() {
    return height;
  }

  /** When its newest report was true, at the latest. */
  long reportedAtNanos() {
    return reportedAtNanos;
  }

  @Nullable String network() {
    return network;
  }

  /** Why its last probe was missed, null where it was not. */
  @Nullable ProbeMiss lastMiss() {
    return lastMiss;
  }

  /** Its newest block, as far as it was read. */
  @Nullable Block block() {
    return block;
  }

  /** Whether it answers its probes. */
  boolean answering() {
    return answering;
  }

  /** Whether it answers and did not miss its last probe. */
  boolean sound() {
    return answering && missesInRow == 0;
  }

  /** Whether it has answered a probe or missed one, ever. */
  boolean heard() {
    return heard;
  }

  boolean isOn(@Nullable String expected) {
    return expected == null || expected.equals(network);
  }

  /** Whether it has shown no other height for ten block intervals. */
  boolean still() {
    return answering && stillNanos() >= terms.oldNanos();
  }

  long stillNanos() {
    return clock.nanos() - heightSinceNanos;
  }

  /**
   * Whether its newest block was old already when it was first seen, and it has not been seen
   * standing still since: it may be catching up. A block that was seen new grows old with its
   * chain, which is no sign of anything.
   */
  boolean syncing() {
    return !terms.serveWhileSyncing() && (block == null || (blockOld && !still()));
  }

  /** Whether a block is new, and not of a time to come, so that one node suffices for it. */
  boolean isFresh(Block of) {
    return Math.abs(ageMillis(of)) < terms.loneAgeMillisMax();
  }

  long ageMillis(Block of) {
    return clock.wallTime().toEpochMilli() - of.timeMillis();
  }

  /** How far it is on its way to the head. */
  SyncProgress progress() {
    if (block == null) {
      return new SyncProgress(height, -1, -1);
    }
    var millis = (clock.nanos() - paceSinceNanos) / MILLISECOND_NANOS;
    var gained = (block.height() - paceHeight) * terms.blockInterval().toMillis() - millis;
    var known = millis >= PACE_MILLIS_MIN && gained > 0;
    var eta = known ? (long) ((double) ageMillis(block) * millis / gained) : -1;
    return new SyncProgress(block.height(), block.timeMillis(), eta);
  }

  NodeStanding standing(NodeState state, long lag, String reason) {
    var told = Objects.requireNonNullElse(network, "");
    return new NodeStanding(state, told, height, lag, reason, channel, earliest);
  }

  static @Nullable String lowerCase(@Nullable String network) {
    return network == null ? null : network.toLowerCase(Locale.ROOT);
  }
}
