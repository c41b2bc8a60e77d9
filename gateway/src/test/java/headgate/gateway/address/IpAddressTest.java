package headgate.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::FFFF:C000:201, 192.0.2.1",
    "0:0:0:0:0:ffff:192.0.2.1, 192.0.2.1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "fe80::aaaa, fe80::aaaa",
    "::192.0.2.1, ::c000:201",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void isWrittenInOneWay(String text, String written) {
    var address = IpAddress.parse(text);
    assertThat(address).hasToString(written);
    assertThat(IpAddress.parse(written)).isEqualTo(address);
    assertThat(IpAddress.of(address.toInetAddress())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 10.0.0.1",
        "10.0.0.1 ",
        "10.0.0",
        "10.1",
        "167772161",
        "0x0a.0.0.1",
        "010.0.0.1",
        "10.00.0.1",
        "10.0.0.01",
        "::ffff:010.0.0.1",
        "256.0.0.1",
        "10.0.0.1:80",
        "[::1]",
        "fe80::1%eth0",
        "fe80::1%25eth0",
        ":",
        ":::",
        "1::2::3",
        "12345::",
        "localhost",
        "unknown",
        "10.0.0.1\u0000",
        "１0.0.0.1",
      })
  void whatIsReadInMoreThanOneWayIsNotRead(String text) {
    assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMappedAddressOfASocketIsTheIpv4Address() throws UnknownHostException {
    var mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    mapped[15] = 1;
    assertThat(IpAddress.of(InetAddress.getByAddress(mapped))).hasToString("10.0.0.1");
  }

  @Test
  void aCustomerHasOneIpv4AddressOrA64() {
    assertThat(IpAddress.parse("10.0.0.1").customer()).hasToString("10.0.0.1");
    assertThat(IpAddress.parse("2001:db8:1:2:3:4:5:6").customer()).hasToString("2001:db8:1:2::");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0, 10.255.255.255",
    "10.1.2.3, 10.1.2.3, 10.1.2.3",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
    "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::5/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff",
    "2001:db8::5/65, 2001:db8::, 2001:db8::7fff:ffff:ffff:ffff",
    "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff",
  })
  void aRangeHasAFirstAndALast(String range, String first, String last) {
    assertThat(AddressRange.parse(range).first()).hasToString(first);
    assertThat(AddressRange.parse(range).last()).hasToString(last);
  }

  @Test
  void addressesAreInTheOrderOfTheirBits() {
    assertThat(IpAddress.parse("255.255.255.255")).isGreaterThan(IpAddress.parse("1.0.0.0"));
    assertThat(IpAddress.parse("ffff::")).isGreaterThan(IpAddress.parse("1::"));
    assertThat(IpAddress.parse("::ffff:ffff:ffff:ffff")).isGreaterThan(IpAddress.parse("::1"));
  }
}
