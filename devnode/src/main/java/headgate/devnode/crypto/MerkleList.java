package headgate.devnode.crypto;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The root of a list of items in a Merkle Patricia trie: the key of an item is the RLP of its
 * index, a node of 32 bytes or more stands in its parent as its SHA3-256.
 */
public final class MerkleList {
  private static final int BRANCHES = 16;
  private static final int HASH_BYTES = 32;

  private MerkleList() {}

  /** The root's hash; empty for an empty list. */
  public static Optional<byte[]> root(List<byte[]> items) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Sha3.hash(node(leaves(items), 0)));
  }

  /** The nodes on the way from the root to one item: what proves that the item is in the list. */
  public static List<byte[]> proof(List<byte[]> items, int place) {
    var proof = new ArrayList<byte[]>();
    var path = nibbles(Rlp.key(place));
    var leaves = leaves(items);
    for (var depth = 0; ; ) {
      proof.add(node(leaves, depth));
      if (leaves.size() == 1) {
        return proof;
      }
      var shared = sharedDepth(leaves, depth);
      if (shared > depth) {
        depth = shared;
      } else {
        leaves = below(leaves, depth, path[depth]);
        depth++;
      }
    }
  }

  private static List<Leaf> leaves(List<byte[]> items) {
    var leaves = new ArrayList<Leaf>();
    for (var index = 0; index < items.size(); index++) {
      leaves.add(new Leaf(nibbles(Rlp.key(index)), items.get(index)));
    }
    return leaves;
  }

  private static final class Leaf {
    final int[] path;
    final byte[] value;

    Leaf(int[] path, byte[] value) {
      this.path = path;
      this.value = value;
    }
  }

  private static byte[] node(List<Leaf> leaves, int depth) {
    if (leaves.size() == 1) {
      var leaf = leaves.getFirst();
      var path = compact(leaf.path, depth, leaf.path.length, 2);
      return new Rlp().add(path).add(leaf.value).bytes();
    }
    var shared = sharedDepth(leaves, depth);
    if (shared > depth) {
      var path = compact(leaves.getFirst().path, depth, shared, 0);
      return child(new Rlp().add(path), node(leaves, shared)).bytes();
    }
    var branch = new Rlp();
    for (var nibble = 0; nibble < BRANCHES; nibble++) {
      var below = below(leaves, depth, nibble);
      if (below.isEmpty()) {
        branch.add(new byte[0]);
      } else {
        child(branch, node(below, depth + 1));
      }
    }
    return branch.add(new byte[0]).bytes();
  }

  private static Rlp child(Rlp parent, byte[] node) {
    return node.length < HASH_BYTES ? parent.addEncoded(node) : parent.add(Sha3.hash(node));
  }

  private static List<Leaf> below(List<Leaf> leaves, int depth, int nibble) {
    return leaves.stream().filter(leaf -> leaf.path[depth] == nibble).toList();
  }

  private static int sharedDepth(List<Leaf> leaves, int depth) {
    var shared = depth;
    while (sameNibble(leaves, shared)) {
      shared++;
    }
    return shared;
  }

  private static boolean sameNibble(List<Leaf> leaves, int depth) {
    var first = leaves.getFirst().path;
    return leaves.stream()
        .allMatch(leaf -> depth < leaf.path.length && leaf.path[depth] == first[depth]);
  }

  private static int[] nibbles(byte[] key) {
    var nibbles = new int[2 * key.length];
    for (var index = 0; index < key.length; index++) {
      nibbles[2 * index] = key[index] >> 4 & 0xf;
      nibbles[2 * index + 1] = key[index] & 0xf;
    }
    return nibbles;
  }

  /**
   * Packs nibbles into bytes; the first nibble tells the kind of node and whether the count is odd.
   */
  private static byte[] compact(int[] path, int from, int to, int kind) {
    var odd = (to - from) % 2;
    var digits = new StringBuilder().append(Integer.toHexString(kind + odd));
    if (odd == 0) {
      digits.append('0');
    }
    for (var index = from; index < to; index++) {
      digits.append(Integer.toHexString(path[index]));
    }
    return HexFormat.of().parseHex(digits);
  }
}
