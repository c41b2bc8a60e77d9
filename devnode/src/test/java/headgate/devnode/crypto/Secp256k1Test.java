package headgate.devnode.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.json.Json;
import headgate.devnode.json.LaxReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Secp256k1Test {
  private static final long SEED = 20_261_122L;

  @ParameterizedTest
  @ValueSource(strings = {"", ".2", ".call", ".lowstep", ".nobalance"})
  void recordedSignaturesLeadBackToTheirSenders(String suffix) throws Exception {
    var file = "../conformance/icon/http/icx_sendTransaction" + suffix + ".json";
    var recording = (Json.Members) LaxReader.first(Files.readAllBytes(Path.of(file)));
    var request = (Json.Text) recording.required("request");
    var params =
        (Json.Members) ((Json.Members) LaxReader.first(request.value())).required("params");
    var signature = Base64.getDecoder().decode(((Json.Text) params.required("signature")).value());
    assertThat(Secp256k1.signer(signature, TransactionHash.of(params)))
        .contains(((Json.Text) params.required("from")).value());
  }

  @Test
  void ownSignaturesLeadBackToTheirKeys() {
    var random = new SplittableRandom(SEED);
    for (var round = 0; round < 20; round++) {
      var seed = new byte[32];
      random.nextBytes(seed);
      var key = Secp256k1.privateKey(seed);
      var hash = Sha3.hash(seed);
      var signature = Secp256k1.sign(key, hash);
      assertThat(Secp256k1.signer(signature, hash))
          .as("seed %d, round %d", SEED, round)
          .contains(Secp256k1.address(key));
      assertThat(Secp256k1.sign(key, hash)).isEqualTo(signature);
    }
  }

  @Test
  void anyBytesAreEitherSomeonesSignatureOrNobodys() {
    var random = new SplittableRandom(SEED);
    var hash = Sha3.hash("anything");
    for (var round = 0; round < 200; round++) {
      var bytes = new byte[round % 2 == 0 ? 65 : random.nextInt(100)];
      random.nextBytes(bytes);
      Secp256k1.signer(bytes, hash)
          .ifPresent(address -> assertThat(address).matches("hx[0-9a-f]{40}"));
    }
    assertThat(Secp256k1.signer(new byte[65], hash)).isEmpty();
    assertThat(Secp256k1.signer(new byte[0], hash)).isEmpty();
  }
}
