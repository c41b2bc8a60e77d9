package headgate.gateway.challenge;

import static headgate.gateway.challenge.Scene.AUDIENCE;
import static headgate.gateway.challenge.Scene.ELSEWHERE;
import static headgate.gateway.challenge.Scene.HOME;
import static headgate.gateway.challenge.Scene.NODE;
import static headgate.gateway.challenge.Scene.NOW;
import static headgate.gateway.challenge.Scene.PREP;
import static headgate.gateway.challenge.Scene.STRANGER;
import static headgate.gateway.challenge.Scene.WALLET;
import static headgate.gateway.challenge.Scene.issued;
import static headgate.gateway.challenge.Scene.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.address.IpAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeDeskTest {
  private final Scene scene = new Scene();
  private final ChallengeDesk desk = scene.desk();

  private static String signedBy(TestKey key, Challenge challenge) {
    return key.signText(challenge.digest());
  }

  @Test
  void aChallengeSaysWhatItIsFor() {
    var challenge = issued(desk);

    assertThat(challenge.audience()).isEqualTo(AUDIENCE);
    assertThat(challenge.expires()).isEqualTo(NOW.getEpochSecond() + 60);
    assertThat(challenge.caller()).isEqualTo(HOME);
    assertThat(challenge.claimed()).isEqualTo(PREP);
    assertThat(issued(desk).nonce()).isNotEqualTo(challenge.nonce());
  }

  @Test
  void theNonceIsThirtyTwoDrawnBytes() {
    var bytes = new byte[32];
    Scene.chance().nextBytes(bytes);

    assertThat(issued(desk).nonce()).isEqualTo(HexFormat.of().formatHex(bytes));
  }

  @Test
  void theWalletsSignatureGetsACredential() {
    var challenge = issued(desk);
    var result = desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, NOW);

    assertThat(result)
        .isInstanceOfSatisfying(
            Redeemed.Granted.class,
            granted -> {
              assertThat(granted.prep()).isEqualTo(PREP);
              assertThat(granted.kind()).isEqualTo(KeyKind.WALLET);
              var second = NOW.getEpochSecond();
              assertThat(scene.seal.verify(granted.credential(), HOME, NOW))
                  .isEqualTo(
                      new Verified.Held(
                          new Credential(PREP, PREP, HOME, second, second + 15 * 60)));
            });
  }

  @Test
  void theNodesSignatureGetsOneForItsPRep() {
    var challenge = issued(desk);
    var result = desk.redeem(challenge.nonce(), signedBy(NODE, challenge), HOME, NOW);

    assertThat(result)
        .isInstanceOfSatisfying(
            Redeemed.Granted.class,
            granted -> {
              assertThat(granted.prep()).isEqualTo(PREP);
              assertThat(granted.kind()).isEqualTo(KeyKind.NODE);
            });
  }

  @Test
  void aPRepWithoutANodesKeyHasItsWallet() {
    scene.list.put(PREP, PREP);
    var challenge = issued(desk);

    assertThat(desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, NOW))
        .hasFieldOrPropertyWithValue("kind", KeyKind.WALLET);
    var second = issued(desk);
    assertThat(desk.redeem(second.nonce(), signedBy(NODE, second), HOME, NOW))
        .isEqualTo(refused(Refusal.BAD_SIGNATURE));
  }

  @Test
  void noOtherKeyWillDo() {
    scene.list.put(STRANGER.address(), TestKey.of(4).address());
    for (var key : new TestKey[] {STRANGER, TestKey.of(4)}) {
      var challenge = issued(desk);
      assertThat(desk.redeem(challenge.nonce(), signedBy(key, challenge), HOME, NOW))
          .isEqualTo(refused(Refusal.BAD_SIGNATURE));
    }
  }

  /** A node's key stands for the P-Rep that names it, not for the account of its own. */
  @Test
  void aNodesAccountIsNoPRep() {
    var challenge = requireNonNull(desk.issue(NODE.address(), HOME, NOW));

    assertThat(desk.redeem(challenge.nonce(), signedBy(NODE, challenge), HOME, NOW))
        .isEqualTo(refused(Refusal.NOT_IN_LIST));
  }

  @Test
  void aPRepThatHasLeftTheListGetsNone() {
    var challenge = issued(desk);
    scene.list.clear();

    assertThat(desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, NOW))
        .isEqualTo(refused(Refusal.NOT_IN_LIST));
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "59_999, true",
    "60_000, false",
    "60_001, false",
    "3_600_000, false",
    "-1, false",
    "-60_000, false",
  })
  void aChallengeIsGoodFromItsSecondToTheSecondOfItsEnd(String millis, boolean good) {
    var challenge = issued(desk);
    var later = NOW.plusMillis(Long.parseLong(millis.replace("_", "")));
    var result = desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, later);

    if (good) {
      assertThat(result).isInstanceOf(Redeemed.Granted.class);
    } else {
      assertThat(result).isEqualTo(refused(Refusal.EXPIRED));
    }
  }

  /** It has been given in the second's last part, and ends with the second all the same. */
  @Test
  void aLifeCountsFromTheStartOfItsSecond() {
    var challenge = requireNonNull(desk.issue(PREP, HOME, NOW.plusMillis(999)));
    var signature = signedBy(WALLET, challenge);

    assertThat(challenge.expires()).isEqualTo(NOW.getEpochSecond() + 60);
    assertThat(desk.redeem(challenge.nonce(), signature, HOME, NOW.plusSeconds(60)))
        .isEqualTo(refused(Refusal.EXPIRED));
  }

  /** Once the desk has seen that it is over, a clock that is set back does not bring it back. */
  @Test
  void whatWasSeenToBeOverStaysOver() {
    var challenge = issued(desk);
    assertThat(desk.issue(PREP, ELSEWHERE, NOW.plusSeconds(60))).isNotNull();

    assertThat(desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, NOW))
        .isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
  }

  @Test
  void aClockThatIsSetBackEndsWhatWasGivenLater() {
    var challenge = issued(desk);
    assertThat(desk.issue(PREP, ELSEWHERE, NOW.minus(Duration.ofDays(1)))).isNotNull();

    assertThat(desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, NOW))
        .isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
    assertThat(desk.outstanding()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:203.0.113.7", "::ffff:cb00:7107", "203.0.113.7"})
  void anIpv4AddressIsTheSameHoweverItComes(String text) {
    var challenge = issued(desk);
    var caller = IpAddress.parse(text);

    assertThat(desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), caller, NOW))
        .isInstanceOf(Redeemed.Granted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.6",
    "203.0.113.7, ::cb00:7107",
    "203.0.113.7, ::",
    "2001:db8::1, 2001:db8::2",
    "2001:db8::1, 203.0.113.7",
  })
  void anotherAddressWillNotDoNotEvenOfTheSameCustomer(String asked, String came) {
    var challenge = issued(desk, IpAddress.parse(asked));
    var caller = IpAddress.parse(came);

    assertThat(desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), caller, NOW))
        .isEqualTo(refused(Refusal.OTHER_ADDRESS));
  }

  static Stream<Refusal> failures() {
    return Stream.of(Refusal.values()).filter(why -> why != Refusal.UNKNOWN_OR_USED);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyAttemptUsesItsNonceUp(Refusal why) {
    var challenge = issued(desk);
    var good = signedBy(WALLET, challenge);
    assertThat(fail(challenge, why)).isEqualTo(refused(why));
    scene.list.put(PREP, NODE.address());

    assertThat(desk.redeem(challenge.nonce(), good, HOME, NOW))
        .isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
    assertThat(desk.outstanding()).isZero();
  }

  private Redeemed fail(Challenge challenge, Refusal why) {
    var nonce = challenge.nonce();
    var good = signedBy(WALLET, challenge);
    return switch (why) {
      case UNKNOWN_OR_USED -> desk.redeem("", good, HOME, NOW);
      case EXPIRED -> desk.redeem(nonce, good, HOME, NOW.plusSeconds(60));
      case OTHER_ADDRESS -> desk.redeem(nonce, good, ELSEWHERE, NOW);
      case NOT_IN_LIST -> {
        scene.list.clear();
        yield desk.redeem(nonce, good, HOME, NOW);
      }
      case MALFORMED_SIGNATURE -> desk.redeem(nonce, good + " ", HOME, NOW);
      case HIGH_S -> {
        var twin = TestKey.twin(WALLET.sign(challenge.digest()));
        yield desk.redeem(nonce, TestKey.text(twin), HOME, NOW);
      }
      case BAD_SIGNATURE -> desk.redeem(nonce, signedBy(STRANGER, challenge), HOME, NOW);
    };
  }

  @Test
  void chanceThatRepeatsItselfIsABug() {
    var stuck = new ChallengeDesk(scene.seal, () -> 5L, ProofTerms.DEFAULT);
    issued(stuck);

    assertThatThrownBy(() -> issued(stuck)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void neitherACredentialNorAKeyIsPrinted() {
    var challenge = issued(desk);
    var result = desk.redeem(challenge.nonce(), signedBy(WALLET, challenge), HOME, NOW);

    assertThat(result.toString()).contains("credential=***", PREP.text()).doesNotContain("hg1.");
    assertThat(Scene.key(0)).hasToString("***");
  }

  @Test
  void theReasonsHaveWordsForMetrics() {
    assertThat(Refusal.values()).allMatch(why -> why.label().matches("[a-z_]{5,20}"));
    assertThat(CredentialRefusal.values()).allMatch(why -> why.label().matches("[a-z_]{5,20}"));
  }
}
