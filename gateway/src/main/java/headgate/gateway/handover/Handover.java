package headgate.gateway.handover;

import headgate.gateway.netty.local.LocalLine;
import headgate.gateway.seam.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The old process's side of one handover; all on one loop. */
final class Handover implements LocalLine.Ear {
  /** Until the other one says that it can serve: its start, and the search for the heads. */
  static final Duration PREPARING_MAX = Duration.ofMinutes(2);

  /** While nobody accepts. */
  static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private enum Step {
    PREPARING,
    PAUSED,
    OVER
  }

  private final HandoverDoor.House house;
  private final Loop loop;
  private final LocalLine line;
  private final Runnable failed;
  private Step step = Step.PREPARING;
  private Loop.Timer timer;
  private long pausedNanos;

  /**
   * One that begins.
   *
   * @param failed told once where it came to nothing
   */
  Handover(HandoverDoor.House house, Loop loop, LocalLine line, Runnable failed) {
    this.house = house;
    this.loop = loop;
    this.line = line;
    this.failed = failed;
    timer = loop.schedule(PREPARING_MAX, () -> giveUp("did not get ready in time"));
    LOG.info("another process asks for the callers");
    line.pass(house.socket());
  }

  @Override
  public void line(String said) {
    if (step == Step.PREPARING && said.equals(Words.TAKE)) {
      pause();
    } else if (step == Step.PAUSED && said.equals(Words.TAKEN)) {
      taken();
    } else {
      giveUp("says what is not understood");
    }
  }

  private void pause() {
    step = Step.PAUSED;
    pausedNanos = loop.clock().nanos();
    timer.cancel();
    timer = loop.schedule(PAUSE_MAX, () -> giveUp("did not accept callers in time"));
    house.accepting(false);
    Words.tell(line, house.left());
  }

  /**
   * The other one has waited for an answer no longer than the pause: where this process stood still
   * for that long, what it finds in its queue is a word of somebody who has given up.
   */
  private void taken() {
    if (loop.clock().nanos() - pausedNanos < PAUSE_MAX.toNanos()) {
      handOver();
    } else {
      giveUp("had the callers too late");
    }
  }

  private void handOver() {
    step = Step.OVER;
    timer.cancel();
    LOG.info("another process has the callers now");
    line.say(Words.GONE);
    house.handedOver(line::close);
  }

  @Override
  public void closed() {
    giveUp("has gone");
  }

  private void giveUp(String why) {
    if (step == Step.OVER) {
      return;
    }
    LOG.warn("the process that asked for the callers {}; they are accepted here", why);
    if (step == Step.PAUSED) {
      house.accepting(true);
    }
    step = Step.OVER;
    timer.cancel();
    line.close();
    failed.run();
  }
}
