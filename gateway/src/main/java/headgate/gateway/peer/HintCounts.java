package headgate.gateway.peer;

import static java.util.Objects.requireNonNull;

import headgate.gateway.observe.peers.PeerStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of hints. Any thread may count. */
final class HintCounts {
  private final Map<String, OfNetwork> networks = new ConcurrentSkipListMap<>();
  private final Map<HintRefusal, LongAdder> refused = new EnumMap<>(HintRefusal.class);

  /** Nothing was said yet. */
  HintCounts() {
    for (var why : HintRefusal.values()) {
      refused.put(why, new LongAdder());
    }
  }

  /** Those of one network. */
  static final class OfNetwork {
    final LongAdder sent = new LongAdder();
    final LongAdder unsent = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder probes = new LongAdder();
  }

  /** The counts of a network that is served here; no other name may come here. */
  OfNetwork of(String network) {
    return networks.computeIfAbsent(network, _ -> new OfNetwork());
  }

  void refused(HintRefusal why) {
    requireNonNull(refused.get(why)).increment();
  }

  PeerStatus status() {
    var hints = new ArrayList<PeerStatus.Hints>();
    networks.forEach((network, counts) ->
        hints.add(
            new PeerStatus.Hints(
                network,
                counts.sent.sum(),
                counts.unsent.sum(),
                counts.received.sum(),
                counts.probes.sum())));
    var reasons = new TreeMap<String, Long>();
    refused.forEach((why, count) -> reasons.put(why.label(), count.sum()));
    return new PeerStatus(hints, reasons);
  }
}
