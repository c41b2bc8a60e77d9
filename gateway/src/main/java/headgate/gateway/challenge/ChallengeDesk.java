package headgate.gateway.challenge;

import headgate.gateway.address.IpAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives challenges and takes them back signed, for one audience. For use by one thread.
 *
 * <p><b>Once.</b> What is outstanding is kept by its nonce and leaves at its first attempt,
 * whatever comes of it, so that a signature is good once and nobody can try signatures on one
 * challenge.
 *
 * <p><b>Room.</b> Everybody may ask, so the table is bounded, for each customer, for each
 * neighbourhood and in all. Where one of these bounds is reached the customer's own oldest
 * challenge makes room for its new one; a customer that has none outstanding is refused then. So
 * nobody can push out a challenge of somebody else, and the worst that a flood can do is to keep
 * newcomers waiting while it lasts; it takes callers from many neighbourhoods at once. A customer
 * is an IPv4 address or an IPv6 /64: who shares one shares its challenges.
 *
 * <p><b>Time</b> is the wall's, since a wallet is shown it. A clock that is set back to before a
 * challenge was given ends it.
 */
public final class ChallengeDesk {
  /** An IPv4 /24 in its mapped form. */
  private static final int IPV4_NEIGHBOURHOOD = 120;

  private static final int IPV6_NEIGHBOURHOOD = 48;

  private final CredentialSeal seal;
  private final RandomGenerator random;
  private final ProofTerms terms;
  private final Set<Defence> defences;

  /** The oldest first. */
  private final Map<String, Challenge> outstanding = new LinkedHashMap<>();

  /**
   * Has given nothing yet.
   *
   * @param seal what makes credentials; its audience and list of P-Reps are the desk's
   * @param random where nonces come from: nobody may be able to foretell it, so a SecureRandom
   */
  public ChallengeDesk(CredentialSeal seal, RandomGenerator random, ProofTerms terms) {
    this(seal, random, terms, EnumSet.allOf(Defence.class));
  }

  /** For tests, which take defences away. */
  ChallengeDesk(
      CredentialSeal seal, RandomGenerator random, ProofTerms terms, Set<Defence> defences) {
    this.seal = seal;
    this.random = random;
    this.terms = terms;
    this.defences = defences;
  }

  /**
   * Gives a challenge to whoever asks.
   *
   * @param claimed the P-Rep that the caller says it is; whether it is one is judged later
   * @param caller where it asks from, and the only place to come back from
   * @param now the wall time
   * @return null where there is no room, which is over within a challenge's life
   */
  public @Nullable Challenge issue(AccountAddress claimed, IpAddress caller, Instant now) {
    var second = now.getEpochSecond();
    outstanding.values().removeIf(challenge -> isOver(challenge, second));
    if (!hasRoom(caller) && !removeOldestOf(caller.customer())) {
      return null;
    }
    var expires = second + terms.life().toSeconds();
    var challenge = new Challenge(seal.audience(), nonce(), expires, caller, claimed);
    if (outstanding.putIfAbsent(challenge.nonce(), challenge) != null) {
      throw new IllegalStateException("random bytes that come again");
    }
    return challenge;
  }

  private String nonce() {
    var bytes = new byte[Challenge.NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private boolean hasRoom(IpAddress caller) {
    var customer = caller.customer();
    var around = neighbourhood(caller);
    return outstanding.size() < terms.outstandingMax()
        && count(other -> neighbourhood(other).equals(around)) < terms.perNeighbourhoodMax()
        && count(other -> other.customer().equals(customer)) < terms.perCustomerMax();
  }

  private long count(Predicate<IpAddress> callers) {
    return outstanding.values().stream().map(Challenge::caller).filter(callers).count();
  }

  private static IpAddress neighbourhood(IpAddress address) {
    return address.prefix(address.isIpv4() ? IPV4_NEIGHBOURHOOD : IPV6_NEIGHBOURHOOD);
  }

  private boolean removeOldestOf(IpAddress customer) {
    var each = outstanding.values().iterator();
    while (each.hasNext()) {
      if (each.next().caller().customer().equals(customer)) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  /** How many challenges are outstanding, those included that are over and were not missed yet. */
  public int outstanding() {
    return outstanding.size();
  }

  /**
   * Takes a challenge back signed. What is cheap is judged first; the signature, which costs some
   * hundred microseconds, last.
   *
   * @param nonce of any length and content
   * @param signature of any length and content
   * @param caller where it came from
   * @param now the wall time
   */
  public Redeemed redeem(String nonce, String signature, IpAddress caller, Instant now) {
    var challenge = Challenge.isNonce(nonce) ? take(nonce) : null;
    if (challenge == null) {
      return new Redeemed.Refused(Refusal.UNKNOWN_OR_USED);
    }
    if (holds(Defence.CALLER) && !challenge.caller().equals(caller)) {
      return new Redeemed.Refused(Refusal.OTHER_ADDRESS);
    }
    if (isOver(challenge, now.getEpochSecond())) {
      return new Redeemed.Refused(Refusal.EXPIRED);
    }
    var node = seal.holders().nodeOf(challenge.claimed());
    if (node == null) {
      return new Redeemed.Refused(Refusal.NOT_IN_LIST);
    }
    var parsed = RecoverableSignature.parse(signature);
    if (parsed == null) {
      return new Redeemed.Refused(Refusal.MALFORMED_SIGNATURE);
    }
    if (holds(Defence.LOW_S) && !parsed.isLow()) {
      return new Redeemed.Refused(Refusal.HIGH_S);
    }
    var signer = parsed.signer(digest(challenge));
    if (signer == null || !(signer.equals(challenge.claimed()) || signer.equals(node))) {
      return new Redeemed.Refused(Refusal.BAD_SIGNATURE);
    }
    return granted(challenge.claimed(), signer, caller, now.getEpochSecond());
  }

  private @Nullable Challenge take(String nonce) {
    return holds(Defence.ONCE) ? outstanding.remove(nonce) : outstanding.get(nonce);
  }

  private boolean holds(Defence defence) {
    return defences.contains(defence);
  }

  private boolean isOver(Challenge challenge, long second) {
    var issued = challenge.expires() - terms.life().toSeconds();
    return holds(Defence.EXPIRY) && (second >= challenge.expires() || second < issued);
  }

  private byte[] digest(Challenge challenge) {
    return holds(Defence.DOMAIN) ? challenge.digest() : challenge.digestWithoutDomain();
  }

  private Redeemed granted(
      AccountAddress prep, AccountAddress signer, IpAddress caller, long second) {
    var expires = second + terms.credentialLife().toSeconds();
    var credential = new Credential(prep, signer, caller, second, expires);
    return new Redeemed.Granted(seal.seal(credential), prep, credential.kind());
  }
}
