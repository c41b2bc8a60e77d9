package headgate.devnode.replay;

import headgate.devnode.chain.DevChain;
import headgate.devnode.chain.StateChange;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The chain of the recordings, made again: blocks at the recorded times, accounts as they were. */
final class RecordedChain implements AutoCloseable {
  /** Someone else paid these steps on the recorded chain before its own transactions. */
  private static final long FOREIGN_STEPS = 898_200;

  private static final long FOREIGN_FEES_AT = 0x148;
  private static final String GOD = "hx9a2425c40569db485116fdfac89f84163b1a70ff";
  private static final String CLAIMER = "hx96c415e0cd31d0aeddbe64ade44639d491a80d98";

  private static final TreeMap<Long, Long> TIMES =
      new TreeMap<>(
          Map.of(
              1L, 1_795_328_037_182_923L,
              2L, 1_795_328_038_182_923L,
              10L, 1_795_328_046_257_544L,
              0x141L, 1_795_328_359_307_368L,
              0x17aL, 0x660d778868470L,
              0x17bL, 0x660d5cb8041b9L + 6_898_828_943L + 300_000_000L));

  private final ManualClock clock = new ManualClock(0);
  private final DevChain chain =
      DevChain.create(RecordedState.genesis(), clock, Duration.ofSeconds(1));

  DevChain chain() {
    return chain;
  }

  ManualClock clock() {
    return clock;
  }

  /** Makes blocks until the head has this height. */
  void advanceTo(long height) {
    while (chain.height() < height) {
      var next = chain.height() + 1;
      if (next == RecordedState.TERM_START - 1) {
        chain.amend(RecordedChain::decentralise);
      }
      if (next == FOREIGN_FEES_AT) {
        chain.amend(RecordedChain::payForeignFees);
      }
      clock.advanceTo(time(next));
      chain.produce();
    }
  }

  private static void decentralise(StateChange state) {
    state.setSystem(RecordedState.system());
    state.setSupply(RecordedState.supply());
    state.setBalance(
        GOD, Hex.quantity(((Json.Text) RecordedState.result("icx_getBalance")).value()));
    state.setBalance(CLAIMER, Wallet.ICX.multiply(BigInteger.valueOf(1_000)));
    state.setBalance(Genesis.TREASURY, Wallet.ICX);
  }

  private static void payForeignFees(StateChange state) {
    var price = BigInteger.valueOf(12_500_000_000L);
    var fees = price.multiply(BigInteger.valueOf(FOREIGN_STEPS));
    state.setSystem(state.system().with(state.system().issue().withOverIssued(fees)));
  }

  /** Recorded times where they are known, straight lines between them, a second a block after. */
  private static long time(long height) {
    var known = TIMES.floorEntry(height);
    var next = TIMES.higherEntry(height);
    if (next == null) {
      return known.getValue() + (height - known.getKey()) * 1_000_000;
    }
    var share = (next.getValue() - known.getValue()) / (next.getKey() - known.getKey());
    return known.getValue() + (height - known.getKey()) * share;
  }

  @Override
  public void close() {
    chain.close();
  }
}
