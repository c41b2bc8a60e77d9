package headgate.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import headgate.simulation.rule.Verdict;
import org.slf4j.LoggerFactory;

/** Whatever breaks off with an exception is logged by production code, and is a bug. */
final class LoggedBugs extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Verdict verdict;
  private final Logger root;

  private LoggedBugs(Verdict verdict, Logger root) {
    this.verdict = verdict;
    this.root = root;
  }

  static LoggedBugs into(Verdict verdict) {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(Level.INFO);
    var bugs = new LoggedBugs(verdict, root);
    bugs.start();
    root.addAppender(bugs);
    return bugs;
  }

  @Override
  protected void append(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    if (thrown != null && event.getLevel().isGreaterOrEqual(Level.WARN)) {
      var text = new StringBuilder(event.getFormattedMessage());
      for (var cause = thrown; cause != null; cause = cause.getCause()) {
        text.append("\n  ").append(cause.getClassName()).append(": ").append(cause.getMessage());
        for (var frame : cause.getStackTraceElementProxyArray()) {
          text.append("\n    ").append(frame.getSTEAsString());
        }
      }
      verdict.broken("nothing breaks off", text.toString());
    }
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
