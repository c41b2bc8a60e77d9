package headgate.simulation.rule;

import headgate.gateway.config.operate.DrainConfig;
import headgate.simulation.caller.Request;
import headgate.simulation.caller.Response;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that takes its leave takes callers until the notice is over, answers what it has read,
 * tells who is answered to go elsewhere, and is through with everybody before its deadline.
 */
public final class DrainRule {
  /** Everybody reads what it is told within two seconds, and a loop stands still for four. */
  public static final Duration LATE_MAX = Duration.ofSeconds(5);

  private static final String DOOR = "callers are taken until the notice is over";
  private static final String ANSWERED = "every id is answered exactly once";
  private static final String LAST =
      "each answer of a gateway that leaves is its connection's last";
  private static final String THROUGH = "a gateway that leaves is through before its deadline";
  private static final Pattern TURNED_AWAY = Pattern.compile("\"code\":-32092\\b.*\"id\":null");
  private static final long MOMENT_NANOS = 1_000_000;

  private final Landscape landscape;
  private final Verdict verdict;
  private @Nullable DrainConfig terms;
  private long beganNanos;
  private long calledNanos;
  private boolean over;

  DrainRule(Landscape landscape, Verdict verdict) {
    this.landscape = landscape;
    this.verdict = verdict;
  }

  private long now() {
    return landscape.agenda().nanos();
  }

  /** The loop that decides may have stood still. */
  private boolean disturbed() {
    return landscape.skies().calmSinceNanos() >= beganNanos - LATE_MAX.toNanos();
  }

  /** It was told to leave. */
  public void begun(DrainConfig how) {
    terms = how;
    beganNanos = now();
    landscape.skies().leaves();
  }

  /** What is left now is answered with an error. */
  public void lastCall() {
    calledNanos = now();
    landscape.skies().closes();
  }

  void refused(Request request) {
    verdict.hold(terms != null && now() - beganNanos >= terms.notice().toNanos(), DOOR, request);
  }

  void unread(Request request) {
    verdict.hold(terms != null, ANSWERED, request + ": the connection ended");
  }

  /** Whether the last call came before the whole request; nobody knows its ids then. */
  boolean turnedAway(Request request, Response response) {
    return landscape.skies().closing()
        && request.sentNanos() <= calledNanos
        && response.last()
        && TURNED_AWAY.matcher(response.body()).find();
  }

  void answered(Request request, Response response) {
    verdict.hold(
        terms == null
            || request.sentNanos() <= beganNanos + MOMENT_NANOS
            || disturbed()
            || response.last(),
        LAST,
        request + " -> " + response);
  }

  /**
   * It is through.
   *
   * @param left connections that are cut off
   */
  public void over(int left) {
    over = true;
    verdict.hold(left == 0 || disturbed(), THROUGH, left + " connections are cut off");
  }

  /** The deadline was {@link #LATE_MAX} ago. */
  public void late() {
    verdict.hold(over, THROUGH, "it is not");
  }
}
