package headgate.acceptance.roles;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import headgate.chain.method.Lane;
import headgate.gateway.config.role.FallbackConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.config.role.NodeRole;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.NodeStanding;
import headgate.gateway.head.NodeState;
import headgate.gateway.upstream.choice.Fallbacks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads as fallbacks come into use. */
class FallbackLinesTest {
  private static final NodeStanding UP = new NodeStanding(NodeState.UP, "", 100, 0);
  private static final NodeStanding DOWN = new NodeStanding(NodeState.DOWN, "", 100, 0);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(Fallbacks.class);

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  @Test
  void oneDeadPrimaryIsOneLineForAllLanesAndItsReturnAnother() {
    var duties = List.of(NodeDuty.EVERYTHING, NodeDuty.of(NodeRole.FALLBACK));
    var config = new FallbackConfig(10, Duration.ofSeconds(1));
    var fallbacks = new Fallbacks("main", config, duties, (_, _) -> false, 0);
    fallbacks.look(view(DOWN), SECOND);
    assertThat(fallbacks.inUse()).containsExactlyInAnyOrder(Lane.READ, Lane.WRITE, Lane.WAIT);
    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.WARN);
          assertThat(line.getFormattedMessage()).contains("read", "write", "wait");
        });

    lines.list.clear();
    fallbacks.look(view(UP), 2 * SECOND);
    fallbacks.look(view(UP), 4 * SECOND);
    assertThat(fallbacks.inUse()).isEmpty();
    assertThat(lines.list).hasSize(1);
  }

  private static HeadView view(NodeStanding primary) {
    return new HeadView(0, 100, 0, List.of(primary, UP));
  }
}
