package headgate.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of types and packages: names that say something, small packages, values that stay. */
class ShapeTest {
  private static final int TYPES_PER_PACKAGE_MAX = 20;

  @Test
  void noNameEndsInAWordThatSaysNothing() {
    classes()
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Data|Info|Common|Base)")
        .check(MainClasses.ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(packages().filter(home -> !isNullMarked(home)).map(JavaPackage::getName)).isEmpty();
  }

  @Test
  void aPackageHoldsAtMostTwentyTypes() {
    var types = packages().collect(toMap(JavaPackage::getName, ShapeTest::topLevelTypes));

    assertThat(types).isNotEmpty();
    assertThat(types.entrySet())
        .filteredOn(each -> each.getValue().size() > TYPES_PER_PACKAGE_MAX)
        .isEmpty();
  }

  @Test
  void recordsHoldNoArrays() {
    fields()
        .that()
        .areDeclaredInClassesThat(DescribedPredicate.describe("are records", JavaClass::isRecord))
        .and()
        .areNotStatic()
        .should()
        .notHaveRawType(byte[].class)
        .check(MainClasses.ALL);
  }

  private static Stream<JavaPackage> packages() {
    return Stream.concat(
            Stream.of(MainClasses.ALL.getPackage("headgate")),
            MainClasses.ALL.getPackage("headgate").getSubpackagesInTree().stream())
        .filter(home -> !home.getClasses().isEmpty());
  }

  private static boolean isNullMarked(JavaPackage home) {
    return home.isAnnotatedWith(NullMarked.class);
  }

  private static List<String> topLevelTypes(JavaPackage home) {
    return home.getClasses().stream()
        .filter(type -> !type.isArray())
        .map(JavaClass::getName)
        // A dollar marks nested types and what the compiler adds.
        .filter(name -> !name.endsWith(".package-info") && !name.contains("$"))
        .toList();
  }
}
