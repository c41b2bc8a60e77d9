package headgate.gateway.upstream.writes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentTransactionsTest {
  private final SentTransactions sent = new SentTransactions();

  @Test
  void whoTookATransactionIsKnownForSomeBlocks() {
    sent.taken("0xa", 2, 100);

    assertThat(sent.nodeOf("0xa", 100)).isEqualTo(2);
    assertThat(sent.nodeOf("0xa", 100 + SentTransactions.BLOCKS)).isEqualTo(2);
    assertThat(sent.nodeOf("0xa", 101 + SentTransactions.BLOCKS)).isNegative();
    assertThat(sent.nodeOf("0xa", 100)).as("forgotten").isNegative();
  }

  @Test
  void whatWasNotSentHereIsAnybodys() {
    assertThat(sent.nodeOf("0xb", 1)).isNegative();
  }

  @Test
  void theOldestIsForgottenForTheNewest() {
    for (var index = 0; index <= SentTransactions.REMEMBERED_MAX; index++) {
      sent.taken("0x" + index, 1, 100);
    }

    assertThat(sent.nodeOf("0x0", 100)).isNegative();
    assertThat(sent.nodeOf("0x1", 100)).isOne();
    assertThat(sent.nodeOf("0x" + SentTransactions.REMEMBERED_MAX, 100)).isOne();
  }

  @Test
  void whoTookItLastCounts() {
    sent.taken("0xa", 1, 100);
    sent.taken("0xa", 2, 101);

    assertThat(sent.nodeOf("0xa", 101)).isEqualTo(2);
  }
}
