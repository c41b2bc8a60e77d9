package headgate.devnode.block;

import headgate.devnode.crypto.Rlp;
import headgate.devnode.crypto.Sha3;
import java.util.Arrays;

/**
 * What stands in for a block's votes: one vote in goloop's encoding, whose signature is derived
 * from the block and proves nothing. A dev chain has no validators.
 */
public final class Votes {
  private static final int PART_SET = 1;

  private Votes() {}

  /** The votes for a block. */
  public static byte[] bytes(Block block) {
    if (block.height() == 0) {
      return new Rlp().add(0).addNil().addNil().bytes();
    }
    var parts = new Rlp().add(partSet(block.height())).add(Sha3.hash(block.seal().hash()));
    var vote = new Rlp().add(block.timestampMicros()).add(signature(block));
    return new Rlp().add(0).add(parts).add(new Rlp().add(vote)).bytes();
  }

  private static byte[] partSet(long height) {
    return new byte[] {(byte) (height & 0x7f), 0, 0, 0, PART_SET};
  }

  private static byte[] signature(Block block) {
    var first = Sha3.hash("vote " + block.seal().hash());
    var signature = Arrays.copyOf(first, 65);
    System.arraycopy(Sha3.hash(first), 0, signature, first.length, first.length);
    return signature;
  }
}
