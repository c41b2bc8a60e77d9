package headgate.gateway.upstream;

import headgate.gateway.head.HeightWaits.HeldCall;
import headgate.gateway.head.HeightWaits.Waiting;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.route.NodeCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of one call that are ahead of the serving height and wait for it: a hedged call may
 * have two. While there is one the call needs no other try, whatever becomes of those on their way.
 */
final class AheadAnswers {
  private final ShownHeights heights;
  private final List<HeldCall> held = new ArrayList<>(0);
  private int waiting;
  private boolean over;

  AheadAnswers(ShownHeights heights) {
    this.heights = heights;
  }

  /** Whether an answer waits. */
  boolean any() {
    return waiting > 0;
  }

  /** One more, of which nothing is told once they were let go of. */
  void hold(Node from, NodeCall call, AnswerText text, Waiting whenEnded) {
    waiting++;
    held.add(
        heights.hold(
            from,
            call,
            text,
            reached -> {
              if (!over) {
                waiting--;
                whenEnded.ended(reached);
              }
            }));
  }

  /** The call is over. */
  void letGo() {
    over = true;
    held.forEach(HeldCall::callOff);
    held.clear();
  }
}
