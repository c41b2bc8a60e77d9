package headgate.devnode.block;

import headgate.devnode.crypto.MerkleList;
import headgate.devnode.crypto.Rlp;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receipts and events in goloop's encoding, and the proofs that they belong to a block. */
public final class ReceiptBytes {
  private ReceiptBytes() {}

  /** The root of a block's receipts; null if it has none. */
  static byte @Nullable [] root(List<Receipt> receipts) {
    return MerkleList.root(receipts.stream().map(ReceiptBytes::of).toList()).orElse(null);
  }

  /** The nodes that prove one of a block's receipts. */
  public static List<byte[]> proof(List<Receipt> receipts, int place) {
    return MerkleList.proof(receipts.stream().map(ReceiptBytes::of).toList(), place);
  }

  /** The nodes that prove one of a receipt's events. */
  public static List<byte[]> eventProof(Receipt receipt, int place) {
    return MerkleList.proof(events(receipt), place);
  }

  private static byte[] of(Receipt receipt) {
    return new Rlp()
        .add(receipt.status().code())
        .add(EventSignature.address(receipt.to()))
        .add(receipt.cumulativeSteps())
        .add(receipt.steps().used())
        .add(receipt.steps().price())
        .add(unsigned(receipt.bloom().bits()))
        .addNil()
        .addNil()
        .add(MerkleList.root(events(receipt)).orElse(null))
        .bytes();
  }

  private static List<byte[]> events(Receipt receipt) {
    return receipt.events().stream().map(ReceiptBytes::of).toList();
  }

  private static byte[] of(EventLog event) {
    var indexed = new Rlp();
    event.indexedBytes().forEach(indexed::add);
    var data = new Rlp();
    event.dataBytes().forEach(data::add);
    return new Rlp().add(EventSignature.address(event.contract())).add(indexed).add(data).bytes();
  }

  private static byte[] unsigned(BigInteger bits) {
    if (bits.signum() == 0) {
      return new byte[0];
    }
    var bytes = bits.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
