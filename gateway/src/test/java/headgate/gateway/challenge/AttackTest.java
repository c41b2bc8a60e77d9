package headgate.gateway.challenge;

import static headgate.gateway.challenge.Scene.AUDIENCE;
import static headgate.gateway.challenge.Scene.ELSEWHERE;
import static headgate.gateway.challenge.Scene.HOME;
import static headgate.gateway.challenge.Scene.NOW;
import static headgate.gateway.challenge.Scene.PREP;
import static headgate.gateway.challenge.Scene.WALLET;
import static headgate.gateway.challenge.Scene.issued;
import static headgate.gateway.challenge.Scene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each defence by the attack that it stands against, which succeeds as soon as it is taken away.
 */
class AttackTest {
  private final Scene scene = new Scene();

  private static String signed(Challenge challenge) {
    return WALLET.signText(challenge.digest());
  }

  private static Redeemed replay(ChallengeDesk desk) {
    var challenge = issued(desk);
    var signature = signed(challenge);
    assertThat(desk.redeem(challenge.nonce(), signature, HOME, NOW))
        .isInstanceOf(Redeemed.Granted.class);
    return desk.redeem(challenge.nonce(), signature, HOME, NOW);
  }

  @Test
  void aSignatureThatWasSeenIsSentAgain() {
    assertThat(replay(scene.desk())).isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
    assertThat(replay(scene.deskWithout(Defence.ONCE))).isInstanceOf(Redeemed.Granted.class);
  }

  private static Redeemed late(ChallengeDesk desk) {
    var challenge = issued(desk);
    var anHourLater = NOW.plusSeconds(3_600);
    return desk.redeem(challenge.nonce(), signed(challenge), HOME, anHourLater);
  }

  @Test
  void aSignatureIsKeptAndUsedLater() {
    assertThat(late(scene.desk())).isEqualTo(refused(Refusal.EXPIRED));
    assertThat(late(scene.deskWithout(Defence.EXPIRY))).isInstanceOf(Redeemed.Granted.class);
  }

  private static Redeemed elsewhere(ChallengeDesk desk) {
    var challenge = issued(desk);
    return desk.redeem(challenge.nonce(), signed(challenge), ELSEWHERE, NOW);
  }

  @Test
  void aSignatureIsTakenToAnotherMachine() {
    assertThat(elsewhere(scene.desk())).isEqualTo(refused(Refusal.OTHER_ADDRESS));
    assertThat(elsewhere(scene.deskWithout(Defence.CALLER))).isInstanceOf(Redeemed.Granted.class);
  }

  private static Redeemed twin(ChallengeDesk desk) {
    var challenge = issued(desk);
    var twin = TestKey.twin(WALLET.sign(challenge.digest()));
    return desk.redeem(challenge.nonce(), TestKey.text(twin), HOME, NOW);
  }

  @Test
  void anotherSignatureIsMadeOfASignatureWithoutTheKey() {
    assertThat(twin(scene.desk())).isEqualTo(refused(Refusal.HIGH_S));
    assertThat(twin(scene.deskWithout(Defence.LOW_S))).isInstanceOf(Redeemed.Granted.class);
  }

  /**
   * Another gateway, or the same one for a network where the P-Rep tries things out, gives out a
   * challenge with the nonce that it got here, and brings the signature here.
   */
  @ParameterizedTest
  @CsvSource({"evil.example, 0x1", "gateway.example, 0x2", "gateway.exampl, 0x1"})
  void aSignatureForSomebodyElseIsBroughtHere(String gateway, String networkId) {
    var other = new Audience(gateway, networkId);
    var theirs = issued(scene.desk(other));
    var here = scene.desk();
    assertThat(issued(here).nonce()).isEqualTo(theirs.nonce());
    assertThat(here.redeem(theirs.nonce(), signed(theirs), HOME, NOW))
        .isEqualTo(refused(Refusal.BAD_SIGNATURE));

    var open = scene.deskWithout(Defence.DOMAIN);
    issued(open);
    var signature = WALLET.signText(theirs.digestWithoutDomain());
    assertThat(open.redeem(theirs.nonce(), signature, HOME, NOW))
        .isInstanceOf(Redeemed.Granted.class);
  }

  /** A stranger who asks in the P-Rep's name gets a challenge that says where it asked from. */
  @Test
  void aSignatureForAChallengeOfTheStrangersIsOfNoUseAtThePRepsAddress() {
    var desk = scene.desk();
    var strangers = issued(desk, ELSEWHERE);
    var own = new Challenge(AUDIENCE, strangers.nonce(), strangers.expires(), HOME, PREP);

    assertThat(desk.redeem(strangers.nonce(), signed(own), ELSEWHERE, NOW))
        .isEqualTo(refused(Refusal.BAD_SIGNATURE));
  }
}
