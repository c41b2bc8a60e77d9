package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.error.ErrorMeaning;
import headgate.chain.method.AnswerHeight;
import headgate.chain.method.CacheScope;
import headgate.chain.method.FieldPath;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IconProfileTest {

  private static final ChainProfile ICON = ChainProfiles.builtIn("icon");

  private static MethodProfile method(String name) {
    return ICON.methods().named(name).orElseThrow();
  }

  private static List<String> namesWhere(Predicate<MethodProfile> condition) {
    return ICON.methods().all().stream().filter(condition).map(MethodProfile::name).toList();
  }

  @Test
  void itHasExactlyTheMethodsThatGoloopOffers() {
    assertThat(ICON.methods().all().stream().map(MethodProfile::name))
        .containsExactlyInAnyOrder(
            "icx_getLastBlock",
            "icx_getBlockByHeight",
            "icx_getBlockByHash",
            "icx_getBlockHeaderByHeight",
            "icx_getVotesByHeight",
            "icx_getDataByHash",
            "icx_getProofForResult",
            "icx_getProofForEvents",
            "icx_getTransactionByHash",
            "icx_getTransactionResult",
            "icx_getBalance",
            "icx_getTotalSupply",
            "icx_getScoreApi",
            "icx_getScoreStatus",
            "icx_call",
            "icx_getNetworkInfo",
            "icx_sendTransaction",
            "icx_sendTransactionAndWait",
            "icx_waitTransactionResult",
            "btp_getNetworkInfo",
            "btp_getNetworkTypeInfo",
            "btp_getMessages",
            "btp_getHeader",
            "btp_getProof",
            "btp_getSourceInformation",
            "debug_getTrace",
            "debug_estimateStep");
  }

  @Test
  void onlyTheSendsAreWritesAndOnlyTheWaitWaits() {
    assertThat(namesWhere(method -> method.methodClass() == MethodClass.WRITE))
        .containsExactly("icx_sendTransaction", "icx_sendTransactionAndWait");
    assertThat(namesWhere(method -> method.methodClass() == MethodClass.WAIT))
        .containsExactly("icx_waitTransactionResult");
    assertThat(namesWhere(method -> method.methodClass() == MethodClass.READ)).hasSize(24);
  }

  @Test
  void onlyWhereItWasMeasuredIsAHeightFilledIn() {
    assertThat(namesWhere(MethodProfile::pinned))
        .containsExactlyInAnyOrder(
            "icx_getBalance",
            "icx_getTotalSupply",
            "icx_getScoreApi",
            "icx_getScoreStatus",
            "icx_call");
    assertThat(namesWhere(method -> method.pinnedAs() != null)).containsExactly("icx_getLastBlock");
  }

  @Test
  void theDebugMethodsBelongToAnApiThatIsOff() {
    assertThat(namesWhere(method -> method.api().equals("debug")))
        .containsExactly("debug_getTrace", "debug_estimateStep");
    assertThat(ICON.paths().api("debug").orElseThrow().enabled()).isFalse();
    assertThat(ICON.paths().api("v3").orElseThrow().enabled()).isTrue();
  }

  @Test
  void aTransactionsResultShowsANodeOneBlockFurther() {
    assertThat(method("icx_getTransactionResult").answerHeight())
        .isEqualTo(new AnswerHeight(FieldPath.parse("blockHeight"), 1));
  }

  @Test
  void aPoolThatIsFullOrASkewedClockLetsASendGoElsewhere() {
    var send = method("icx_sendTransaction");
    assertThat(ICON.errors().match(-31001, "PoolOverflow: E2001:TransactionPoolOverFlow"))
        .isIn(send.notAccepted());
    assertThat(ICON.errors().match(-31000, "SystemError: E2002:Expired(min-1h54m58.828943s)"))
        .isIn(send.notAccepted());
    assertThat(ICON.errors().match(-31000, "SystemError: E2000:DuplicateTransaction"))
        .isNotIn(send.notAccepted());
  }

  @ParameterizedTest
  @CsvSource({
    "-31002, Pending: Pending, NOT_YET",
    "-31003, Executing: Executing, NOT_YET",
    "'-31004', 'NotFound: PrunedBlock(height=1,base=8)', PRUNED",
    "-31004, NotFound: E1005:no block for 16777215, NO_BLOCK",
    "-31004, NotFound: E1005:not found tx=0xab, NOT_FOUND",
    "-31000, SystemError: E2000:DuplicateTransaction, ACCEPTED",
    "-31000, SystemError: E2011:CommittedTransaction, ACCEPTED",
    "-31000, SystemError: E2105:NotEnoughStep, ANSWER",
    "-31000, SystemError: E1005:NotFound, ELSEWHERE",
    "-31006, Timeout: UserTimeoutExpire(dur=50ms), WAIT_ENDED",
    "-31007, Timeout, WAIT_ENDED",
    "-32603, InternalError, NODE",
    "-32000, Stopped, NODE",
    "-32601, MethodNotFound, CALLER",
    "-32601, MethodNotFound: NotEnabled(waitTimeout=0), NOT_OFFERED",
    "-30032, SCOREError(-30032): Reverted(0), ANSWER",
    "-30012, SCOREError(-30012): Timeout, ELSEWHERE",
    "-29999, never heard of, ANSWER"
  })
  void anErrorOfTheNodeHasItsMeaning(int code, String message, ErrorMeaning meaning) {
    assertThat(ICON.errors().match(code, message).means()).isEqualTo(meaning);
  }

  @Test
  void theNetworksAreKnownByIdAndHaveNoAddresses() {
    assertThat(ICON.networks().values().stream().map(ChainNetwork::nid))
        .containsExactly("0x1", "0x2", "0x7", "0x53");
    assertThat(ICON.networks().values())
        .allSatisfy(network -> {
          assertThat(network.cid()).isNotNull();
          assertThat(network.channel()).isEqualTo("icon_dex");
        });
    assertThat(ICON.networkOf("0x53").orElseThrow().blockInterval())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(ICON.networkOf("0x7").orElseThrow().name()).isEqualTo("berlin");
    assertThat(ChainProfiles.builtInText("icon")).doesNotContain("://");
  }

  @Test
  void aStoppedChainIsANodeThatIsUnavailable() {
    assertThat(ICON.isUnavailable(404, "No channel")).isTrue();
    assertThat(ICON.isUnavailable(404, "icx API is disabled")).isTrue();
    assertThat(ICON.isUnavailable(404, "Not Found <nil>")).isFalse();
    assertThat(ICON.isUnavailable(400, "No channel")).isFalse();
  }

  @Test
  void callsThatOccupyAConnectionHaveTheirOwnLane() {
    assertThat(namesWhere(method -> method.lane() == Lane.WAIT))
        .containsExactlyInAnyOrder(
            "icx_sendTransactionAndWait",
            "icx_waitTransactionResult",
            "debug_getTrace",
            "debug_estimateStep");
    assertThat(method("icx_waitTransactionResult").deadline()).isEqualTo(Duration.ofSeconds(70));
    assertThat(method("icx_getBalance").deadline()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void onlyTheWaitMethodsForwardTheOptionsHeader() {
    assertThat(namesWhere(method -> method.headers().contains("Icon-Options")))
        .containsExactly("icx_sendTransactionAndWait", "icx_waitTransactionResult");
    assertThat(ICON.headers())
        .containsExactly(
            Map.entry("Icon-Options", new ForwardedHeader(Set.of("timeout"), "timeout")));
  }

  @Test
  void noWriteAndNoEstimateIsEverKept() {
    assertThat(namesWhere(method -> method.scope() == CacheScope.NONE))
        .containsExactly("icx_sendTransaction", "icx_sendTransactionAndWait", "debug_estimateStep");
  }

  @Test
  void theBlockOfAHeightIsAskedForInHexadecimal() {
    assertThat(ICON.head().block().paramsAt(305)).isEqualTo("{\"height\":\"0x131\"}");
  }
}
