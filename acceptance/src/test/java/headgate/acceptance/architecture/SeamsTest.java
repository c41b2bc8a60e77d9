package headgate.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * Time, chance, threads and sockets enter through seams, so that the production code runs on
 * simulated ones; outside the seams nothing asks the machine itself.
 */
class SeamsTest {
  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.lang.Math.random",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.util.Date.<init>",
          "java.util.Random.<init>",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");

  @Test
  void nettyStaysInTheListenerTheSeamsAndWhatStandsBehindThem() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "headgate.gateway.listen..",
            "headgate.gateway.netty..",
            "headgate.devnode..",
            "headgate.simulation.machine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(MainClasses.ALL);
  }

  @Test
  void nothingOutsideTheSeamsAsksTheMachineForTimeOrChance() {
    classes().that(areNoSeam()).should(askNoMachine()).check(MainClasses.ALL);
  }

  @Test
  void theRuleSeesCallsReferencesAndConstructors() {
    var caught = new ClassFileImporter().importClasses(Sinner.class);

    var result = classes().should(askNoMachine()).evaluate(caught);

    assertThat(result.getFailureReport().getDetails())
        .anyMatch(line -> line.contains("java.lang.System.nanoTime"))
        .anyMatch(line -> line.contains("java.time.Instant.now"))
        .anyMatch(line -> line.contains("java.util.Random.<init>"))
        .anyMatch(line -> line.contains("supplyAsync"))
        .anyMatch(line -> line.contains("java.util.SplittableRandom.<init>()"))
        .hasSize(5);
  }

  @Test
  void nothingLogsWithJavaUtilLogging() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(MainClasses.ALL);
  }

  private static DescribedPredicate<JavaClass> areNoSeam() {
    return DescribedPredicate.describe("are no seam", type -> !isSeam(type));
  }

  private static boolean isSeam(JavaClass type) {
    var home = type.getPackageName();
    return home.startsWith("headgate.gateway.netty")
        || home.startsWith("headgate.gateway.seam")
        || home.startsWith("headgate.cli")
        || (home.startsWith("headgate.devnode") && type.getSimpleName().endsWith("Clock"));
  }

  private static ArchCondition<JavaClass> askNoMachine() {
    return new ArchCondition<>("leave time, chance and threads to the seams") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(access -> isForbidden(access.getTarget()))
            .forEach(access ->
                events.add(SimpleConditionEvent.violated(access, access.getDescription())));
      }
    };
  }

  private static boolean isForbidden(AccessTarget target) {
    var owner = target.getOwner().getName();
    var async =
        owner.equals("java.util.concurrent.CompletableFuture")
            && target.getName().endsWith("Async");
    // With a seed it draws what the seed says; without one, what the machine says.
    var unseeded =
        owner.equals("java.util.SplittableRandom")
            && target.getFullName().equals("java.util.SplittableRandom.<init>()");
    return async || unseeded || CLOCKS_AND_CHANCE.contains(owner + "." + target.getName());
  }

  /** Does what is forbidden, to show that the rule sees it. */
  static final class Sinner {
    private final LongSupplier ticker = System::nanoTime;

    long sum() {
      return CompletableFuture.supplyAsync(ticker::getAsLong).join()
          + Instant.now().toEpochMilli()
          + new Random().nextInt()
          + new SplittableRandom().nextInt()
          + new SplittableRandom(1).nextInt();
    }
  }
}
