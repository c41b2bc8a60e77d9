package headgate.gateway.config.file;

import headgate.chain.method.MethodClass;
import headgate.gateway.address.AddressRange;
import headgate.gateway.address.IpAddress;
import headgate.gateway.config.Rules;
import headgate.gateway.config.door.AclConfig;
import headgate.gateway.config.door.AclConfig.AclRule;
import headgate.gateway.config.door.AclConfig.Verdict;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.DoorsConfig;
import headgate.gateway.config.door.OverloadConfig;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.config.door.RatesConfig.RangeRate;
import headgate.gateway.rule.RuleScope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sections of the file that say who comes in, and for what. */
final class DoorSections {
  private static final AddressRange UNREAD = AddressRange.of(IpAddress.LOOPBACK);

  private DoorSections() {}

  static DoorsConfig read(Section top) {
    return new DoorsConfig(
        clients(top.section("clients")),
        acl(top.section("acl")),
        rates(top.section("rates")),
        overload(top.section("overload")));
  }

  private static ClientsConfig clients(Section clients) {
    var otherwise = ClientsConfig.defaults();
    return clients.build(
        () ->
            new ClientsConfig(
                clients.choice("from", ClientsConfig.Source.class, otherwise.from()),
                ranges(clients, "trusted")),
        () -> otherwise);
  }

  private static AclConfig acl(Section acl) {
    var otherwise = AclConfig.defaults();
    return acl.build(
        () ->
            new AclConfig(
                acl.choice("otherwise", Verdict.class, otherwise.otherwise()),
                ranges(acl, "breakGlass"),
                rules(acl)),
        () -> otherwise);
  }

  private static RatesConfig rates(Section rates) {
    var otherwise = RatesConfig.defaults();
    return rates.build(
        () ->
            new RatesConfig(
                rates.whole("unitsPerSecond", otherwise.unitsPerSecond()),
                rates.whole("burst", otherwise.burst()),
                rates.whole("heldMax", otherwise.heldMax()),
                rangeRates(rates, otherwise)),
        () -> otherwise);
  }

  private static OverloadConfig overload(Section overload) {
    var otherwise = OverloadConfig.defaults();
    return overload.build(
        () ->
            new OverloadConfig(
                overload.duration("queueDelay", otherwise.queueDelay()),
                ranges(overload, "validators")),
        () -> otherwise);
  }

  private static List<RangeRate> rangeRates(Section rates, RatesConfig otherwise) {
    var ranges = new ArrayList<RangeRate>();
    for (var place : rates.items("ranges")) {
      var section = rates.section(place);
      section
          .build(
              () ->
                  Optional.of(
                      new RangeRate(
                          ranges(section, "addresses"),
                          section.whole("unitsPerSecond", otherwise.unitsPerSecond()),
                          section.whole("burst", otherwise.burst()))),
              Optional::<RangeRate>empty)
          .ifPresent(ranges::add);
    }
    return ranges;
  }

  private static List<AclRule> rules(Section acl) {
    var rules = new ArrayList<AclRule>();
    for (var place : acl.items("rules")) {
      var section = acl.section(place);
      section
          .build(() -> Optional.of(rule(section)), Optional::<AclRule>empty)
          .ifPresent(rules::add);
    }
    return rules;
  }

  private static AclRule rule(Section rule) {
    var allowed = ranges(rule, "allow");
    var denied = ranges(rule, "deny");
    var scope =
        new RuleScope(
            classes(rule), rule.texts("methods"), rule.texts("paths"), rule.texts("networks"));
    var allows = rule.has("allow");
    new Rules()
        .that("allow", allows != rule.has("deny"), "a rule has either allow or deny")
        .check();
    return new AclRule(allows ? Verdict.ALLOW : Verdict.DENY, allows ? allowed : denied, scope);
  }

  private static Set<MethodClass> classes(Section rule) {
    var classes = EnumSet.noneOf(MethodClass.class);
    for (var place : rule.items("classes")) {
      classes.add(
          rule.value(place, text -> Values.choice(text, MethodClass.class), MethodClass.READ));
    }
    return classes;
  }

  /** The addresses and ranges below a key. */
  static List<AddressRange> ranges(Section section, String key) {
    return section.items(key).stream()
        .map(place -> section.value(place, AddressRange::parse, UNREAD))
        .toList();
  }
}
