package headgate.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/31, 10.1.2.2, true",
    "10.1.2.3/31, 10.1.2.4, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 203.0.113.7, true",
    "0.0.0.0/0, ::1, false",
    "::1, ::1, true",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
  })
  void holdsTheAddressesThatBeginAlike(String range, String address, boolean held) {
    assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "",
        "/8",
        "10.0.0",
        "fe80::1%eth0",
        "10.0.0.0/8/8",
        "::ffff:10.0.0.1/128"
      })
  void whatIsNeitherAddressNorRangeIsRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for example 10.0.0.0/8");
  }

  @Test
  void aRangeKnowsItsPrefix() {
    assertThat(AddressRange.parse("10.0.0.1").prefix()).isEqualTo(32);
    assertThat(AddressRange.parse("::1").prefix()).isEqualTo(128);
  }
}
