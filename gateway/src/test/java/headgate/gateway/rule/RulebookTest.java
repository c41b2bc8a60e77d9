package headgate.gateway.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.ChainProfile;
import headgate.chain.ChainProfiles;
import headgate.chain.method.MethodClass;
import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.rule.Rule.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulebookTest {
  private static final ChainProfile ICON = ChainProfiles.builtIn("icon");
  private static final Targets TARGETS =
      new Targets(List.of(new Targets.Served("main", ICON), new Targets.Served("test", ICON)));
  private static final RuleScope WRITES =
      new RuleScope(Set.of(MethodClass.WRITE), List.of(), List.of(), List.of());
  private static final RuleScope DEBUG =
      new RuleScope(Set.of(), List.of(), List.of("debug"), List.of());

  private static Rule rule(boolean allows, Source source, RuleScope scope, String... ranges) {
    return new Rule(
        allows, Stream.of(ranges).map(AddressRange::parse).toList(), scope, source, "a rule");
  }

  private static Rule allow(RuleScope scope, String... ranges) {
    return rule(true, Source.FILE, scope, ranges);
  }

  private static Rule deny(RuleScope scope, String... ranges) {
    return rule(false, Source.FILE, scope, ranges);
  }

  private static Rulebook book(Rule... rules) {
    return new Rulebook(TARGETS, true, List.of(rules));
  }

  private static Rulebook closed(Rule... rules) {
    return new Rulebook(TARGETS, false, List.of(rules));
  }

  private static boolean may(Rulebook book, String address, String method) {
    return may(book, address, 0, method);
  }

  private static boolean may(Rulebook book, String address, int network, String method) {
    var index = ICON.methods().named(method).orElseThrow().index();
    return book.of(IpAddress.parse(address)).mayCall(network, index);
  }

  private static boolean barred(Rulebook book, String address) {
    return book.of(IpAddress.parse(address)).barred();
  }

  @Test
  void withoutRulesTheDefaultDecides() {
    assertThat(may(book(), "10.0.0.1", "icx_getBalance")).isTrue();
    assertThat(may(closed(), "10.0.0.1", "icx_getBalance")).isFalse();
    assertThat(barred(book(), "10.0.0.1")).isFalse();
    assertThat(barred(closed(), "10.0.0.1")).isTrue();
  }

  @Test
  void theLongestPrefixDecides() {
    var book =
        book(
            deny(RuleScope.EVERYTHING, "10.0.0.0/8"),
            allow(RuleScope.EVERYTHING, "10.1.0.0/16"),
            deny(RuleScope.EVERYTHING, "10.1.2.3"));

    assertThat(may(book, "10.2.0.1", "icx_getBalance")).isFalse();
    assertThat(may(book, "10.1.0.1", "icx_getBalance")).isTrue();
    assertThat(may(book, "10.1.2.3", "icx_getBalance")).isFalse();
    assertThat(may(book, "::ffff:10.1.2.3", "icx_getBalance")).isFalse();
    assertThat(may(book, "11.0.0.1", "icx_getBalance")).isTrue();
  }

  @Test
  void aRuleSaysNothingOfWhatItIsNotAbout() {
    var book =
        book(deny(WRITES, "0.0.0.0/0"), allow(WRITES, "10.0.0.0/8"), deny(DEBUG, "10.0.0.0/24"));

    assertThat(may(book, "192.0.2.1", "icx_sendTransaction")).isFalse();
    assertThat(may(book, "192.0.2.1", "icx_getBalance")).isTrue();
    assertThat(may(book, "10.0.0.1", "icx_sendTransaction")).isTrue();
    assertThat(may(book, "10.0.0.1", "debug_getTrace")).isFalse();
    assertThat(may(book, "10.0.1.1", "debug_getTrace")).isTrue();
    assertThat(barred(book, "192.0.2.1")).isFalse();
  }

  @Test
  void networksAndMethodsAreToldApart() {
    var book =
        book(
            deny(
                new RuleScope(Set.of(), List.of("icx_get*"), List.of(), List.of("test")),
                "0.0.0.0/0"));

    assertThat(may(book, "10.0.0.1", 0, "icx_getBalance")).isTrue();
    assertThat(may(book, "10.0.0.1", 1, "icx_getBalance")).isFalse();
    assertThat(may(book, "10.0.0.1", 1, "icx_call")).isTrue();
  }

  @Test
  void streamsHaveRulesOfTheirOwn() {
    var streams = new RuleScope(Set.of(MethodClass.STREAM), List.of(), List.of(), List.of());
    var standing = book(deny(streams, "10.0.0.0/8")).of(IpAddress.parse("10.0.0.1"));

    assertThat(standing.mayStream(0, "block")).isFalse();
    assertThat(standing.mayStream(1, "event")).isFalse();
    assertThat(book().of(IpAddress.parse("10.0.0.1")).mayStream(0, "block")).isTrue();
    assertThat(standing.mayStream(0, "none")).isFalse();
  }

  @Test
  void ofOnePrefixNoGoesBeforeYesAndAnOperatorBeforeTheFile() {
    assertThat(
            may(
                book(
                    deny(RuleScope.EVERYTHING, "10.0.0.1"),
                    allow(RuleScope.EVERYTHING, "10.0.0.1")),
                "10.0.0.1",
                "icx_call"))
        .isFalse();
    assertThat(
            may(
                book(
                    rule(true, Source.RUNTIME, RuleScope.EVERYTHING, "10.0.0.1"),
                    deny(RuleScope.EVERYTHING, "10.0.0.1")),
                "10.0.0.1",
                "icx_call"))
        .isTrue();
  }

  @Test
  void nothingClosesTheBreakGlassAddresses() {
    var book =
        book(
            rule(true, Source.BREAK_GLASS, RuleScope.EVERYTHING, "10.0.0.0/24"),
            deny(RuleScope.EVERYTHING, "10.0.0.1"),
            rule(false, Source.RUNTIME, RuleScope.EVERYTHING, "10.0.0.0/24", "10.0.0.1"));

    assertThat(may(book, "10.0.0.1", "icx_call")).isTrue();
    assertThat(may(book, "10.0.1.1", "icx_call")).isTrue();
  }

  @Test
  void theRosterOpensOnlyWhatTheDefaultCloses() {
    var roster = rule(true, Source.ROSTER, RuleScope.EVERYTHING, "10.0.0.1", "10.9.0.1");

    assertThat(may(closed(roster), "10.0.0.1", "icx_call")).isTrue();
    assertThat(may(closed(roster), "10.0.0.2", "icx_call")).isFalse();
    assertThat(may(closed(roster, deny(WRITES, "10.0.0.0/8")), "10.0.0.1", "icx_sendTransaction"))
        .isFalse();
    assertThat(may(closed(roster, deny(WRITES, "10.0.0.0/8")), "10.0.0.1", "icx_call")).isTrue();
  }

  @Test
  void whoMayDoNothingAtAllIsBarred() {
    assertThat(barred(book(deny(RuleScope.EVERYTHING, "10.0.0.0/8")), "10.0.0.1")).isTrue();
    assertThat(
            barred(
                book(deny(RuleScope.EVERYTHING, "10.0.0.0/8"), allow(WRITES, "10.0.0.1")),
                "10.0.0.1"))
        .isFalse();
  }

  @Test
  void whatDecidedIsToBeHad() {
    var book = book(deny(WRITES, "10.0.0.5/8"));
    var explained = book.explain(IpAddress.parse("10.7.7.7"));

    var write =
        explained.stream()
            .filter(each -> each.target().name().equals("icx_sendTransaction"))
            .findFirst()
            .orElseThrow();
    assertThat(write.decision().rule().name()).isEqualTo("a rule");
    assertThat(write.decision().range()).hasToString("10.0.0.0/8");
    var read =
        explained.stream()
            .filter(each -> each.target().name().equals("icx_getBalance"))
            .findFirst()
            .orElseThrow();
    assertThat(read.decision().rule().name()).isEqualTo("acl.default");
  }

  @Test
  void tooManyRangesAreRefused() {
    var many =
        IntStream.range(0, Rulebook.RANGES_MAX + 1)
            .mapToObj(IpAddress::ofIpv4)
            .map(AddressRange::of)
            .toList();
    var rule = new Rule(false, many, RuleScope.EVERYTHING, Source.FILE, "many");

    assertThatThrownBy(() -> book(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20000");
  }

  /**
   * Against the plain way: of all rules that cover both, the best by prefix, source and verdict.
   */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void agreesWithAskingEveryRule(long seed) {
    var random = new Random(seed);
    var scopes =
        List.of(
            RuleScope.EVERYTHING,
            WRITES,
            DEBUG,
            new RuleScope(Set.of(), List.of("icx_get*"), List.of(), List.of()),
            new RuleScope(Set.of(), List.of(), List.of(), List.of("test")));
    var rules = new ArrayList<Rule>();
    for (var number = 0; number < 60; number++) {
      var range = new AddressRange(few(random), random.nextInt(33));
      rules.add(
          new Rule(
              random.nextBoolean(),
              List.of(range),
              scopes.get(random.nextInt(scopes.size())),
              random.nextInt(4) == 0 ? Source.RUNTIME : Source.FILE,
              "rule " + number));
    }
    var book = new Rulebook(TARGETS, true, rules);
    for (var probe = 0; probe < 200; probe++) {
      var address = few(random);
      for (var each : book.explain(address)) {
        assertThat(each.decision().rule().allows())
            .as("%s of %s among %s", each.target(), address, rules)
            .isEqualTo(plain(rules, address, each.target()));
      }
    }
  }

  private static boolean plain(List<Rule> rules, IpAddress address, Target target) {
    return rules.stream()
        .filter(rule -> rule.ranges().getFirst().contains(address) && rule.scope().covers(target))
        .max(
            Comparator.<Rule>comparingInt(rule -> rule.ranges().getFirst().prefix())
                .thenComparing(Rule::source)
                .thenComparing(Rule::allows, Comparator.reverseOrder()))
        .map(Rule::allows)
        .orElse(true);
  }

  private static IpAddress few(Random random) {
    return IpAddress.ofIpv4(random.nextInt(4) << 30 | random.nextInt(4) << 14 | random.nextInt(4));
  }
}
