package headgate.gateway.peer;

import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.seam.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges what comes in: cheap rules first, so that a flood costs little, and all that has to do
 * with time and order only once it is known who speaks.
 *
 * <p>A recorded datagram can be sent again. Within a process's life that is seen by its sequence,
 * after that by its age. For use by one thread.
 */
final class HintInbox {
  /** How far a sender's clock may be from ours, its way included. */
  static final Duration AGE_MAX = Duration.ofSeconds(10);

  /** So many datagrams of an address are looked at within a second. */
  static final int PER_SECOND_MAX = 1_000;

  /** So many senders are remembered; one that restarts is a new one. */
  static final int SENDERS_MAX = 64;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final HintSeal seal;
  private final Set<InetAddress> known;
  private final long self;
  private final Clock clock;
  private final Map<Long, Heard> senders = new HashMap<>();
  private final Map<InetAddress, Integer> thisSecond = new HashMap<>();
  private long secondBegan;

  /**
   * What a sender has said.
   *
   * @param sequence that of its last hint
   * @param sentMillis the latest time that any of them carried; its clock may have been set back
   */
  private record Heard(long sequence, long sentMillis) {}

  /** What became of a datagram. */
  sealed interface Judged {
    /** Another gateway has said this, now and for the first time. */
    record Taken(Hint hint) implements Judged {}

    /** It is not to be gone by. */
    record Refused(HintRefusal why) implements Judged {}
  }

  /**
   * Has heard nothing yet.
   *
   * @param config whom to hear, and the secret
   * @param self the number of this process as a sender
   */
  HintInbox(PeersConfig config, HintSeal seal, long self, Clock clock) {
    this.seal = seal;
    this.self = self;
    this.clock = clock;
    known =
        config.gateways().stream()
            .map(InetSocketAddress::getAddress)
            .collect(Collectors.toUnmodifiableSet());
    secondBegan = clock.nanos();
  }

  /** Judges the first bytes of a buffer, of which an address says that they came from there. */
  Judged judge(InetAddress from, byte[] datagram, int length) {
    if (!known.contains(from)) {
      return refused(HintRefusal.STRANGER);
    }
    if (isFloodedBy(from)) {
      return refused(HintRefusal.RATE);
    }
    if (!HintSeal.isShaped(datagram, length)) {
      return refused(HintRefusal.MALFORMED);
    }
    if (!seal.isOurs(datagram, length)) {
      return refused(HintRefusal.SEAL);
    }
    var hint = HintSeal.read(datagram, length);
    return hint == null ? refused(HintRefusal.MALFORMED) : judge(hint);
  }

  private static Judged refused(HintRefusal why) {
    return new Judged.Refused(why);
  }

  /** Each address counts alone: what comes from one must not keep the others from being heard. */
  private boolean isFloodedBy(InetAddress from) {
    var now = clock.nanos();
    if (now - secondBegan >= SECOND) {
      secondBegan = now;
      thisSecond.clear();
    }
    return thisSecond.merge(from, 1, Integer::sum) > PER_SECOND_MAX;
  }

  private Judged judge(Hint hint) {
    if (hint.sender() == self) {
      return refused(HintRefusal.OWN);
    }
    var now = clock.wallTime().toEpochMilli();
    if (!isRecent(hint.sentMillis(), now)) {
      return refused(HintRefusal.AGE);
    }
    var last = senders.get(hint.sender());
    if (last != null && hint.sequence() <= last.sequence()) {
      return refused(HintRefusal.REPLAY);
    }
    // What a forgotten sender has sent is too old by then to be taken again.
    senders.values().removeIf(heard -> !isRecent(heard.sentMillis(), now));
    if (last == null && senders.size() >= SENDERS_MAX) {
      return refused(HintRefusal.SENDERS);
    }
    var latest = last == null ? hint.sentMillis() : Math.max(last.sentMillis(), hint.sentMillis());
    senders.put(hint.sender(), new Heard(hint.sequence(), latest));
    return new Judged.Taken(hint);
  }

  private static boolean isRecent(long sentMillis, long nowMillis) {
    var most = AGE_MAX.toMillis();
    return sentMillis >= nowMillis - most && sentMillis <= nowMillis + most;
  }
}
