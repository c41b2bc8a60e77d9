package headgate.devnode.chain;

import headgate.devnode.block.Transaction;
import headgate.devnode.clock.GoDuration;
import headgate.devnode.crypto.Secp256k1;
import headgate.devnode.json.Hex;
import java.util.Base64;
import java.util.Optional;

/**
 * The door of a node's pool: what goloop looks at before it answers a send with a hash, in its
 * order: network, values and signature, cost (only where a node validates on send), time, doubles.
 */
public final class Admission {
  /** How far a transaction's time may be from the block's and the clock's: five minutes. */
  public static final long WINDOW_MICROS = 300_000_000;

  private static final int DATA_BYTES_MAX = 512 * 1024;

  private final DevChain chain;
  private final TransactionPool pool;
  private final boolean validateOnSend;
  private final PreCheck preCheck;

  public Admission(DevChain chain, TransactionPool pool, boolean validateOnSend) {
    this.chain = chain;
    this.pool = pool;
    this.validateOnSend = validateOnSend;
    this.preCheck = new PreCheck(chain.parameters().steps());
  }

  /** Takes a transaction at the view of a node, or says why not. */
  public Optional<Refusal> admit(Transaction transaction, ChainView view, boolean gossip) {
    return wrongNetwork(transaction)
        .or(() -> invalid(transaction))
        .or(() -> unpayable(transaction, view))
        .or(() -> outOfTime(transaction, view))
        .or(() -> alreadyKnown(transaction, view))
        .or(() -> pooled(transaction, gossip));
  }

  private Optional<Refusal> wrongNetwork(Transaction transaction) {
    var own = chain.parameters().networkId();
    var network = transaction.networkId();
    return network.isEmpty() || network.getAsLong() == own
        ? Optional.empty()
        : refusal(Refusal.INVALID_NETWORK, "ValidateNetwork(nid=" + Hex.of(own) + ") fail");
  }

  private static Optional<Refusal> invalid(Transaction transaction) {
    if (transaction.dataBytes() <= DATA_BYTES_MAX && signed(transaction)) {
      return Optional.empty();
    }
    return refusal(Refusal.INVALID, "Failed to verify transaction");
  }

  private static boolean signed(Transaction transaction) {
    var signature = transaction.text("signature");
    if (signature == null) {
      return false;
    }
    try {
      var bytes = Base64.getDecoder().decode(signature);
      var signer = Secp256k1.signer(bytes, Hex.bytes(transaction.hash()));
      return signer.isPresent() && signer.get().equals(transaction.from());
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private Optional<Refusal> unpayable(Transaction transaction, ChainView view) {
    if (!validateOnSend) {
      return Optional.empty();
    }
    return preCheck.objection(transaction, view.balance(String.valueOf(transaction.from())));
  }

  private Optional<Refusal> outOfTime(Transaction transaction, ChainView view) {
    var time = transaction.timestampMicros();
    var earliest = view.head().timestampMicros() - WINDOW_MICROS;
    var latest = chain.clock().epochMicros() + WINDOW_MICROS;
    if (time <= earliest) {
      return refusal(Refusal.EXPIRED, "Expired(min-" + GoDuration.ofMicros(earliest - time) + ")");
    }
    return time <= latest
        ? Optional.empty()
        : refusal(Refusal.FUTURE, "FutureTx(max+" + GoDuration.ofMicros(time - latest) + ")");
  }

  private Optional<Refusal> alreadyKnown(Transaction transaction, ChainView view) {
    if (chain.dropped(transaction.hash())) {
      return refusal(Refusal.INVALID, "AlreadyDropped(id=" + transaction.hash() + ")");
    }
    return view.location(transaction.hash()).isPresent()
        ? refusal(Refusal.COMMITTED, "CommittedTransaction")
        : Optional.empty();
  }

  private Optional<Refusal> pooled(Transaction transaction, boolean gossip) {
    return switch (chain.offer(transaction, pool, gossip)) {
      case ADDED -> Optional.empty();
      case DUPLICATE -> refusal(Refusal.DUPLICATE, "DuplicateTransaction");
      case OVERFLOW -> refusal(Refusal.POOL_OVERFLOW, "TransactionPoolOverFlow");
    };
  }

  private static Optional<Refusal> refusal(int number, String reason) {
    return Optional.of(new Refusal(number, reason));
  }
}
