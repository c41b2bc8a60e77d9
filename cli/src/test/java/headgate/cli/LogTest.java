package headgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("takes the process's standard error")
class LogTest {
  @Test
  void anEventIsOneLineWhateverItHolds() throws JoranException {
    var lines =
        logged(
            "what a caller sent: {}",
            "a\nFAKE ERROR line\r\u001b[2J\u0000",
            new IllegalStateException("x\ny"));
    assertThat(lines.lines()).hasSize(1);
    assertThat(lines)
        .contains("WARN  Name what a caller sent: a?FAKE ERROR line??[2J? ")
        .contains("java.lang.IllegalStateException: x y at headgate.cli.LogTest")
        .endsWith("\n");
  }

  @Test
  void anEventWithoutExceptionIsShort() throws JoranException {
    assertThat(logged("plain")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z WARN  Name plain ?\n");
  }

  private static String logged(String message, Object... arguments) throws JoranException {
    var original = System.err;
    var captured = new ByteArrayOutputStream();
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    System.setErr(new PrintStream(captured, true, UTF_8));
    try {
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(Objects.requireNonNull(LogTest.class.getResource("/logback.xml")));
      var logger = context.getLogger("some.package.Name");
      logger.setLevel(Level.WARN);
      logger.warn(message, arguments);
    } finally {
      context.stop();
      System.setErr(original);
    }
    return captured.toString(UTF_8);
  }
}
