package headgate.devnode.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Roots of single items are held against the recordings by the replay; here are the longer lists.
 */
class MerkleListTest {
  @Test
  void anEmptyListHasNoRoot() {
    assertThat(MerkleList.root(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 17, 127, 128, 129, 300})
  void aProofBeginsAtTheRootAndEndsWithTheItem(int size) {
    var items = items(size);
    var root = MerkleList.root(items).orElseThrow();
    for (var place = 0; place < size; place++) {
      var proof = MerkleList.proof(items, place);
      assertThat(Sha3.hash(proof.getFirst())).isEqualTo(root);
      assertThat(text(proof.getLast())).contains("item " + place + " ");
      for (var step = 1; step < proof.size(); step++) {
        assertThat(text(proof.get(step - 1))).contains(text(Sha3.hash(proof.get(step))));
      }
    }
  }

  @Test
  void everyItemCountsForTheRoot() {
    var items = new ArrayList<>(items(40));
    var root = MerkleList.root(items).orElseThrow();
    items.set(39, "another".getBytes(StandardCharsets.UTF_8));
    assertThat(MerkleList.root(items).orElseThrow()).isNotEqualTo(root);
  }

  private static List<byte[]> items(int size) {
    return IntStream.range(0, size)
        .mapToObj(
            place -> ("item " + place + " " + "x".repeat(40)).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
