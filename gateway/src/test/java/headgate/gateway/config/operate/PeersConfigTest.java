package headgate.gateway.config.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.config.InvalidSettings;
import headgate.gateway.config.Secret;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersConfigTest {
  private static final InetSocketAddress OTHER = PeersConfig.place("10.0.0.2:9902");
  private static final Secret SECRET = Secret.of("s".repeat(32));

  @Test
  void thereAreNoOthersUnlessTheyAreNamed() {
    assertThat(PeersConfig.defaults()).isEqualTo(new PeersConfig("0.0.0.0", 9902, List.of(), null));
    assertThat(PeersConfig.defaults().on()).isFalse();
    assertThat(new PeersConfig("0.0.0.0", 0, List.of(OTHER), SECRET).on()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.2:9902", "[2001:db8::2]:1", "127.0.0.1:65535"})
  void aPlaceIsAnAddressAndAPort(String text) {
    assertThat(PeersConfig.place(text).isUnresolved()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.2",
        "gateway:9902",
        "10.0.0.2:0",
        "10.0.0.2:65536",
        "2001:db8::2:9902",
        "[gateway]:1",
        "10.0.0.0/8:9902",
        "[]:1",
        "10.0.0.2:99021x",
        "256.0.0.1:9"
      })
  void nothingElseIs(String text) {
    assertThatThrownBy(() -> PeersConfig.place(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for example 10.0.0.2:9902");
  }

  private static void isRefused(String why, String host, int count, Secret secret) {
    assertThatThrownBy(() -> new PeersConfig(host, 9902, Collections.nCopies(count, OTHER), secret))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(why);
  }

  @Test
  void whoHasOthersHasALongSecretAndAnAddress() {
    isRefused("must be 32 to 256", "0.0.0.0", 1, Secret.of("s".repeat(31)));
    isRefused("must be 32 to 256", "0.0.0.0", 1, Secret.of("s ".repeat(32)));
    isRefused("must be an address", "gateway", 1, SECRET);
    isRefused("must not name one twice", "0.0.0.0", 2, SECRET);
    assertThatThrownBy(() -> new PeersConfig("0.0.0.0", 9902, List.of(OTHER), null))
        .hasMessageContaining("is missing");
  }
}
