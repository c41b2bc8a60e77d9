package headgate.gateway.challenge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What docs/validator-proof.md tells the authors of wallets is what the code does. */
class ValidatorProofPageTest {
  private static final String DIGEST =
      "731edfdf974834eefe2b2e3d93b64231ebee618ea664ac978f8a013fec68b4bf";
  private static final String OF_WALLET =
      "75ea0b12d212a49013c6843cf0a43c042e7c793d9542ed5d3f719e5c6f5c60c4"
          + "379ec1bcf5633483de0aa1efebb5aaff7ed89add4a431a9f83dc2b57ba66996501";
  private static final String OF_NODE =
      "8649937f886e18a1acef5f62621ed47fd06a641cd5d2643237228ae8e7439a20"
          + "3fd2e8c4dda5c777a6c6b43065b4d277677d793b68a1519d68110bc4e0e6a65101";

  private final String page = page();
  private final Challenge challenge =
      new Challenge(Scene.AUDIENCE, nonce(), 1_790_000_060L, Scene.HOME, Scene.PREP);

  private static String page() {
    try {
      return Files.readString(Path.of("../docs/validator-proof.md"));
    } catch (IOException unreadable) {
      throw new AssertionError("the page is gone", unreadable);
    }
  }

  private static String nonce() {
    var bytes = new byte[32];
    for (var index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) index;
    }
    return HexFormat.of().formatHex(bytes);
  }

  private static String block(String content) {
    return "\n```\n" + content + "```\n";
  }

  @Test
  void theExamplesTextAndDigestAreRight() {
    assertThat(challenge.text()).hasSize(173);
    assertThat(HexFormat.of().formatHex(challenge.digest())).isEqualTo(DIGEST);
    assertThat(page).contains(block(challenge.text()), block(DIGEST + "\n"));
  }

  @Test
  void theExamplesSignaturesAreRight() {
    var base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(OF_WALLET));

    assertThat(HexFormat.of().formatHex(TestKey.bytes(Scene.WALLET.sign(challenge.digest()))))
        .isEqualTo(OF_WALLET);
    assertThat(signer(OF_WALLET)).isEqualTo(Scene.PREP);
    assertThat(signer(base64)).isEqualTo(Scene.PREP);
    assertThat(signer(OF_NODE)).isEqualTo(Scene.NODE.address());
    assertThat(page)
        .contains(block(OF_WALLET + "\n" + base64 + "\n"), block(OF_NODE + "\n"))
        .contains("`" + Scene.NODE.address() + "`");
  }

  private AccountAddress signer(String text) {
    var signature = requireNonNull(RecoverableSignature.parse(text));
    return requireNonNull(signature.signer(challenge.digest()));
  }

  @Test
  void everyReasonIsOnThePage() {
    assertThat(Refusal.values()).allMatch(why -> page.contains("| `" + why.label() + "` |"));
  }

  @Test
  void theBoundsAreOnThePage() {
    var terms = ProofTerms.DEFAULT;

    assertThat(page)
        .contains("within %d seconds".formatted(terms.life().toSeconds()))
        .contains("good for %d minutes".formatted(terms.credentialLife().toMinutes()))
        .contains("at most %,d challenges".formatted(terms.outstandingMax()))
        .contains("%d of them from one".formatted(terms.perNeighbourhoodMax()))
        .contains("and %d from one IPv4 address".formatted(terms.perCustomerMax()))
        .contains(CredentialSeal.TEXT_CHARS + " characters: `hg1.`");
  }
}
