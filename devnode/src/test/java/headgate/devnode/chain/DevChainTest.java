package headgate.devnode.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.block.Receipt.Status;
import headgate.devnode.block.Transaction;
import headgate.devnode.clock.ManualClock;
import headgate.devnode.crypto.TransactionHash;
import headgate.devnode.crypto.TransferDraft;
import headgate.devnode.crypto.Wallet;
import headgate.devnode.genesis.Genesis;
import headgate.devnode.iiss.Holding;
import headgate.devnode.iiss.Issue;
import headgate.devnode.iiss.SystemContract;
import headgate.devnode.json.Hex;
import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevChainTest {
  private static final BigInteger FEE = BigInteger.valueOf(100_000L * 12_500_000_000L);

  private final Wallet rich = Wallet.ofSeed("rich");
  private final Wallet poor = Wallet.ofSeed("poor");
  private final ManualClock clock = new ManualClock(1_795_000_000_000_000L);
  private final DevChain chain =
      DevChain.create(Genesis.demo(List.of(rich)), clock, Duration.ofSeconds(1));
  private final TransactionPool pool = chain.join(100);
  private final Admission admission = new Admission(chain, pool, false);

  @Test
  void theStateAtAHeightIsWhatTheBlockBeforeLedTo() {
    chain.produce();
    send(rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros()));
    var including = chain.produce().height();
    assertThat(chain.balance(poor.address(), including)).isZero();
    chain.produce();
    assertThat(chain.balance(poor.address(), including)).isZero();
    assertThat(chain.balance(poor.address(), including + 1)).isEqualTo(Wallet.ICX);
    assertThat(chain.balance(Genesis.TREASURY, including + 1)).isEqualTo(FEE);
    var spent = chain.balance(rich.address(), 1).subtract(Wallet.ICX).subtract(FEE);
    assertThat(chain.balance(rich.address(), including + 1)).isEqualTo(spent);
    assertThat(chain.totalSupply(including + 1)).isEqualTo(chain.genesis().totalSupply());
  }

  @Test
  void beforeTheFirstBlockNobodyOwnsAnything() {
    chain.produce();
    assertThat(chain.balance(rich.address(), 0)).isZero();
    assertThat(chain.totalSupply(0)).isZero();
  }

  @Test
  void twoTransfersThatOneBalanceCannotPayDoNotBothComeIn() {
    chain.produce();
    var most = chain.balance(rich.address(), 1).subtract(Wallet.ICX);
    send(rich.transfer(poor.address(), most).nonce(1).signed(clock.epochMicros()));
    var second = rich.transfer(poor.address(), most).nonce(2).signed(clock.epochMicros());
    send(second);
    assertThat(chain.produce().transactions()).hasSize(1);
    assertThat(chain.location(second.hash())).isEmpty();
    assertThat(refusal(second)).isEqualTo("E2005:AlreadyDropped(id=" + second.hash() + ")");
  }

  @Test
  void aMessageCostsItsBytesAndTooFewStepsLoseTheFee() {
    chain.produce();
    send(rich.transfer(poor.address(), Wallet.ICX).message("hello").signed(clock.epochMicros()));
    chain.produce();
    chain.produce();
    var receipt = chain.receipts(2).getFirst();
    // "0x68656c6c6f" with its quotes has 14 bytes of 200 steps each.
    assertThat(receipt.steps().used()).isEqualTo(BigInteger.valueOf(100_000 + 14 * 200));
    assertThat(receipt.status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void aContractThatIsNotThereTakesTheFeeAndNothingElse() {
    chain.produce();
    var contract = "cx" + "1".repeat(40);
    send(rich.transfer(contract, Wallet.ICX).signed(clock.epochMicros()));
    chain.produce();
    chain.produce();
    var receipt = chain.receipts(2).getFirst();
    assertThat(receipt.status()).isEqualTo(Status.CONTRACT_NOT_FOUND);
    assertThat(receipt.json().sorted().last("failure")).isNotNull();
    assertThat(chain.balance(contract, 3)).isZero();
    assertThat(chain.balance(Genesis.TREASURY, 3)).isPositive();
  }

  @Test
  void whatIsTooOldTooNewOrForAnotherNetworkIsRefused() {
    chain.produce();
    var draft = rich.transfer(poor.address(), Wallet.ICX);
    var now = clock.epochMicros();
    var window = Admission.WINDOW_MICROS;
    assertThat(refusal(draft.signed(now - window))).isEqualTo("E2002:Expired(min-0s)");
    assertThat(refusal(draft.signed(now + window + 1))).isEqualTo("E2003:FutureTx(max+1µs)");
    assertThat(refusal(draft.networkId(1).signed(now)))
        .isEqualTo("E1006:ValidateNetwork(nid=0x53) fail");
  }

  @Test
  void aPoolThatIsFullRefusesAndStillTakesBlocks() {
    var small = chain.join(1);
    var door = new Admission(chain, small, true);
    chain.produce();
    var view = new ChainView(chain, chain, chain.head(), 0);
    var draft = rich.transfer(poor.address(), Wallet.ICX);
    assertThat(door.admit(transaction(draft.nonce(1)), view, false)).isEmpty();
    assertThat(door.admit(transaction(draft.nonce(2)), view, false).map(Refusal::number))
        .contains(Refusal.POOL_OVERFLOW);
    assertThat(door.admit(transaction(draft.stepLimit(1)), view, false).map(Refusal::text))
        .contains("E2105:NotEnoughStep(txStepLimit:1, minStep:100000)");
  }

  private Transaction transaction(TransferDraft draft) {
    return Transaction.of(draft.signed(clock.epochMicros()).members());
  }

  @Test
  void issuedCoinsAreCoveredByFeesFirst() {
    chain.amend(state -> state.setSystem(state.system().with(Issue.each(BigInteger.valueOf(12)))));
    chain.produce();
    var supply = chain.totalSupply(1);
    chain.produce();
    assertThat(chain.totalSupply(2)).isEqualTo(supply.add(BigInteger.valueOf(12)));
    send(rich.transfer(poor.address(), Wallet.ICX).signed(clock.epochMicros()));
    chain.produce();
    chain.produce();
    var issued = chain.totalSupply(4);
    chain.produce();
    chain.produce();
    assertThat(chain.totalSupply(6)).isEqualTo(issued);
    var event = chain.receipts(4).getFirst().events().getFirst();
    assertThat(event.data().get(0)).isEqualTo("0xc");
  }

  @Test
  void aRewardIsClaimedOnceAndOnlyFromWhatTheTreasuryHas() {
    var holding = new Holding(BigInteger.ZERO, List.of(), List.of(), BigInteger.valueOf(5_500));
    chain.amend(state -> state.setSystem(state.system().with(rich.address(), holding)));
    chain.produce();
    send(claim(1));
    chain.produce();
    chain.produce();
    assertThat(chain.receipts(2).getFirst().status()).isEqualTo(Status.OUT_OF_BALANCE);
    send(claim(2));
    chain.produce();
    chain.produce();
    var receipt = chain.receipts(4).getFirst();
    assertThat(receipt.events().getFirst().data()).containsExactly("0x1388", "0x5");
    assertThat(chain.system(5).holding(rich.address()).iscore()).isEqualTo(500);
  }

  private Wallet.Signed claim(int nonce) {
    var members =
        new JsonObject()
            .putHex("version", 3)
            .put("from", rich.address())
            .put("to", SystemContract.ADDRESS)
            .putHex("stepLimit", 1_000_000)
            .putHex("timestamp", clock.epochMicros())
            .putHex("nid", 0x53)
            .putHex("nonce", nonce)
            .put("dataType", "call")
            .put("data", new JsonObject().put("method", "claimIScore").build())
            .build();
    var signed = rich.sign(members);
    return new Wallet.Signed(Hex.ofBytes(TransactionHash.of(signed)), signed);
  }

  @Test
  void termsFollowOneAnother() {
    while (chain.height() < 45) {
      chain.produce();
    }
    var term = chain.system(45).term();
    assertThat(term.sequence()).isEqualTo(3);
    assertThat(term.startHeight()).isEqualTo(41);
    assertThat(term.endHeight()).isEqualTo(60);
    assertThat(chain.system(20).term().sequence()).isEqualTo(1);
  }

  @Test
  void aStartedChainMakesABlockEachIntervalUntilItIsClosed() {
    chain.start();
    clock.advance(Duration.ofSeconds(3));
    assertThat(chain.height()).isEqualTo(4);
    chain.close();
    clock.advance(Duration.ofSeconds(3));
    assertThat(chain.height()).isEqualTo(4);
    assertThat(clock.waiting()).isZero();
  }

  @Test
  void aListenerThatFailsDoesNotStopTheChain() {
    var unsubscribe =
        chain.onBlock(_ -> {
          throw new IllegalStateException("a listener's bug");
        });
    chain.start();
    clock.advance(Duration.ofSeconds(2));
    unsubscribe.run();
    assertThat(chain.height()).isEqualTo(3);
  }

  private void send(Wallet.Signed signed) {
    assertThat(refusal(signed)).isEmpty();
  }

  private String refusal(Wallet.Signed signed) {
    var transaction = Transaction.of(signed.members());
    var view = new ChainView(chain, chain, chain.head(), 0);
    return admission.admit(transaction, view, true).map(Refusal::text).orElse("");
  }
}
