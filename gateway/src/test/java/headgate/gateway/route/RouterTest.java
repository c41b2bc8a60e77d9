package headgate.gateway.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.chain.method.CacheScope;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.gateway.decompose.Call;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.Sight;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static final HeadView HEAD_100 = Views.up(1, 100);
  private static final String HASH = "0x" + "a".repeat(64);

  private static Router router() {
    return new Router(new RouteTerms(true, true, false));
  }

  private static RoutePlan plan(Call call, HeadView view) {
    return router().plan(call, Sight.of(view), "/api/v3", null);
  }

  /** The plan in a word: head and ever say how long an answer may be kept. */
  private static String word(RoutePlan plan) {
    return switch (plan) {
      case RoutePlan.Local local -> "local " + new String(local.text().text(), UTF_8);
      case RoutePlan.CachedRead read -> read.key().everyHeight() ? "ever" : "head";
      case RoutePlan.PlainRead _ -> "plain";
      case RoutePlan.Write _ -> "write";
      case RoutePlan.Reject reject -> "reject " + reject.why().kind();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The serving height is 100, and a block of ICON is final at once.
        "icx_getLastBlock              |                      | head",
        "icx_getBalance                | {'address':'hx0'}    | head",
        "icx_getBalance                | {'height':'0x63'}    | ever",
        "icx_getBalance                | {'height':'0x64'}    | ever",
        "icx_getBalance                | {'height':'0x65'}    | plain",
        "icx_getBalance                | {'height':null}      | head",
        "icx_getBalance                | {'height':'latest'}  | plain",
        "icx_getBalance                | {'height':'0X64'}    | plain",
        "icx_getTotalSupply            |                      | head",
        "icx_getScoreApi               | {'address':'cx0'}    | head",
        "icx_getScoreStatus            | {'height':'0x1'}     | ever",
        "icx_call                      | {'to':'cx0'}         | head",
        "icx_call                      | {'to':'cx0','height':'0x5'} | ever",
        "icx_getBlockByHeight          | {'height':'0x64'}    | ever",
        "icx_getBlockByHeight          | {'height':'0x65'}    | plain",
        "icx_getBlockByHeight          | {}                   | head",
        "icx_getVotesByHeight          | {'height':'0x1'}     | ever",
        "icx_getBlockByHash            | {'hash':'HASH'}      | ever",
        "icx_getBlockByHash            | {}                   | head",
        "icx_getDataByHash             | {'hash':'HASH'}      | ever",
        "icx_getTransactionByHash      | {'txHash':'HASH'}    | ever",
        "icx_getTransactionResult      | {'txHash':'HASH'}    | ever",
        "icx_getTransactionResult      |                      | head",
        "icx_getNetworkInfo            | {'height':'0x1'}     | head",
        "btp_getNetworkInfo            | {'height':'0x64'}    | ever",
        "btp_getHeader                 | {'height':'0x63'}    | ever",
        "btp_getHeader                 | {'height':'0x64'}    | head",
        "btp_getMessages               | {'height':'0x65'}    | plain",
        "btp_getSourceInformation      |                      | head",
        "icx_sendTransaction           | {}                   | write",
        "icx_sendTransactionAndWait    | {}                   | write",
        "icx_waitTransactionResult     | {'txHash':'HASH'}    | plain"
      })
  void iconAnswersAreKeptAsLongAsTheyHold(String method, String params, String expected) {
    assertThat(word(plan(Calls.icon(method, json(params)), HEAD_100))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 64 blocks have to follow.
        "eth_blockNumber               | []                   | head",
        "eth_getBalance                | ['0x0','latest']     | head",
        "eth_getBalance                | ['0x0']              | head",
        "eth_getBalance                | ['0x0','0x24']       | ever",
        "eth_getBalance                | ['0x0','0x25']       | head",
        "eth_getBalance                | ['0x0','0x64']       | head",
        "eth_getBalance                | ['0x0','0x65']       | plain",
        "eth_getBalance                | ['0x0','earliest']   | ever",
        "eth_getBalance                | ['0x0','pending']    | plain",
        "eth_getBalance                | ['0x0',{}]           | plain",
        "eth_call                      | [{},'0x1']           | ever",
        "eth_getBlockByNumber          | ['0x24',false]       | ever",
        "eth_getBlockByNumber          | ['latest',false]     | head",
        "eth_getBlockByHash            | ['HASH',false]       | ever",
        "eth_getTransactionReceipt     | ['HASH']             | ever",
        "eth_getLogs                   | [{}]                 | head",
        "eth_gasPrice                  | []                   | head",
        "eth_chainId                   |                      | ever",
        "web3_sha3                     | ['0x00']             | ever",
        "eth_syncing                   | []                   | plain",
        "web3_clientVersion            | []                   | plain",
        "eth_sendRawTransaction        | ['0x00']             | write"
      })
  void evmAnswersAreKeptAsLongAsTheyHold(String method, String params, String expected) {
    assertThat(word(plan(Calls.evm(method, json(params)), HEAD_100))).isEqualTo(expected);
  }

  private static String json(String params) {
    return params == null ? "" : params.replace('\'', '"').replace("HASH", HASH);
  }

  @Test
  void whatTheProfileAnswersIsAnsweredHere() {
    assertThat(word(plan(Calls.evm("eth_accounts", "[]"), HEAD_100)))
        .isEqualTo("local {\"jsonrpc\":\"2.0\",\"result\":[],\"id\":}");
  }

  @Test
  void beforeAHeadIsKnownNothingIsKept() {
    assertThat(word(plan(Calls.icon("icx_getTotalSupply", ""), Views.unknown(1))))
        .isEqualTo("plain");
    assertThat(word(plan(Calls.evm("eth_chainId", ""), Views.unknown(1)))).isEqualTo("plain");
  }

  @Test
  void noMethodThatIsNoReadAndNoneWithoutAScopeIsEverKept() {
    for (var profile : new ChainProfile[] {Calls.ICON, Calls.EVM}) {
      for (var method : profile.methods().all()) {
        if (method.methodClass() != MethodClass.READ || method.scope() == CacheScope.NONE) {
          var call = Calls.only(profile, method.api(), Calls.body("1", method.name(), ""));
          assertThat(word(plan(call, HEAD_100))).as(method.name()).doesNotContain("ever", "head");
        }
      }
    }
  }

  @Test
  void readsAndWaitsNeedTheServingHeightAndWritesNone() {
    var read = (RoutePlan.CachedRead) plan(Calls.icon("icx_getTotalSupply", ""), HEAD_100);
    var wait = (RoutePlan.PlainRead) plan(Calls.icon("icx_waitTransactionResult", ""), HEAD_100);
    var write = (RoutePlan.Write) plan(Calls.icon("icx_sendTransaction", ""), HEAD_100);

    assertThat(read.call().neededHeight()).isEqualTo(100);
    assertThat(wait.call().neededHeight()).isEqualTo(100);
    assertThat(write.call().neededHeight()).isEqualTo(-1);
    assertThat(read.call().path()).isEqualTo("/api/v3");
  }

  @Test
  void anotherGenerationIsAnotherSlot() {
    var call = Calls.evm("eth_chainId", "");
    var next = new HeadView(1, 100, 0, HEAD_100.nodes());

    assertThat(((RoutePlan.CachedRead) plan(call, HEAD_100)).key())
        .isNotEqualTo(((RoutePlan.CachedRead) plan(call, next)).key());
  }

  // ---- what may be kept

  private static boolean mayKeep(Call call, AnswerText text) {
    return router().mayKeep((RoutePlan.CachedRead) plan(call, HEAD_100), text);
  }

  private static AnswerText result(String json) {
    return AnswerText.local(json);
  }

  @Test
  void anAnswerThatFollowsTheHeadMayBeKeptAtItsHeight() {
    var head = Calls.icon("icx_getLastBlock", "");

    assertThat(mayKeep(head, result("{}").showing(105))).isTrue();
    assertThat(mayKeep(head, result("{}"))).isTrue();
  }

  @Test
  void anAnswerAboutATransactionLastsOnceItsHeightIsSettled() {
    var icon = Calls.icon("icx_getTransactionResult", "{\"txHash\":\"" + HASH + "\"}");
    var evm = Calls.evm("eth_getTransactionReceipt", "[\"" + HASH + "\"]");

    assertThat(mayKeep(icon, result("{}").showing(100))).isTrue();
    assertThat(mayKeep(icon, result("{}").showing(101))).isFalse();
    assertThat(mayKeep(evm, result("{}").showing(36))).isTrue();
    assertThat(mayKeep(evm, result("{}").showing(37))).isFalse();
  }

  @Test
  void whatShowsNoHeightThoughItShouldIsStillPending() {
    var evm = Calls.evm("eth_getTransactionByHash", "[\"" + HASH + "\"]");

    assertThat(mayKeep(evm, result("{}"))).isFalse();
  }

  @Test
  void nothingIsNeverKeptForEver() {
    var receipt = Calls.evm("eth_getTransactionReceipt", "[\"" + HASH + "\"]");
    var uncles = Calls.evm("eth_getUncleCountByBlockHash", "[\"" + HASH + "\"]");

    assertThat(mayKeep(receipt, result("null").asNothing())).isFalse();
    assertThat(mayKeep(uncles, result("null").asNothing())).isFalse();
    assertThat(mayKeep(uncles, result("\"0x0\""))).isTrue();
  }

  @Test
  void nullThatMaySayThatANodeHasNoBlockIsNotEvenKeptForOneHeight() {
    var block = Calls.evm("eth_getBlockByNumber", "[\"latest\",false]");
    var transaction = Calls.evm("eth_getTransactionByBlockNumberAndIndex", "[\"latest\",\"0x0\"]");
    var call = Calls.icon("icx_call", "{\"to\":\"cx0\"}");

    assertThat(mayKeep(block, result("null").asNothing())).isFalse();
    assertThat(mayKeep(transaction, result("null").asNothing())).isFalse();
    assertThat(mayKeep(call, result("null").asNothing())).isTrue();
  }

  @Test
  void whereTheChainHasEndedEveryReadHoldsForEverAndNothingIsWritten() {
    var frozen = new Router(new RouteTerms(true, true, true));
    var sight = Sight.of(HEAD_100);
    var read = frozen.plan(Calls.icon("icx_getBalance", "{}"), sight, "/api/v3", null);
    var write = frozen.plan(Calls.icon("icx_sendTransaction", "{}"), sight, "/api/v3", null);
    var wait = frozen.plan(Calls.icon("icx_waitTransactionResult", "{}"), sight, "/api/v3", null);

    assertThat(word(read)).isEqualTo("ever");
    assertThat(word(write)).isEqualTo("reject FROZEN");
    assertThat(word(wait)).isEqualTo("reject FROZEN");
    assertThat(((RoutePlan.Reject) write).why().dataJson()).isEqualTo("{\"finalHeight\":\"0x64\"}");
  }

  @Test
  void whereTheChainHasEndedNothingIsReadFromBeyondItsLastBlock() {
    var frozen = new Router(new RouteTerms(true, true, true));
    var sight = Sight.of(HEAD_100);
    var last = frozen.plan(Calls.icon("icx_getBalance", height("0x64")), sight, "/api/v3", null);
    var next = frozen.plan(Calls.icon("icx_getBalance", height("0x65")), sight, "/api/v3", null);

    assertThat(word(last)).isEqualTo("ever");
    assertThat(word(next)).isEqualTo("reject FROZEN");
    assertThat(((RoutePlan.Reject) next).why()).isEqualTo(frozen.end(HEAD_100));
    assertThat(router().end(HEAD_100)).isNull();
  }

  private static String height(String text) {
    return "{\"height\":\"" + text + "\"}";
  }

  @Test
  void callsForWhichThereIsNoNodeAreRefusedAndReadsAreNot() {
    var readOnly = new Router(new RouteTerms(true, true, false, Set.of(Lane.READ)));
    var sight = Sight.of(HEAD_100);
    var read = readOnly.plan(Calls.icon("icx_getBalance", "{}"), sight, "/api/v3", null);
    var write = readOnly.plan(Calls.icon("icx_sendTransaction", "{}"), sight, "/api/v3", null);
    var wait = readOnly.plan(Calls.icon("icx_waitTransactionResult", "{}"), sight, "/api/v3", null);

    assertThat(word(read)).isEqualTo("head");
    assertThat(word(write)).isEqualTo("reject NOT_SERVED");
    assertThat(word(wait)).isEqualTo("reject NOT_SERVED");
  }

  @Test
  void whatNobodyConfirmsIsOnlyAnsweredWhereItHoldsForEver() {
    var unconfirmed = new Sight(HEAD_100, false, null);
    var head = router().plan(Calls.icon("icx_getBalance", "{}"), unconfirmed, "/api/v3", null);
    var ever =
        router()
            .plan(
                Calls.icon("icx_getBalance", "{\"height\":\"0x1\"}"), unconfirmed, "/api/v3", null);

    assertThat(word(head)).isEqualTo("reject NO_NODE");
    assertThat(word(ever)).isEqualTo("ever");
  }

  @Test
  void readsThatMayNotBeAnsweredAreRejectedAndWritesAreNot() {
    var sight = new Sight(HEAD_100, true, FailureKind.HEIGHT_NOT_REACHED);
    var read = router().plan(Calls.icon("icx_getBalance", "{}"), sight, "/api/v3", null);
    var write = router().plan(Calls.icon("icx_sendTransaction", "{}"), sight, "/api/v3", null);

    assertThat(word(read)).isEqualTo("reject HEIGHT_NOT_REACHED");
    assertThat(word(write)).isEqualTo("write");
  }
}
