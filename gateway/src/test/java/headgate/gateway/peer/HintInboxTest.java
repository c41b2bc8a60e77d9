package headgate.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.config.Secret;
import headgate.gateway.config.operate.PeersConfig;
import headgate.gateway.peer.HintInbox.Judged;
import headgate.gateway.testkit.ManualClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintInboxTest {
  private static final Secret SECRET = Secret.of("a-secret-of-thirty-two-characters");
  private static final InetAddress OTHER = InetAddress.ofLiteral("10.0.0.2");
  private static final long SELF = 1;
  private static final long SENDER = 2;

  private final ManualClock clock = new ManualClock();
  private final PeersConfig config =
      new PeersConfig(
          "10.0.0.1",
          0,
          List.of(PeersConfig.place("10.0.0.2:9902"), PeersConfig.place("10.0.0.4:9902")),
          SECRET);
  private final HintInbox inbox = new HintInbox(config, new HintSeal(SECRET), SELF, clock);

  private Hint hint(long sender, long sequence) {
    return hint(sender, sequence, Duration.ZERO);
  }

  private Hint hint(long sender, long sequence, Duration ahead) {
    var sent = clock.wallTime().plus(ahead).toEpochMilli();
    return new Hint("main", "0x1", 1_000, sender, sequence, sent);
  }

  private static byte[] sealed(Hint hint) {
    return new HintSeal(SECRET).seal(hint);
  }

  private Judged judge(byte[] datagram) {
    return inbox.judge(OTHER, datagram, datagram.length);
  }

  private static Judged refused(HintRefusal why) {
    return new Judged.Refused(why);
  }

  @Test
  void whatAnotherGatewaySaysNowIsTaken() {
    assertThat(judge(sealed(hint(SENDER, 1)))).isEqualTo(new Judged.Taken(hint(SENDER, 1)));
    assertThat(judge(sealed(hint(SENDER, 2)))).isEqualTo(new Judged.Taken(hint(SENDER, 2)));
  }

  @Test
  void aStrangerIsNotHeardEvenWithTheSecret() {
    var datagram = sealed(hint(SENDER, 1));

    assertThat(inbox.judge(InetAddress.ofLiteral("10.0.0.3"), datagram, datagram.length))
        .isEqualTo(refused(HintRefusal.STRANGER));
  }

  @Test
  void whoHasAnotherSecretIsNotHeard() {
    var datagram =
        new HintSeal(Secret.of("another-one-of-as-many-characters")).seal(hint(SENDER, 1));

    assertThat(judge(datagram)).isEqualTo(refused(HintRefusal.SEAL));
  }

  @Test
  void whatHasNotTheFormOfAHintIsNotOne() {
    var datagram = sealed(hint(SENDER, 1));
    datagram[0] = 0;

    assertThat(judge(datagram)).isEqualTo(refused(HintRefusal.MALFORMED));
    assertThat(judge(new byte[0])).isEqualTo(refused(HintRefusal.MALFORMED));
    assertThat(judge(new byte[HintSeal.BYTES_MAX + 1])).isEqualTo(refused(HintRefusal.MALFORMED));
  }

  @Test
  void aRecordedDatagramIsNotTakenTwice() {
    var first = sealed(hint(SENDER, 1));
    judge(first);
    var second = sealed(hint(SENDER, 2));
    judge(second);

    assertThat(judge(first)).isEqualTo(refused(HintRefusal.REPLAY));
    assertThat(judge(second)).isEqualTo(refused(HintRefusal.REPLAY));
  }

  @Test
  void norIsItWhenItsSenderIsForgotten() {
    var early = sealed(hint(SENDER, 1));
    judge(early);
    clock.advance(HintInbox.AGE_MAX.plusSeconds(1));
    judge(sealed(hint(3, 1)));

    assertThat(judge(early)).isEqualTo(refused(HintRefusal.AGE));
  }

  /** Its later hints carry earlier times; it must not be forgotten while the first could count. */
  @Test
  void norWhereTheSendersClockWasSetBack() {
    var early = sealed(hint(SENDER, 1, Duration.ofSeconds(9)));
    judge(early);
    judge(sealed(hint(SENDER, 2, Duration.ofSeconds(-9))));
    clock.advance(Duration.ofSeconds(5));
    judge(sealed(hint(3, 1)));

    assertThat(judge(early)).isEqualTo(refused(HintRefusal.REPLAY));
  }

  @Test
  void aSenderThatWasRestartedIsHeardAtOnce() {
    judge(sealed(hint(SENDER, 70)));

    assertThat(judge(sealed(hint(3, 1)))).isInstanceOf(Judged.Taken.class);
  }

  @Test
  void clocksMayBeTenSecondsApart() {
    var most = HintInbox.AGE_MAX;
    assertThat(judge(sealed(hint(SENDER, 1, most.negated())))).isInstanceOf(Judged.Taken.class);
    assertThat(judge(sealed(hint(SENDER, 2, most)))).isInstanceOf(Judged.Taken.class);
    assertThat(judge(sealed(hint(SENDER, 3, most.plusMillis(1)))))
        .isEqualTo(refused(HintRefusal.AGE));
    assertThat(judge(sealed(hint(SENDER, 4, most.plusMillis(1).negated()))))
        .isEqualTo(refused(HintRefusal.AGE));
  }

  @Test
  void itsOwnWordsAreNoNews() {
    assertThat(judge(sealed(hint(SELF, 1)))).isEqualTo(refused(HintRefusal.OWN));
  }

  @Test
  void onlySoManySendersAreRememberedAndOldOnesMakeRoom() {
    for (var sender = 0; sender < HintInbox.SENDERS_MAX; sender++) {
      assertThat(judge(sealed(hint(100 + sender, 1)))).isInstanceOf(Judged.Taken.class);
    }
    assertThat(judge(sealed(hint(99, 1)))).isEqualTo(refused(HintRefusal.SENDERS));
    clock.advance(HintInbox.AGE_MAX.plusMillis(1));

    assertThat(judge(sealed(hint(99, 1)))).isInstanceOf(Judged.Taken.class);
  }

  @Test
  void onlySoManyDatagramsOfASecondAreLookedAt() {
    var datagram = new byte[1];
    for (var count = 0; count < HintInbox.PER_SECOND_MAX; count++) {
      assertThat(judge(datagram)).isEqualTo(refused(HintRefusal.MALFORMED));
    }
    assertThat(judge(sealed(hint(SENDER, 1)))).isEqualTo(refused(HintRefusal.RATE));
    clock.advance(Duration.ofSeconds(1));

    assertThat(judge(sealed(hint(SENDER, 1)))).isInstanceOf(Judged.Taken.class);
  }

  @Test
  void aFloodOfOneAddressKeepsNoOtherFromBeingHeard() {
    var another = InetAddress.ofLiteral("10.0.0.4");
    for (var count = 0; count <= HintInbox.PER_SECOND_MAX; count++) {
      inbox.judge(InetAddress.ofLiteral("10.0.0.3"), new byte[1], 1);
      inbox.judge(another, new byte[1], 1);
    }
    assertThat(inbox.judge(another, new byte[1], 1)).isEqualTo(refused(HintRefusal.RATE));

    assertThat(judge(sealed(hint(SENDER, 1)))).isInstanceOf(Judged.Taken.class);
  }
}
