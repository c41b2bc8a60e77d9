package headgate.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.address.StatedClient;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.ClientsConfig.Source;
import headgate.gateway.rule.RuleScope;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.Targets;
import headgate.gateway.testkit.Meters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {
  private static final ChainProfile ICON = ChainProfiles.builtIn("icon");
  private static final Targets TARGETS = new Targets(List.of(new Targets.Served("main", ICON)));
  private static final IpAddress PROXY = IpAddress.parse("10.0.0.2");
  private static final IpAddress STRANGER = IpAddress.parse("203.0.113.66");

  private static Rulebook book(AclRule... rules) {
    return new ConfiguredRules(new AclConfig(Verdict.ALLOW, List.of(), List.of(rules)), TARGETS)
        .book(List.of());
  }

  private static AclRule deny(IpAddress address) {
    return new AclRule(Verdict.DENY, List.of(AddressRange.of(address)), RuleScope.EVERYTHING);
  }

  private static Clients clients(Source from) {
    return new Clients(
        new ClientsConfig(from, List.of(AddressRange.parse("10.0.0.0/8"))), book(), Meters.OFF);
  }

  private static Function<String, List<String>> fields(String name, String value) {
    return field -> Map.of(name, List.of(value)).getOrDefault(field, List.of());
  }

  @Test
  void whatAPeerSaysCountsOnlyWhereItIsBelieved() {
    var clients = clients(Source.X_FORWARDED_FOR);
    var stated = clients.stated(fields("x-forwarded-for", "192.0.2.1"));

    assertThat(clients.asking(clients.of(PROXY), stated))
        .satisfies(client -> assertThat(client.address()).hasToString("192.0.2.1"));
    assertThat(clients.asking(clients.of(STRANGER), stated))
        .satisfies(client -> assertThat(client.address()).isEqualTo(STRANGER));
  }

  @Test
  void garbageOfABelievedPeerIsNobodysRequestAndOfAnotherMeansNothing() {
    var clients = clients(Source.X_FORWARDED_FOR);
    var stated = clients.stated(fields("x-forwarded-for", "unknown"));

    assertThat(stated).isEqualTo(StatedClient.UNREADABLE);
    assertThat(clients.asking(clients.of(PROXY), stated)).isNull();
    assertThat(clients.asking(clients.of(STRANGER), stated))
        .satisfies(client -> assertThat(client.address()).isEqualTo(STRANGER));
  }

  @Test
  void aBelievedPeerThatNamesNobodyAsksForItself() {
    var clients = clients(Source.FORWARDED);
    var stated = clients.stated(fields("x-forwarded-for", "192.0.2.1"));

    assertThat(clients.asking(clients.of(PROXY), stated))
        .satisfies(client -> assertThat(client.address()).isEqualTo(PROXY));
  }

  @ParameterizedTest
  @CsvSource({
    "SOCKET, false, false",
    "PROXY_PROTOCOL, true, true",
    "X_FORWARDED_FOR, true, false",
    "FORWARDED, true, false"
  })
  void onlyTheConfiguredPlaceIsLookedAt(Source from, boolean believed, boolean header) {
    var clients = clients(from);

    assertThat(clients.believes(PROXY)).isEqualTo(believed);
    assertThat(clients.expectsHeader(PROXY)).isEqualTo(header);
    assertThat(clients.believes(STRANGER)).isFalse();
    assertThat(clients.expectsHeader(STRANGER)).isFalse();
  }

  @Test
  void aClientIsJudgedByTheRulesOfTheMoment() {
    var clients = clients(Source.SOCKET);
    var before = clients.of(STRANGER);
    assertThat(clients.current(before)).isSameAs(before);
    assertThat(before.standing().barred()).isFalse();

    clients.judgeBy(book(deny(STRANGER)));

    var now = clients.current(before);
    assertThat(now.standing().barred()).isTrue();
    assertThat(clients.current(now)).isSameAs(now);
  }

  @Test
  void theRulesOfOneConfigurationAreNotTakenForThoseOfAnother() {
    var one = clients(Source.SOCKET);
    var other = new Clients(ClientsConfig.defaults(), book(deny(STRANGER)), Meters.OFF);

    assertThat(other.current(one.of(STRANGER)).standing().barred()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "methods, icx_getBalanse, acl.rules[0].methods: no network has a method icx_getBalanse",
    "methods, foo_*, acl.rules[0].methods: no network has a method foo_*",
    "paths, v4, 'acl.rules[0].paths: there is no \"v4\", only v3, debug'",
    "networks, mian, 'acl.rules[0].networks: there is no \"mian\", only main'",
  })
  void aRuleAboutWhatThereIsNotIsRefused(String key, String name, String message) {
    var names = List.of(name);
    var none = List.<String>of();
    var scope =
        new RuleScope(
            Set.of(),
            key.equals("methods") ? names : none,
            key.equals("paths") ? names : none,
            key.equals("networks") ? names : none);
    var rule = new AclRule(Verdict.DENY, List.of(AddressRange.of(PROXY)), scope);

    assertThatThrownBy(() -> book(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
