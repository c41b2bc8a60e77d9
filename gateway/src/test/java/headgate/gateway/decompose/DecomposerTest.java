package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.testkit.Calls;
import headgate.jsonrpc.EnvelopeFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecomposerTest {
  private static final String ADDRESS = "\"address\":\"hx0\"";

  private static Item item(ChainProfile profile, String api, String body) {
    return switch (Calls.decompose(profile, api, body)) {
      case Decomposed.Single single -> single.item();
      case Decomposed.Refused refused -> throw new AssertionError(refused.fault());
      case Decomposed.Batch batch -> throw new AssertionError(batch);
    };
  }

  private static Item icon(String method, String params) {
    return item(Calls.ICON, "v3", Calls.body("1", method, params));
  }

  private static HeightParam balanceAt(String height) {
    return Calls.icon("icx_getBalance", "{" + ADDRESS + ",\"height\":" + height + "}").height();
  }

  private static HeightParam evmBalanceAt(String height) {
    return Calls.evm("eth_getBalance", "[\"0x0\"" + height + "]").height();
  }

  private static FailureKind refusal(Item item) {
    if (item instanceof Item.Refused refused) {
      return refused.why();
    }
    throw new AssertionError(item);
  }

  // ---- heights

  @Test
  void aHeightIsHexadecimalOrDecimal() {
    assertThat(balanceAt("\"0x10\"")).isEqualTo(new HeightParam.At(16));
    assertThat(balanceAt("\"0x0\"")).isEqualTo(new HeightParam.At(0));
    assertThat(balanceAt("\"16\"")).isEqualTo(new HeightParam.At(16));
    assertThat(balanceAt("\"\\u0030x10\"").getClass()).isEqualTo(HeightParam.Opaque.class);
  }

  @Test
  void noHeightOrNullMeansTheHead() {
    assertThat(Calls.icon("icx_getBalance", "{" + ADDRESS + "}").height())
        .isEqualTo(HeightParam.OPEN);
    assertThat(balanceAt("null")).isEqualTo(HeightParam.OPEN);
    assertThat(Calls.icon("icx_getTotalSupply", "").height()).isEqualTo(HeightParam.OPEN);
    assertThat(Calls.icon("icx_getTotalSupply", "null").height()).isEqualTo(HeightParam.OPEN);
    assertThat(Calls.icon("icx_getTotalSupply", "[]").height()).isEqualTo(HeightParam.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"0x0A\"",
        "\"0X10\"",
        "\"0x\"",
        "\"0x010\"",
        "\"-0x1\"",
        "\"0xffffffffffffffffff\"",
        "\"latest\"",
        "\"\"",
        "true",
        "{}",
        "[]",
        "{\"a\":\"0x1\"}",
        "1.0",
        "-1",
        "1e3"
      })
  void whatOnlyTheNodeCanJudgeIsOpaque(String height) {
    assertThat(balanceAt(height)).isEqualTo(HeightParam.OPAQUE);
  }

  @Test
  void wordsForHeightsAreTheProfiles() {
    assertThat(evmBalanceAt(",\"latest\"")).isEqualTo(HeightParam.OPEN);
    assertThat(evmBalanceAt(",\"earliest\"")).isEqualTo(new HeightParam.At(0));
    assertThat(evmBalanceAt(",\"pending\"")).isEqualTo(HeightParam.OPAQUE);
    assertThat(evmBalanceAt(",\"finalized\"")).isEqualTo(HeightParam.OPAQUE);
    assertThat(evmBalanceAt(",\"LATEST\"")).isEqualTo(HeightParam.OPAQUE);
    assertThat(evmBalanceAt(",\"l\\u0061test\"")).isEqualTo(HeightParam.OPEN);
  }

  @Test
  void aHeightMayBeAnElementOfAnArray() {
    assertThat(evmBalanceAt(",\"0x2a\"")).isEqualTo(new HeightParam.At(42));
    assertThat(evmBalanceAt("")).isEqualTo(HeightParam.OPEN);
    assertThat(evmBalanceAt(",null")).isEqualTo(HeightParam.OPEN);
    assertThat(evmBalanceAt(",{\"blockNumber\":\"0x1\"}")).isEqualTo(HeightParam.OPAQUE);
    // A node reads positions in an array, and names nowhere.
    assertThat(Calls.evm("eth_getBalance", "{\"1\":\"0x5\"}").height())
        .isEqualTo(new HeightParam.At(5));
  }

  // ---- hashes

  @Test
  void whatIsAskedForByItsHashIsKnown() {
    assertThat(Calls.icon("icx_getTransactionResult", "{\"txHash\":\"0x1\"}").byHash()).isTrue();
    assertThat(Calls.icon("icx_getTransactionResult", "{}").byHash()).isFalse();
    assertThat(Calls.icon("icx_getTransactionResult", "").byHash()).isFalse();
    assertThat(Calls.icon("icx_getBalance", "{\"txHash\":\"0x1\"}").byHash()).isFalse();
    assertThat(Calls.evm("eth_getBlockByHash", "[\"0x1\",false]").byHash()).isTrue();
    assertThat(Calls.evm("eth_getBlockByHash", "[]").byHash()).isFalse();
  }

  // ---- keys that a node could take for one another

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "icx_getBalance   | {'address':'hx0','Height':'0x1'}",
        "icx_getBalance   | {'address':'hx0','HEIGHT':'0x1'}",
        "icx_getBalance   | {'address':'hx0','Address':'hx1'}",
        "icx_getBalance   | {'heigh\\u0054':'0x1'}",
        "icx_getTransactionResult | {'TXHASH':'0x1'}",
        "icx_call         | {'To':'cx0','dataType':'call','data':{'method':'m'}}",
        "icx_call         | {'to':'cx0','DataType':'call','data':{'method':'m'}}",
        "icx_call         | {'to':'cx0','dataType':'call','Data':{'method':'m'}}",
        "icx_call         | {'to':'cx0','dataType':'call','data':{'method':'m','Method':'n'}}",
        "icx_call         | {'to':'cx0','data':{'method':'m','METHOD':'n'},'dataType':'x'}",
        "icx_call         | {'to':'cx0','dataType':null,'data':{'Method':'n'}}",
        "icx_sendTransaction |"
            + " {'to':'cx0','dataType':'call','data':{'method':'m','Params':{},'params':{}}}",
        "icx_sendTransaction | {'from':'hx0','From':'hx1'}",
        "icx_sendTransaction | {'\u017ftepLimit':'0x1','stepLimit':'0x2'}"
      })
  void paramsThatANodeCouldReadOtherwiseAreRefused(String method, String params) {
    assertThat(refusal(icon(method, params.replace('\'', '"'))))
        .isEqualTo(FailureKind.PARAMS_AMBIGUOUS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "icx_call         | {'to':'cx0','data':{'method':'m','Method':'n'}}",
        "icx_call         |"
            + " {'to':'cx0','dataType':'call','data':{'method':'m','params':{'a':1,'A':2}}}",
        "icx_call         |"
            + " {'to':'cx0','dataType':'call','data':{'params':{'method':1,'Method':2}}}",
        "icx_sendTransaction | {'dataType':'message','data':'0x00'}",
        "icx_sendTransaction | {'data':{'k':1,'K':2}}",
        "icx_getNetworkInfo  | {'Height':'0x1','height':'0x2','HEIGHT':3}",
        "icx_getBalance   | {'address':'hx0','other':{'a':1,'A':2}}"
      })
  void keysOfAMapMayDifferInCase(String method, String params) {
    assertThat(icon(method, params.replace('\'', '"'))).isInstanceOf(Item.Known.class);
  }

  @Test
  void evmStructsAreTheirElements() {
    var clash = Calls.body("1", "eth_call", "[{\"to\":\"0x0\",\"To\":\"0x1\"},\"latest\"]");
    var fine = Calls.body("1", "eth_getProof", "[{\"to\":\"0x0\",\"To\":\"0x1\"},\"latest\"]");

    assertThat(refusal(item(Calls.EVM, "rpc", clash))).isEqualTo(FailureKind.PARAMS_AMBIGUOUS);
    assertThat(item(Calls.EVM, "rpc", fine)).isInstanceOf(Item.Known.class);
  }

  // ---- what a node is sent

  @Test
  void theNodeGetsTheParamsOwnBytes() {
    var body =
        "{ \"params\" : { \"b\":1.50,\n"
            + "\"a\":\"\\u0061\" }"
            + " ,\"method\":\"icx_getBal\\u0061nce\",\"id\":\"x\",\"jsonrpc\":\"2.0\"}";
    var call = Calls.only(Calls.ICON, "v3", body);

    assertThat(new String(call.canonical(7), UTF_8))
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"icx_getBalance\",\"params\":{ \"b\":1.50,\n"
                + "\"a\":\"\\u0061\" }}");
    assertThat(call.id()).hasToString("\"x\"");
  }

  @Test
  void paramsThatTheNodeIgnoresAreLeftOut() {
    var call = Calls.icon("icx_getNetworkInfo", "{\"anything\":[1,2,3]}");

    assertThat(call.params().present()).isFalse();
    assertThat(new String(call.canonical(7), UTF_8))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"icx_getNetworkInfo\"}");
  }

  @Test
  void aCallOutlivesTheNextBody() {
    var decomposer = Calls.decomposer(Calls.ICON);
    var first = Calls.body("\"first\"", "icx_getBalance", "{\"height\":\"0x5\"}").getBytes(UTF_8);
    var second = Calls.body("\"2\"", "icx_getTotalSupply", "").getBytes(UTF_8);
    var kept = decomposer.decompose(first, first.length, "v3");
    decomposer.decompose(second, second.length, "v3");

    assertThat(kept)
        .isInstanceOfSatisfying(
            Decomposed.Single.class,
            single -> {
              var call = ((Item.Known) single.item()).call();
              assertThat(call.id()).hasToString("\"first\"");
              assertThat(new String(call.canonical(1), UTF_8)).endsWith("{\"height\":\"0x5\"}}");
            });
  }

  @Test
  void bytesBehindTheBodysEndAreNotRead() {
    var bytes = (Calls.body("1", "icx_getTotalSupply", "") + "garbage").getBytes(UTF_8);
    var decomposed =
        Calls.decomposer(Calls.ICON).decompose(bytes, bytes.length - "garbage".length(), "v3");

    assertThat(decomposed).isInstanceOf(Decomposed.Single.class);
  }

  // ---- which methods there are

  @Test
  void aMethodBelongsToItsApiAlone() {
    var trace = Calls.body("1", "debug_getTrace", "{\"txHash\":\"0x1\"}");
    var balance = Calls.body("1", "icx_getBalance", "{}");

    assertThat(item(Calls.ICON, "debug", trace)).isInstanceOf(Item.Known.class);
    assertThat(refusal(item(Calls.ICON, "v3", trace))).isEqualTo(FailureKind.METHOD_NOT_FOUND);
    assertThat(refusal(item(Calls.ICON, "debug", balance))).isEqualTo(FailureKind.METHOD_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"icx_getbalance", "icx_getBalance ", "", "eth_call", "icx_getBalance\\u0000"})
  void whatTheProfileDoesNotNameIsNotFoundAndKeepsItsId(String method) {
    var item = item(Calls.ICON, "v3", Calls.body("\"mine\"", method, ""));

    assertThat(refusal(item)).isEqualTo(FailureKind.METHOD_NOT_FOUND);
    assertThat(((Item.Refused) item).id()).hasToString("\"mine\"");
  }

  @Test
  void paramsAreLookedAtOnlyForAMethodThatThereIs() {
    var twice = "{\"a\":1,\"a\":2}";

    assertThat(refusal(icon("icx_unknown", twice))).isEqualTo(FailureKind.METHOD_NOT_FOUND);
    assertThat(icon("icx_getBalance", twice))
        .isInstanceOfSatisfying(
            Item.Malformed.class,
            malformed -> assertThat(malformed.fault().code()).isEqualTo(-32602));
  }

  // ---- envelopes

  @Test
  void aCallWithoutAnIdIsANotification() {
    var bare = "{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"}";

    assertThat(Calls.only(Calls.ICON, "v3", bare).notification()).isTrue();
    assertThat(Calls.only(Calls.ICON, "v3", Calls.body("null", "icx_getTotalSupply", "")))
        .extracting(Call::notification)
        .isEqualTo(true);
    assertThat(Calls.icon("icx_getTotalSupply", "").notification()).isFalse();
  }

  @Test
  void aBodyThatIsNoRequestIsRefusedAsAWhole() {
    assertThat(Calls.decompose(Calls.ICON, "v3", "{"))
        .isEqualTo(new Decomposed.Refused(EnvelopeFault.PARSE_ERROR));
    assertThat(Calls.decompose(Calls.ICON, "v3", ""))
        .isEqualTo(new Decomposed.Refused(EnvelopeFault.EMPTY_BODY));
    assertThat(Calls.decompose(Calls.ICON, "v3", "[]"))
        .isEqualTo(new Decomposed.Refused(EnvelopeFault.EMPTY_BATCH));
  }

  @Test
  void aBatchKeepsItsOrderGoodAndBad() {
    var body =
        "["
            + Calls.body("1", "icx_getTotalSupply", "")
            + ",5,"
            + Calls.body("3", "icx_unknown", "")
            + ",{\"jsonrpc\":\"2.0\",\"method\":\"icx_getTotalSupply\"}]";

    assertThat(Calls.decompose(Calls.ICON, "v3", body))
        .isInstanceOfSatisfying(
            Decomposed.Batch.class,
            batch ->
                assertThat(batch.items())
                    .extracting(item -> item.getClass().getSimpleName())
                    .containsExactly("Known", "Malformed", "Refused", "Known"));
  }

  @Test
  void aMalformedCallKeepsItsIdWhereItCanBeRead() {
    var item = item(Calls.ICON, "v3", "{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"x\"}");

    assertThat(item)
        .isInstanceOfSatisfying(
            Item.Malformed.class,
            malformed -> {
              assertThat(malformed.id()).hasToString("7");
              assertThat(malformed.fault()).isEqualTo(EnvelopeFault.VERSION_UNKNOWN);
            });
  }
}
