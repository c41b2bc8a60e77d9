package headgate.gateway.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.method.MethodClass;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTablesTest {
  @ParameterizedTest
  @CsvSource({
    "METHOD_NOT_FOUND, -32601, 400",
    "PARAMS_AMBIGUOUS, -32602, 400",
    "DENIED, -32090, 403",
    "TOO_LARGE, -32097, 413",
    "HEAD_TOO_LARGE, -32097, 431",
    "FROZEN, -32090, 403",
    "ENCODED_BODY, -32600, 415",
    "RATE, -32091, 429",
    "MIN_HEIGHT_UNREADABLE, -32600, 400",
    "CLIENT_UNREADABLE, -32600, 400",
    "OVERLOADED, -32092, 503",
    "NO_NODE, -32093, 503",
    "WRITE_OUTCOME_UNKNOWN, -32094, 502",
    "DEADLINE, -32095, 504",
    "HEIGHT_NOT_REACHED, -32096, 503",
    "BAD_ANSWER, -32098, 502",
    "ANSWER_TOO_LARGE, -32097, 413",
    "INTERNAL, -32603, 500"
  })
  void everyKindHasItsCodeAndStatus(FailureKind kind, int code, int status) {
    assertThat(kind.code()).isEqualTo(code);
    assertThat(kind.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void noMessageTellsOfTheGatewaysInside(FailureKind kind) {
    assertThat(kind.message())
        .isNotBlank()
        .doesNotContain("headgate", "java", "Exception", "http", "null");
    assertThat(kind.label()).matches("[a-z]+(_[a-z]+)*");
    assertThat(kind.meaning()).endsWith(".").doesNotContain("|", "\n");
  }

  @ParameterizedTest
  @EnumSource(TryFailure.class)
  void everyTryFailureHasALabelAndAMeaning(TryFailure failure) {
    assertThat(failure.label()).matches("[a-z]+(_[a-z]+)*");
    assertThat(failure.meaning()).endsWith(".").doesNotContain("|", "\n");
  }

  @Test
  void labelsAreTheirOwn() {
    assertThat(Arrays.stream(FailureKind.values()).map(FailureKind::label)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(TryFailure.values()).map(TryFailure::label)).doesNotHaveDuplicates();
  }

  @Test
  void onlyWhatProvesThatNothingWasTakenLetsAWriteGoElsewhere() {
    assertThat(where(TryFailure::provesNotTaken))
        .isEqualTo(
            EnumSet.of(
                TryFailure.REFUSED,
                TryFailure.CONNECT_TIMEOUT,
                TryFailure.TLS,
                TryFailure.RATE_LIMITED,
                TryFailure.API_ABSENT,
                TryFailure.NODE_STOPPED,
                TryFailure.NODE_CANNOT,
                TryFailure.NO_BLOCK,
                TryFailure.PRUNED,
                TryFailure.NOT_OFFERED));
  }

  @Test
  void whatIsNobodysFaultDoesNotCountAgainstTheNode() {
    assertThat(where(failure -> !failure.countsAgainstNode()))
        .isEqualTo(
            EnumSet.of(
                TryFailure.IDLE_CLOSED,
                TryFailure.RATE_LIMITED,
                TryFailure.ANSWER_TOO_LARGE,
                TryFailure.NODE_CANNOT,
                TryFailure.NO_BLOCK,
                TryFailure.PRUNED,
                TryFailure.NOT_OFFERED));
  }

  @Test
  void aReadGoesElsewhereWhateverHappenedAndAWaitUnlessItWaitedToItsEnd() {
    assertThat(where(failure -> failure.goesElsewhere(MethodClass.READ)))
        .isEqualTo(EnumSet.allOf(TryFailure.class));
    assertThat(where(failure -> !failure.goesElsewhere(MethodClass.WAIT)))
        .isEqualTo(EnumSet.of(TryFailure.STALLED));
    assertThat(where(failure -> failure.goesElsewhere(MethodClass.WRITE)))
        .isEqualTo(where(TryFailure::provesNotTaken));
  }

  @Test
  void onlyAConnectionThatDiedIsOutsideTheBudget() {
    assertThat(where(TryFailure::outsideBudget))
        .isEqualTo(
            EnumSet.of(
                TryFailure.REFUSED,
                TryFailure.CONNECT_TIMEOUT,
                TryFailure.TLS,
                TryFailure.IDLE_CLOSED,
                TryFailure.LOST_BEFORE_ANSWER,
                TryFailure.TRUNCATED));
  }

  @Test
  void whatHappensBeforeTheNodeHasTheCallIsNeverTheCallsDoing() {
    assertThat(where(TryFailure::perhapsTheCall))
        .doesNotContain(TryFailure.REFUSED, TryFailure.CONNECT_TIMEOUT, TryFailure.TLS);
  }

  @ParameterizedTest
  @EnumSource(CallEnd.class)
  void everyEndOfACallHasALabelAndAMeaning(CallEnd end) {
    assertThat(end.label()).matches("[a-z]+(_[a-z]+)*");
    assertThat(end.meaning()).endsWith(".").doesNotContain("|", "\n");
    assertThat(end.told().source()).isNotEqualTo(Source.DOWNSTREAM);
  }

  @Test
  void aFailedTryIsNeverToldAsTheCallersDoing() {
    assertThat(TryFailure.values())
        .allMatch(failure -> failure.told().source() != Source.DOWNSTREAM);
  }

  private static Set<TryFailure> where(Predicate<TryFailure> holds) {
    return Arrays.stream(TryFailure.values()).filter(holds).collect(Collectors.toSet());
  }
}
