package headgate.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Dependencies point one way: jsonrpc, chain, then gateway and devnode side by side, then cli. In
 * the gateway a stage of the walk knows the stages before it, whose words it is given, and never
 * one behind it; what stands beside the walk for every stage to use knows none; only the root
 * package knows them all.
 */
class ModuleDependenciesTest {
  private static final List<String> WALK =
      List.of("listen", "decompose", "admit", "route", "cache", "upstream", "recombine");

  private static final List<String> FREE_FOR_ALL =
      List.of(
          "address",
          "rule",
          "rate",
          "client",
          "overload",
          "seam",
          "netty",
          "outcome",
          "config",
          "head",
          "observe");

  @Test
  void everyModuleIsRead() {
    assertThat(List.of("jsonrpc", "chain", "gateway", "devnode", "cli"))
        .allMatch(module -> MainClasses.ALL.containPackage("headgate." + module));
  }

  @Test
  void jsonrpcDependsOnNothingButTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage("headgate.jsonrpc..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "headgate.jsonrpc..", "org.jspecify.annotations.."));
  }

  @Test
  void chainKnowsOnlyJsonrpc() {
    neverDepends("chain", "gateway", "devnode", "cli");
  }

  @Test
  void gatewayAndDevnodeDoNotKnowEachOther() {
    neverDepends("gateway", "devnode", "cli");
    neverDepends("devnode", "gateway", "cli");
  }

  @Test
  void packagesOfTheGatewayFormNoCycle() {
    check(slices().matching("headgate.gateway.(*)..").should().beFreeOfCycles());
  }

  @TestFactory
  Stream<DynamicTest> whatEveryStageMayUseKnowsNoStage() {
    return FREE_FOR_ALL.stream()
        .map(free -> DynamicTest.dynamicTest(free, () -> knowsNoneOf(free, WALK.stream())));
  }

  @TestFactory
  Stream<DynamicTest> aStageKnowsNoStageBehindIt() {
    return WALK.stream()
        .limit(WALK.size() - 1L)
        .map(stage -> DynamicTest.dynamicTest(stage, () -> knowsNoneOf(stage, behind(stage))));
  }

  private static Stream<String> behind(String stage) {
    return WALK.stream().skip(WALK.indexOf(stage) + 1L);
  }

  private static void knowsNoneOf(String stage, Stream<String> others) {
    check(
        noClasses()
            .that()
            .resideInAPackage("headgate.gateway." + stage + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packagesOf(others)));
  }

  private static void neverDepends(String module, String... others) {
    check(
        noClasses()
            .that()
            .resideInAPackage("headgate." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                Stream.of(others).map(other -> "headgate." + other + "..").toArray(String[]::new)));
  }

  private static String[] packagesOf(Stream<String> stages) {
    return stages.map(stage -> "headgate.gateway." + stage + "..").toArray(String[]::new);
  }

  private static void check(ArchRule rule) {
    // A stage that has no class yet keeps to its rule.
    rule.allowEmptyShould(true).check(MainClasses.ALL);
  }
}
