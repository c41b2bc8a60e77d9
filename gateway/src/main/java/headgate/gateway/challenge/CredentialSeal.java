package headgate.gateway.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import headgate.gateway.address.IpAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes credentials as texts that only holders of the key can make, and reads them. Nothing is
 * kept of them here, so any gateway with the key and the audience takes those of another.
 *
 * <p>A text is {@code hg1.} and, in base64url without padding (RFC 4648, section 5), the seconds
 * issued and expires as eight bytes each, the address as sixteen, the P-Rep and the signer as
 * twenty each, and the 32 bytes of the seal. The seal is over a line that says what it is for, the
 * audience's two lines, and all the bytes before it; the audience itself is not in the text. Usable
 * by any thread.
 */
public final class CredentialSeal {
  /** How many characters every credential has; a text of other length is none. */
  public static final int TEXT_CHARS = 143;

  /** How far ahead the clock of the gateway may be that gave a credential. */
  static final Duration CLOCK_SLACK = Duration.ofSeconds(10);

  private static final String VERSION = "hg1.";
  private static final String PURPOSE = "headgate credential v1";
  private static final int IP_BYTES = 2 * Long.BYTES;
  private static final int BODY_BYTES = 2 * Long.BYTES + IP_BYTES + 2 * AccountAddress.BYTES;

  /** The last character of a whole stands for four bits, so that each text has one form. */
  private static final Pattern FORM = Pattern.compile("hg1\\.[A-Za-z0-9_-]{138}[AEIMQUYcgkosw048]");

  private final Audience audience;
  private final KeyHolders holders;
  private final CredentialKey present;
  private final @Nullable CredentialKey previous;
  private final byte[] purpose;

  /**
   * Seals with one key and takes the seals of two, so that a key can be replaced without a
   * credential being lost: the new one becomes the present one, and the old one the previous one
   * for the life of a credential.
   *
   * @param audience whom credentials are for
   * @param holders who is a P-Rep now
   * @param previous null where no other key is taken
   */
  public CredentialSeal(
      Audience audience,
      KeyHolders holders,
      CredentialKey present,
      @Nullable CredentialKey previous) {
    this.audience = audience;
    this.holders = holders;
    this.present = present;
    this.previous = previous;
    var lines = List.of(PURPOSE, audience.gateway(), audience.networkId(), "");
    purpose = String.join("\n", lines).getBytes(US_ASCII);
  }

  Audience audience() {
    return audience;
  }

  KeyHolders holders() {
    return holders;
  }

  /** The text of a credential, {@link #TEXT_CHARS} characters that fit a header and a URL. */
  String seal(Credential credential) {
    var text =
        ByteBuffer.allocate(BODY_BYTES + CredentialKey.SEAL_BYTES)
            .putLong(credential.issued())
            .putLong(credential.expires())
            .putLong(credential.caller().high())
            .putLong(credential.caller().low())
            .put(credential.prep().bytes())
            .put(credential.signer().bytes());
    text.put(present.seal(purpose, body(text.array())));
    return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(text.array());
  }

  /**
   * Judges what a caller shows. Whether the text is one of ours is judged first, so that a refusal
   * tells a stranger nothing.
   *
   * @param text of any length and content
   * @param caller the address that it came from
   * @param now the wall time
   */
  public Verified verify(String text, IpAddress caller, Instant now) {
    if (!FORM.matcher(text).matches()) {
      return new Verified.Refused(CredentialRefusal.MALFORMED);
    }
    var bytes = Base64.getUrlDecoder().decode(text.substring(VERSION.length()));
    if (!isOurs(bytes)) {
      return new Verified.Refused(CredentialRefusal.NOT_OURS);
    }
    var credential = read(body(bytes));
    if (credential == null) {
      return new Verified.Refused(CredentialRefusal.MALFORMED);
    }
    var why = refusal(credential, caller, now.getEpochSecond());
    return why == null ? new Verified.Held(credential) : new Verified.Refused(why);
  }

  private boolean isOurs(byte[] bytes) {
    var seal = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
    return present.hasSealed(purpose, body(bytes), seal)
        || (previous != null && previous.hasSealed(purpose, body(bytes), seal));
  }

  private static ByteBuffer body(byte[] bytes) {
    return ByteBuffer.wrap(bytes, 0, BODY_BYTES);
  }

  /** Null where another holder of the key gives credentials on terms that are none. */
  private static @Nullable Credential read(ByteBuffer body) {
    var issued = body.getLong();
    var expires = body.getLong();
    var caller = new IpAddress(body.getLong(), body.getLong());
    var prep = account(body);
    try {
      return new Credential(prep, account(body), caller, issued, expires);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static AccountAddress account(ByteBuffer body) {
    var bytes = new byte[AccountAddress.BYTES];
    body.get(bytes);
    return AccountAddress.ofBytes(bytes);
  }

  private @Nullable CredentialRefusal refusal(Credential credential, IpAddress caller, long now) {
    if (!credential.caller().equals(caller)) {
      return CredentialRefusal.OTHER_ADDRESS;
    }
    if (now >= credential.expires()) {
      return CredentialRefusal.EXPIRED;
    }
    if (credential.issued() > now + CLOCK_SLACK.toSeconds()) {
      return CredentialRefusal.NOT_YET;
    }
    var node = holders.nodeOf(credential.prep());
    if (node == null) {
      return CredentialRefusal.LEFT_LIST;
    }
    return credential.kind() == KeyKind.WALLET || credential.signer().equals(node)
        ? null
        : CredentialRefusal.KEY_REPLACED;
  }
}
