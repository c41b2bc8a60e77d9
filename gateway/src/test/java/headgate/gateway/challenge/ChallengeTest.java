package headgate.gateway.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.address.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  private static final String NONCE = "0123456789abcdef".repeat(4);
  private static final long EXPIRES = 1_790_000_060L;
  private static final Challenge CHALLENGE =
      new Challenge(Scene.AUDIENCE, NONCE, EXPIRES, Scene.HOME, Scene.PREP);

  private static Challenge with(String gateway, String networkId, String nonce, long expires) {
    var audience = new Audience(gateway, networkId);
    return new Challenge(audience, nonce, expires, Scene.HOME, Scene.PREP);
  }

  @Test
  void theTextIsSevenLinesEachEndedByALineFeed() {
    assertThat(CHALLENGE.text())
        .isEqualTo(
            """
            headgate challenge v1
            gateway.example
            0x1
            0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
            1790000060
            203.0.113.7
            hx0502987e630ea7ebb2bf1d84a65a727109385bcf
            """);
  }

  @Test
  void theLongestTextHas266Bytes() {
    var longest =
        new Challenge(
            new Audience("g".repeat(64), "0x" + "f".repeat(16)),
            "f".repeat(64),
            99_999_999_999L,
            IpAddress.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            Scene.PREP);

    assertThat(longest.text()).hasSize(22 + 65 + 19 + 65 + 12 + 40 + 43).hasSize(266);
  }

  @Test
  void anIpv4AddressIsWrittenAloneHoweverItCame() {
    var mapped = IpAddress.parse("::ffff:203.0.113.7");
    var challenge = new Challenge(Scene.AUDIENCE, NONCE, EXPIRES, mapped, Scene.PREP);

    assertThat(challenge.text()).isEqualTo(CHALLENGE.text());
  }

  /** Fields that would run into each other if nothing stood between them. */
  @Test
  void whatDiffersHasTextsThatDiffer() {
    var random = new SplittableRandom(20_261_124L);
    var gateways = List.of("a", "a1", "a.0x1", "0x1", "0x1.0x1", "1", "11");
    var networks = List.of("0x1", "0x11", "0x111", "0x1f");
    var nonces = List.of(NONCE, "0".repeat(64), "1".repeat(64));
    var callers = List.of("1.1.1.1", "1.1.1.11", "11.1.1.1", "::", "::1", "1::", "1::1");
    var claims = List.of(Scene.PREP, Scene.NODE.address());
    var texts = new HashMap<String, Challenge>();
    for (var round = 0; round < 5_000; round++) {
      var challenge =
          new Challenge(
              new Audience(drawn(gateways, random), drawn(networks, random)),
              drawn(nonces, random),
              random.nextInt(12),
              IpAddress.parse(drawn(callers, random)),
              drawn(claims, random));
      assertThat(challenge.text().lines()).hasSize(7);
      var before = texts.put(challenge.text(), challenge);
      assertThat(before == null || before.equals(challenge)).as("%s", challenge).isTrue();
    }
    assertThat(texts).hasSizeGreaterThan(2_000);
    assertThat(texts.values()).doesNotHaveDuplicates();
  }

  private static <T> T drawn(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "gateway example",
        "gateway\n0x1",
        "gateway\n",
        "gateway\r",
        "gateway\u0000",
        "g\u00e4teway",
        "https://gateway",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm",
      })
  void aGatewayHasAPlainName(String gateway) {
    assertThatThrownBy(() -> with(gateway, "0x1", NONCE, EXPIRES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gateway's name has 1 to 64 of a-z, 0-9, dot, hyphen and underscore");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0x",
        "0x0",
        "0x01",
        "0X1",
        "0xA",
        "0x1\n",
        "0x1 ",
        "0x11111111111111111"
      })
  void aNetworkIdHasOneForm(String networkId) {
    assertThatThrownBy(() -> with("g", networkId, NONCE, EXPIRES))
        .hasMessage("a network's id is like 0x1");
  }

  @Test
  void aNonceHasSixtyFourDigitsInLowerCase() {
    for (var nonce :
        List.of("", "0".repeat(63), "0".repeat(65), "A".repeat(64), "0".repeat(64) + "\n")) {
      assertThatThrownBy(() -> with("g", "0x1", nonce, EXPIRES))
          .hasMessage("a nonce has 64 hexadecimal digits");
    }
  }

  @Test
  void aSecondHasElevenDigitsAtMost() {
    assertThat(with("g", "0x1", NONCE, 99_999_999_999L).text()).contains("\n99999999999\n");
    for (var expires : new long[] {-1, 100_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> with("g", "0x1", NONCE, expires))
          .hasMessage("a second since 1970 has at most 11 digits");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hx",
        "0502987e630ea7ebb2bf1d84a65a727109385bcf",
        "cx0502987e630ea7ebb2bf1d84a65a727109385bcf",
        "0x0502987e630ea7ebb2bf1d84a65a727109385bcf",
        "hx0502987e630ea7ebb2bf1d84a65a727109385bc",
        "hx0502987e630ea7ebb2bf1d84a65a727109385bcf0",
        "hx0502987E630EA7EBB2BF1D84A65A727109385BCF",
        "hx0502987e630ea7ebb2bf1d84a65a727109385bcf\n",
        " hx0502987e630ea7ebb2bf1d84a65a727109385bcf",
        "hx0502987e630ea7ebb2bf1d84a65a727109385bc\uff10",
      })
  void anAccountHasOneForm(String text) {
    assertThatThrownBy(() -> new AccountAddress(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not the address of an account");
  }

  @Test
  void anAccountIsReadBackFromItsBytes() {
    assertThat(AccountAddress.ofBytes(Scene.PREP.bytes())).isEqualTo(Scene.PREP);
  }
}
