package headgate.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedReaderTest {
  private static final List<AddressRange> PROXIES =
      Stream.of("10.0.0.0/8", "fd00::/8").map(AddressRange::parse).toList();
  private static final ForwardedReader LIST =
      new ForwardedReader(ForwardedReader.Form.X_FORWARDED_FOR, PROXIES);
  private static final ForwardedReader ELEMENTS =
      new ForwardedReader(ForwardedReader.Form.FORWARDED, PROXIES);

  private static StatedClient named(String address) {
    return new StatedClient.Named(IpAddress.parse(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | 203.0.113.7",
        "203.0.113.7:4711 | 203.0.113.7",
        "2001:db8::1 | 2001:db8::1",
        "[2001:db8::1] | 2001:db8::1",
        "[2001:db8::1]:4711 | 2001:db8::1",
        "::ffff:203.0.113.7 | 203.0.113.7",
        "203.0.113.7, 10.0.0.2 | 203.0.113.7",
        "203.0.113.7,10.0.0.2,fd00::7 | 203.0.113.7",
        "192.0.2.1, 203.0.113.7 | 203.0.113.7",
        "192.0.2.1, 203.0.113.7, 10.0.0.2 | 203.0.113.7",
        "127.0.0.1, 203.0.113.7 | 203.0.113.7",
        "garbage, 203.0.113.7 | 203.0.113.7",
        "10.0.0.5, 10.0.0.2 | 10.0.0.5",
      })
  void theLastOneWhoIsNotTrustedIsTheClient(String value, String client) {
    assertThat(LIST.read(List.of(value))).isEqualTo(named(client));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "203.0.113.7, ",
        ",",
        "203.0.113.7, unknown, 10.0.0.2",
        "203.0.113.7:",
        "203.0.113.7:999999",
        "203.0.113.7:80:90",
        "[203.0.113.7]",
        "[2001:db8::1",
        "[2001:db8::1]x",
        "203.0.113.7 10.0.0.2",
        "203.0.113.7;10.0.0.2",
        "0xcb.0.113.7",
        "3405803783",
        "203.0.113.07",
        "fe80::1%eth0",
        "client.example",
        "\"203.0.113.7\"",
      })
  void whatATrustedOneWroteAndIsNoAddressFailsClosed(String value) {
    assertThat(LIST.read(List.of(value))).isEqualTo(StatedClient.UNREADABLE);
  }

  @Test
  void nothingWrittenNamesNobody() {
    assertThat(LIST.read(List.of())).isEqualTo(StatedClient.NOBODY);
    assertThat(ELEMENTS.read(List.of())).isEqualTo(StatedClient.NOBODY);
  }

  @Test
  void severalFieldsAreOneList() {
    assertThat(LIST.read(List.of("192.0.2.1", "203.0.113.7", "10.0.0.2, 10.0.0.3")))
        .isEqualTo(named("203.0.113.7"));
    // Sixteen of them, of which only the proxy's own counts.
    var spoofed = Collections.nCopies(15, "127.0.0.1");
    assertThat(LIST.read(Stream.concat(spoofed.stream(), Stream.of("203.0.113.7")).toList()))
        .isEqualTo(named("203.0.113.7"));
  }

  @Test
  void aChainOfTrustedOnesHasAnEnd() {
    assertThat(LIST.read(Collections.nCopies(32, "10.0.0.1"))).isEqualTo(named("10.0.0.1"));
    assertThat(LIST.read(Collections.nCopies(33, "10.0.0.1"))).isEqualTo(StatedClient.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=203.0.113.7 | 203.0.113.7",
        "For=203.0.113.7;proto=https;by=10.0.0.1 | 203.0.113.7",
        "proto=https; for=\"203.0.113.7:4711\" | 203.0.113.7",
        "for=\"[2001:db8::1]:4711\" | 2001:db8::1",
        "for=203.0.113.7, for=10.0.0.2 | 203.0.113.7",
        "for=192.0.2.1, for=203.0.113.7;host=\"a,b;for=127.0.0.1\" | 203.0.113.7",
      })
  void anElementNamesItsClient(String value, String client) {
    assertThat(ELEMENTS.read(List.of(value))).isEqualTo(named(client));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "for=unknown",
        "for=_abc",
        "for=",
        "proto=https",
        "for=203.0.113.7, proto=https",
        "for=203.0.113.7;for=203.0.113.8",
        "for=\"203.0.113.7",
        "for=\"",
        "for=\"203.0.113.\\7\"",
        "for=\"203.0.113.7\"x\"",
        "for=203.0.113.7, for=\"unended, for=203.0.113.8",
        "203.0.113.7",
      })
  void anElementThatNamesNoAddressFailsClosed(String value) {
    assertThat(ELEMENTS.read(List.of(value))).isEqualTo(StatedClient.UNREADABLE);
  }
}
