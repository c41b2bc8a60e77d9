package headgate.gateway.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RuntimeRulesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final AddressRange RANGE = AddressRange.parse("203.0.113.0/24");

  private final RuntimeRules rules = new RuntimeRules();

  private static RuntimeRules.Made deny(AddressRange range, String network, Instant until) {
    return new RuntimeRules.Made(false, range, network, until);
  }

  @Test
  void aRuleTakesThePlaceOfAnotherForTheSame() {
    rules.put(deny(RANGE, "main", NOON));
    rules.put(deny(RANGE, "test", NOON));
    rules.put(new RuntimeRules.Made(true, RANGE, "main", NOON));

    assertThat(rules.all())
        .extracting(RuntimeRules.Made::network, RuntimeRules.Made::allows)
        .containsExactly(tuple("test", false), tuple("main", true));
  }

  @Test
  void aRuleEndsWithItsTime() {
    rules.put(deny(RANGE, "main", NOON));

    assertThat(rules.expire(NOON.minusMillis(1))).isFalse();
    assertThat(rules.all()).hasSize(1);
    assertThat(rules.expire(NOON)).isTrue();
    assertThat(rules.all()).isEmpty();
  }

  @Test
  void aRuleIsRemovedOnItsNetworkOnly() {
    rules.put(deny(RANGE, "main", NOON));

    assertThat(rules.remove("test", RANGE)).isFalse();
    assertThat(rules.remove("main", AddressRange.parse("203.0.113.0/25"))).isFalse();
    assertThat(rules.remove("main", RANGE)).isTrue();
    assertThat(rules.remove("main", RANGE)).isFalse();
  }

  @Test
  void thereIsRoomForSoManyAndOneMayBeMadeAnew() {
    for (var number = 0; number < RuntimeRules.MAX; number++) {
      assertThat(rules.put(deny(address(number), "main", NOON))).isTrue();
    }
    assertThat(rules.put(deny(address(RuntimeRules.MAX), "main", NOON))).isFalse();
    assertThat(rules.put(deny(address(7), "main", NOON.plusSeconds(1)))).isTrue();
    assertThat(rules.all()).hasSize(RuntimeRules.MAX);
  }

  private static AddressRange address(int number) {
    return AddressRange.of(IpAddress.ofIpv4(number));
  }
}
