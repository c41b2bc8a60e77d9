package headgate.simulation.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final Instant START = Instant.EPOCH.plusSeconds(1_000);

  private final Chain chain = Chain.grown(0, "0x2", 10, START, Duration.ofSeconds(1));

  @Test
  void aForkHasTheTransactionsOfTheBlocksThatItSharesAndNoLaterOnes() {
    chain.grow(START.plusSeconds(1), List.of("0xa"));
    chain.grow(START.plusSeconds(2), List.of("0xb"));
    var shared = chain.tip() - 1;
    var fork = chain.fork(1, chain.tip());

    assertThat(fork.tip()).isEqualTo(chain.tip());
    assertThat(fork.block(shared)).isEqualTo(chain.block(shared));
    assertThat(fork.block(chain.tip())).isNotEqualTo(chain.block(chain.tip()));
    assertThat(fork.heightOf("0xa")).isEqualTo(shared);
    assertThat(fork.heightOf("0xb")).as("in the block that is another one").isNegative();
  }
}
