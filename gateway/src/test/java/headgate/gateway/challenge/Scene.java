package headgate.gateway.challenge;

import static java.util.Objects.requireNonNull;

import headgate.gateway.address.IpAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A gateway, one P-Rep with a wallet and a node, and strangers with keys of their own. */
final class Scene {
  static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  static final Audience AUDIENCE = new Audience("gateway.example", "0x1");
  static final TestKey WALLET = TestKey.of(1);
  static final TestKey NODE = TestKey.of(2);
  static final TestKey STRANGER = TestKey.of(3);
  static final AccountAddress PREP = WALLET.address();
  static final IpAddress HOME = IpAddress.parse("203.0.113.7");
  static final IpAddress ELSEWHERE = IpAddress.parse("203.0.113.8");

  /** The list; a test changes it. */
  final Map<AccountAddress, AccountAddress> list = new HashMap<>(Map.of(PREP, NODE.address()));

  final CredentialSeal seal = seal(AUDIENCE);

  CredentialSeal seal(Audience audience) {
    return new CredentialSeal(audience, list::get, key(0), null);
  }

  static CredentialKey key(int number) {
    var bytes = new byte[32];
    for (var index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) (32 * (number + 1) + index);
    }
    return CredentialKey.of(bytes);
  }

  /** Two of them draw the same nonces. */
  static RandomGenerator chance() {
    return new Random(7);
  }

  ChallengeDesk desk() {
    return new ChallengeDesk(seal, chance(), ProofTerms.DEFAULT);
  }

  ChallengeDesk desk(Audience audience) {
    return new ChallengeDesk(seal(audience), chance(), ProofTerms.DEFAULT);
  }

  ChallengeDesk deskWithout(Defence missing) {
    return deskWithout(missing, AUDIENCE);
  }

  ChallengeDesk deskWithout(Defence missing, Audience audience) {
    var left = EnumSet.complementOf(EnumSet.of(missing));
    return new ChallengeDesk(seal(audience), chance(), ProofTerms.DEFAULT, left);
  }

  static Challenge issued(ChallengeDesk desk) {
    return issued(desk, HOME);
  }

  static Challenge issued(ChallengeDesk desk, IpAddress caller) {
    return requireNonNull(desk.issue(PREP, caller, NOW));
  }

  static Redeemed refused(Refusal why) {
    return new Redeemed.Refused(why);
  }

  static Verified refused(CredentialRefusal why) {
    return new Verified.Refused(why);
  }
}
