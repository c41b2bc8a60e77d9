package headgate.devnode.block;

import headgate.devnode.crypto.MerkleList;
import headgate.devnode.crypto.Rlp;
import headgate.devnode.crypto.Sha3;
import headgate.devnode.json.Hex;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks. A header has the fields and the encoding of a goloop header, and its SHA3-256 is
 * the block's hash; the genesis block's hash is therefore the real one. What stands for votes and
 * for the state's hash is derived from the chain's own content, not from validators or a state
 * trie.
 */
public final class BlockBuilder {
  private static final int VERSION = 2;
  private static final byte[] NO_VOTES = HexFormat.of().parseHex("c500f800f800");

  private final String proposer;

  public BlockBuilder(String proposer) {
    this.proposer = proposer;
  }

  /** The first block of a chain. */
  public Block genesis(Transaction transaction) {
    var transactions = List.of(transaction);
    var root = root(transactions);
    var header = new Rlp().add(VERSION).add(0).add(0).addNil().addNil().add(Sha3.hash(NO_VOTES));
    var bytes = header.add(validators()).addNil().add(root).add(new byte[0]).addNil().bytes();
    return new Block(0, 0, seal(bytes, "", root, ""), transactions, LogsBloom.EMPTY);
  }

  /** The block after another one. */
  public Block next(
      Block previous, long timestampMicros, List<Transaction> transactions, Result result) {
    var root = root(transactions);
    var header =
        new Rlp()
            .add(VERSION)
            .add(previous.height() + 1)
            .add(timestampMicros)
            .add(EventSignature.address(proposer))
            .add(Hex.bytes(previous.prefixedHash()))
            .add(Sha3.hash(Votes.bytes(previous)));
    var bytes =
        header
            .add(validators())
            .addNil()
            .add(root)
            .add(result.bloomBytes())
            .add(result.bytes())
            .bytes();
    var seal = seal(bytes, previous.seal().hash(), root, proposer);
    return new Block(previous.height() + 1, timestampMicros, seal, transactions, result.bloom());
  }

  /** What the execution of the block before led to: its events, and a digest of its receipts. */
  public record Result(LogsBloom bloom, List<Receipt> receipts) {
    public Result {
      receipts = List.copyOf(receipts);
    }

    byte[] bloomBytes() {
      var empty = bloom.equals(LogsBloom.EMPTY);
      return empty ? new byte[0] : Sha3.hash(bloom.text());
    }

    /** State, receipts and extension as goloop nests them. The receipts' root is the real one. */
    byte[] bytes() {
      var state = Sha3.hash("state " + bloom.text() + receipts.size());
      var extension = new Rlp().add(Sha3.hash(state)).add(state).addNil().add(state).addNil();
      return new Rlp()
          .add(state)
          .addNil()
          .add(ReceiptBytes.root(receipts))
          .add(extension.bytes())
          .bytes();
    }
  }

  private byte[] validators() {
    return Sha3.hash(new Rlp().add(EventSignature.address(proposer)).bytes());
  }

  private static byte @Nullable [] root(List<Transaction> transactions) {
    return MerkleList.root(transactions.stream().map(TransactionBytes::of).toList()).orElse(null);
  }

  private static Block.Seal seal(
      byte[] header, String previousHash, byte @Nullable [] root, String proposer) {
    return new Block.Seal(
        HexFormat.of().formatHex(Sha3.hash(header)),
        previousHash,
        root == null ? "" : HexFormat.of().formatHex(root),
        proposer,
        Base64.getEncoder().encodeToString(header));
  }
}
