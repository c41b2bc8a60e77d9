package headgate.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeMapTest {
  private static RangeMap<String> map(String... ranges) {
    var values = new HashMap<AddressRange, String>();
    for (var range : ranges) {
      values.put(AddressRange.parse(range), range);
    }
    return RangeMap.of(values);
  }

  private static @Nullable String found(RangeMap<String> map, String address) {
    var node = map.find(IpAddress.parse(address));
    return node == null ? null : node.value();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.0/24",
    "10.1.3.0, 10.1.0.0/16",
    "10.2.0.0, 10.0.0.0/8",
    "9.255.255.255, 0.0.0.0/0",
    "10.1.2.255, 10.1.2.0/24",
    "255.255.255.255, 255.255.255.255",
    "255.255.255.254, 0.0.0.0/0",
    "2001:db8::1, 2001:db8::/32",
    "::ffff:10.1.2.9, 10.1.2.0/24",
  })
  void theLongestPrefixIsFound(String address, String range) {
    var map =
        map(
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.1.0.0/16",
            "10.1.2.0/24",
            "255.255.255.255",
            "2001:db8::/32");
    assertThat(found(map, address)).isEqualTo(range);
  }

  @Test
  void everyRangeAroundAnAddressIsToBeHad() {
    var node = map("10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/24").find(IpAddress.parse("10.1.0.7"));
    var chain = new ArrayList<String>();
    for (var each = node; each != null; each = each.around()) {
      chain.add(each.value());
    }
    assertThat(chain).containsExactly("10.1.0.0/24", "10.1.0.0/16", "10.0.0.0/8");
  }

  @Test
  void aRangeOfIpv6SaysNothingOfIpv4() {
    assertThat(found(map("::/0"), "10.0.0.1")).isNull();
    assertThat(found(map("0.0.0.0/0"), "::1")).isNull();
    assertThat(found(map("::/0"), "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isEqualTo("::/0");
  }

  @Test
  void nothingIsFoundInNone() {
    assertThat(found(map(), "10.0.0.1")).isNull();
  }

  /** Against the plain way: every range is asked, and the one with the longest prefix wins. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAskingEveryRange(long seed) {
    var random = new Random(seed);
    var ranges = new HashMap<AddressRange, Integer>();
    for (var number = 0; number < 300; number++) {
      // Few different bits, so that ranges lie inside each other and touch.
      var base = random.nextBoolean() ? ipv4(random) : ipv6(random);
      var bits = base.isIpv4() ? random.nextInt(33) : random.nextInt(129);
      ranges.put(new AddressRange(base, bits).normal(), number);
    }
    var map = RangeMap.of(ranges);
    for (var probe : probes(ranges, random)) {
      var node = map.find(probe);
      assertThat(node == null ? null : node.value())
          .as("%s among %s", probe, ranges)
          .isEqualTo(plain(ranges, probe));
    }
  }

  private static List<IpAddress> probes(Map<AddressRange, Integer> ranges, Random random) {
    var probes = new ArrayList<IpAddress>();
    for (var range : ranges.keySet()) {
      probes.add(range.first());
      probes.add(range.last());
    }
    for (var number = 0; number < 500; number++) {
      probes.add(random.nextBoolean() ? ipv4(random) : ipv6(random));
    }
    return probes;
  }

  private static @Nullable Integer plain(Map<AddressRange, Integer> ranges, IpAddress probe) {
    return ranges.keySet().stream()
        .filter(range -> range.contains(probe))
        .max((one, other) -> Integer.compare(one.prefix(), other.prefix()))
        .map(ranges::get)
        .orElse(null);
  }

  private static IpAddress ipv4(Random random) {
    return IpAddress.ofIpv4((int) fewBits(random));
  }

  private static IpAddress ipv6(Random random) {
    return new IpAddress(fewBits(random), fewBits(random));
  }

  private static long fewBits(Random random) {
    var bits = 0L;
    for (var number = random.nextInt(8); number > 0; number--) {
      bits |= 1L << random.nextInt(Long.SIZE);
    }
    return bits;
  }
}
