package headgate.chain.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvmHashTest {

  /** The example of EIP-155. */
  private static final String EIP_155 =
      "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a0"
          + "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a0"
          + "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";

  private static TransactionHash hash(String params) {
    var bytes = params.getBytes(UTF_8);
    return TransactionHashing.EVM_KECCAK.hash(bytes, 0, bytes.length);
  }

  @Test
  void theHashIsOfTheSignedBytes() {
    var expected =
        new TransactionHash.Known(
            "0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788");
    assertThat(hash("[\"0x" + EIP_155 + "\"]")).isEqualTo(expected);
    assertThat(hash("[\"0x" + EIP_155.toUpperCase(Locale.ROOT) + "\"]")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x01c0", "0x02c0", "0x04c0", "0xc0"})
  void knownTypesAreHashedAsTheyAreSent(String transaction) {
    assertThat(hash("[\"" + transaction + "\"]")).isInstanceOf(TransactionHash.Known.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x03c0", "0x05c0", "0x00c0", "0x7fc0", "0x80"})
  void blobsAndTypesToComeHaveNoHash(String transaction) {
    assertThat(hash("[\"" + transaction + "\"]"))
        .isEqualTo(
            new TransactionHash.Unknown("a transaction of this type is not hashed as it is sent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[\"\"]",
        "[\"0x\"]",
        "[\"0x0\"]",
        "[\"0xzz\"]",
        "[\"f86c\"]",
        "[248]",
        "[[\"0xc0\"]]",
        "{\"0\":\"0xc0\"}",
        "\"0xc0\"",
        "null"
      })
  void anythingElseHasNoHash(String params) {
    assertThat(hash(params))
        .isEqualTo(
            new TransactionHash.Unknown("the first parameter is not a text of hexadecimal digits"));
  }
}
