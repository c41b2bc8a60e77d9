package headgate.chain.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IconHashTest {

  private static final String HEAD = "{\"version\":\"0x3\",\"from\":\"hx1\",\"data\":";
  private static final String TAIL = ",\"signature\":\"s\",\"txHash\":\"0x1\"}";

  private static TransactionHash hash(String params) {
    var bytes = ("  " + params).getBytes(UTF_8);
    return TransactionHashing.ICON_SHA3.hash(bytes, 2, bytes.length);
  }

  private static TransactionHash sha3(String serialised) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA3-256").digest(serialised.getBytes(UTF_8));
    return new TransactionHash.Known("0x" + HexFormat.of().formatHex(digest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"text\"               | text",
        "\"a.b\\\\c{d}[e]\"     | a\\.b\\\\c\\{d\\}\\[e\\]",
        "\"\"                   | ``",
        "null                   | \\0",
        "{}                     | {}",
        "[]                     | []",
        "{\"b\":\"2\",\"a\":\"1\",\"B\":\"3\"} | {B.3.a.1.b.2}",
        "{\"x.y\":\"1\"}        | {x\\.y.1}",
        "{\"\":\"1\",\"a\":\"2\"} | {.1.a.2}",
        "[\"a\",[\"b\",null],{\"c\":\"d\"}] | [a.[b.\\0].{c.d}]",
        "[\"\",\"a\",\"\"]      | [a.]",
        "{\"signature\":\"kept\",\"txHash\":\"kept\"} | {signature.kept.txHash.kept}",
        "0                      | 0",
        "-0                     | 0",
        "[17,-5]                | [17.-5]",
        "9007199254740992       | 9007199254740992",
        "\"h\\u00e9 \\ud83d\\ude00\" | hé 😀",
        "{\"\\ud83d\\ude00\":\"1\",\"\\uffee\":\"2\"} | {\uffee.2.😀.1}"
      })
  void aValueHasTheFormThatGoloopHashes(String data, String serialised) throws Exception {
    assertThat(hash(HEAD + data + TAIL))
        .isEqualTo(sha3("icx_sendTransaction.data." + serialised + ".from.hx1.version.0x3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true                  | a truth value has no form that ICON hashes",
        "[false]               | a truth value has no form that ICON hashes",
        "1.5                   | the node would round a number",
        "1.0                   | the node would round a number",
        "1e3                   | the node would round a number",
        "9007199254740993      | the node would round a number",
        "-9007199254740993     | the node would round a number",
        "99999999999999999999  | the node would round a number",
        "\"\\ud800\"           | a text holds half a character",
        "{\"\\udc00\":\"\"}    | the parameters are not strict JSON",
        "{\"a\":\"1\",\"a\":\"2\"} | the parameters are not strict JSON",
        "01                    | the parameters are not strict JSON",
        "nul                   | the parameters are not strict JSON",
      })
  void whatANodeMightReadOtherwiseHasNoHash(String data, String reason) {
    assertThat(hash(HEAD + data + TAIL)).isEqualTo(new TransactionHash.Unknown(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"version\"]                       | the parameters are not an object",
        "{\"version\":\"0x2\",\"from\":\"hx1\"} | only transactions of version 0x3 have a hash that is known here",
        "{\"version\":3,\"from\":\"hx1\"}    | only transactions of version 0x3 have a hash that is known here",
        "{\"version\":\"0x3\"}               | only transactions of version 0x3 have a hash that is known here",
        "{}                                  | only transactions of version 0x3 have a hash that is known here",
        "{\"version\":\"0x3\",\"from\":\"hx1\"}{} | the parameters are not strict JSON",
        "``                                  | the parameters are not an object"
      })
  void whatIsNoTransactionHasNoHash(String params, String reason) {
    assertThat(hash(params)).isEqualTo(new TransactionHash.Unknown(reason));
  }

  @Test
  void aNullThatWasSentIsHashed() throws NoSuchAlgorithmException {
    assertThat(hash("{\"version\":\"0x3\",\"from\":\"hx1\",\"nonce\":null}"))
        .isEqualTo(sha3("icx_sendTransaction.from.hx1.nonce.\\0.version.0x3"));
  }

  @Test
  void nestingBeyond64LevelsHasNoHash() {
    assertThat(hash(HEAD + "[".repeat(63) + "]".repeat(63) + TAIL))
        .isInstanceOf(TransactionHash.Known.class);
    assertThat(hash(HEAD + "[".repeat(64) + "]".repeat(64) + TAIL))
        .isEqualTo(new TransactionHash.Unknown("the parameters are not strict JSON"));
  }

  @Test
  void aTransactionOfMoreThanOneMebibyteHasNoHash() {
    var text = HEAD + "\"" + "x".repeat(1 << 20) + "\"" + TAIL;
    assertThat(hash(text))
        .isEqualTo(new TransactionHash.Unknown("the transaction is larger than 1 MiB"));
  }

  @Test
  void bytesThatAreNotUtf8HaveNoHash() {
    var bytes = (HEAD + "\"x\"" + TAIL).getBytes(UTF_8);
    bytes[HEAD.length() + 1] = (byte) 0xff;
    assertThat(TransactionHashing.ICON_SHA3.hash(bytes, 0, bytes.length))
        .isEqualTo(new TransactionHash.Unknown("the parameters are not strict JSON"));
  }

  @Test
  void aChainWithoutAHashSaysSo() {
    assertThat(TransactionHashing.NONE.hash(new byte[0], 0, 0))
        .isEqualTo(new TransactionHash.Unknown("the chain's profile names no hash"));
  }
}
