package headgate.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is simulated is the machine; everything of the gateway itself is what runs in production.
 */
class SimulationSeamsTest {
  private static final String MACHINE = "headgate.gateway.netty.Machine";

  @Test
  void theSimulationReplacesNothingOfTheGatewayButItsSeams() {
    classes()
        .that()
        .resideInAPackage("headgate.simulation..")
        .should(replaceOnlySeams())
        .check(MainClasses.ALL);
  }

  @Test
  void nothingKnowsTheSimulation() {
    noClasses()
        .that()
        .resideOutsideOfPackage("headgate.simulation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("headgate.simulation..")
        .check(MainClasses.ALL);
  }

  private static ArchCondition<JavaClass> replaceOnlySeams() {
    return new ArchCondition<>("implement and extend nothing of the gateway but its seams") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
            .filter(above -> above.getPackageName().startsWith("headgate.gateway"))
            .filter(above -> !above.getPackageName().equals("headgate.gateway.seam"))
            .filter(above -> !above.getName().equals(MACHINE))
            .forEach(above ->
                events.add(
                    SimpleConditionEvent.violated(
                        type, type.getName() + " stands in for " + above.getName())));
      }
    };
  }
}
