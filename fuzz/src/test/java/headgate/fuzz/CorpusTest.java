package headgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each input that is kept, once, without a fuzzer: what was found stays mended. */
class CorpusTest {
  private final CountingLoader loader = new CountingLoader(CorpusTest.class.getClassLoader());

  @ParameterizedTest
  @EnumSource(Target.class)
  void everyInputIsReadRightlyAndInLinearTime(Target target) {
    var linear = new LinearWork(loader.load(target));
    var inputs = Corpus.inputs(target.corpus());
    assertThat(inputs).as("corpus of %s", target).isNotEmpty();
    for (var input : inputs) {
      assertThatCode(() -> linear.worst(Corpus.bytes(input)))
          .as(input.toString())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void inputsAreSmall(Target target) {
    assertThat(Corpus.inputs(target.corpus()))
        .allMatch(input -> Corpus.bytes(input).length <= 8_192);
  }
}
