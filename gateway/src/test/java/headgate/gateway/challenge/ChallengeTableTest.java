package headgate.gateway.challenge;

import static headgate.gateway.challenge.Scene.HOME;
import static headgate.gateway.challenge.Scene.NOW;
import static headgate.gateway.challenge.Scene.PREP;
import static headgate.gateway.challenge.Scene.WALLET;
import static headgate.gateway.challenge.Scene.issued;
import static headgate.gateway.challenge.Scene.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.address.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may keep challenges outstanding, and who loses them to whom. */
class ChallengeTableTest {
  private static final ProofTerms TERMS = ProofTerms.DEFAULT;

  private final Scene scene = new Scene();
  private final ChallengeDesk desk = scene.desk();

  private Redeemed redeemed(Challenge challenge) {
    var signature = WALLET.signText(challenge.digest());
    return desk.redeem(challenge.nonce(), signature, challenge.caller(), NOW);
  }

  /** One address of each of many neighbourhoods. */
  private static IpAddress stranger(int number) {
    return IpAddress.ofIpv4(0x0a00_0001 + (number << 8));
  }

  @Test
  void aFloodFromTenThousandAddressesStaysWithinTheBoundAndPushesNobodyOut() {
    var early = issued(desk);
    var given = 0;
    for (var number = 0; number < 10_000; number++) {
      for (var again = 0; again < 5; again++) {
        given += desk.issue(PREP, stranger(number), NOW) == null ? 0 : 1;
        assertThat(desk.outstanding()).isLessThanOrEqualTo(TERMS.outstandingMax());
      }
    }
    assertThat(desk.outstanding()).isEqualTo(TERMS.outstandingMax());
    // 255 customers have four and one has three, and each got as many as it asked for.
    assertThat(given).isEqualTo(256 * 5);
    assertThat(redeemed(early)).isInstanceOf(Redeemed.Granted.class);
  }

  @Test
  void aFullTableHasRoomAgainOnceALifeIsOver() {
    for (var number = 0; number < TERMS.outstandingMax(); number++) {
      assertThat(desk.issue(PREP, stranger(number), NOW)).isNotNull();
    }
    assertThat(desk.issue(PREP, HOME, NOW.plusSeconds(59))).isNull();
    assertThat(desk.issue(PREP, HOME, NOW.plusSeconds(60))).isNotNull();
    assertThat(desk.outstanding()).isOne();
  }

  @Test
  void inAFullTableACustomerReplacesItsOwnOldest() {
    var first = issued(desk, stranger(0));
    var other = issued(desk, stranger(1));
    for (var number = 2; number < TERMS.outstandingMax(); number++) {
      issued(desk, stranger(number));
    }
    var second = issued(desk, stranger(0));

    assertThat(redeemed(first)).isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
    assertThat(redeemed(second)).isInstanceOf(Redeemed.Granted.class);
    assertThat(redeemed(other)).isInstanceOf(Redeemed.Granted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, 203.0.113.8",
    "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, 2001:db8:0:2::1",
  })
  void aCustomersFifthPushesOutItsFirstAndNobodyElses(String one, String same, String other) {
    var neighbour = issued(desk, IpAddress.parse(other));
    var given = new ArrayList<Challenge>();
    for (var number = 0; number < 5; number++) {
      given.add(issued(desk, IpAddress.parse(number % 2 == 0 ? one : same)));
    }
    assertThat(desk.outstanding()).isEqualTo(5);

    assertThat(redeemed(given.getFirst())).isEqualTo(refused(Refusal.UNKNOWN_OR_USED));
    assertThat(given.subList(1, 5))
        .allSatisfy(
            challenge -> assertThat(redeemed(challenge)).isInstanceOf(Redeemed.Granted.class));
    assertThat(redeemed(neighbour)).isInstanceOf(Redeemed.Granted.class);
  }

  @Test
  void aCustomerThatAsksForeverCannotPushOutAnothers() {
    var mine = issued(desk);
    for (var round = 0; round < 20_000; round++) {
      issued(desk, stranger(0));
    }
    assertThat(desk.outstanding()).isEqualTo(5);
    assertThat(redeemed(mine)).isInstanceOf(Redeemed.Granted.class);
  }

  /** Who has a /48 is 65,536 customers, and still cannot fill the table. */
  @ParameterizedTest
  @CsvSource({"2001:db8:1::, 48, 2001:db8:2::1", "198.51.100.0, 120, 198.51.101.1"})
  void oneNeighbourhoodTakesItsShareAndNoMore(String base, int depth, String outside) {
    var first = IpAddress.parse(base);
    var early = issued(desk, first);
    for (var number = 1; number < 256; number++) {
      var address =
          depth == 48
              ? new IpAddress(first.high() | number, 1)
              : IpAddress.ofIpv4(first.ipv4Bits() | number);
      var given = desk.issue(PREP, address, NOW);
      assertThat(given != null).as("%s", address).isEqualTo(number < 64);
    }
    assertThat(desk.outstanding()).isEqualTo(TERMS.perNeighbourhoodMax());
    assertThat(desk.issue(PREP, IpAddress.parse(outside), NOW)).isNotNull();
    assertThat(redeemed(early)).isInstanceOf(Redeemed.Granted.class);
  }

  @Test
  void theDefaultTermsAreAsDocumented() {
    assertThat(TERMS)
        .isEqualTo(new ProofTerms(Duration.ofSeconds(60), Duration.ofMinutes(15), 1_024, 64, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT15M, 1024, 64, 4",
    "PT-1S, PT15M, 1024, 64, 4",
    "PT1.5S, PT15M, 1024, 64, 4",
    "PT10M1S, PT15M, 1024, 64, 4",
    "PT1M, PT0S, 1024, 64, 4",
    "PT1M, PT1H1S, 1024, 64, 4",
    "PT1M, PT15M, 65537, 64, 4",
    "PT1M, PT15M, 63, 64, 4",
    "PT1M, PT15M, 1024, 3, 4",
    "PT1M, PT15M, 1024, 64, 0",
  })
  void termsHaveBounds(Duration life, Duration credential, int all, int around, int customer) {
    assertThatThrownBy(() -> new ProofTerms(life, credential, all, around, customer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWidestTermsAreAllowed() {
    var widest =
        new ProofTerms(Duration.ofMinutes(10), Duration.ofHours(1), 65_536, 65_536, 65_536);
    var wide = new ChallengeDesk(scene.seal, Scene.chance(), widest);
    var challenge = issued(wide);

    assertThat(Instant.ofEpochSecond(challenge.expires())).isEqualTo(NOW.plusSeconds(600));
  }
}
