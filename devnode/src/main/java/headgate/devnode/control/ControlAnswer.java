package headgate.devnode.control;

import headgate.devnode.fault.Conduct;
import headgate.devnode.fault.Knee;
import headgate.devnode.fault.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the control API answers: an HTTP status, and an object that is written as JSON. */
record ControlAnswer(int status, Object body) {

  /** Why a command was not carried out. */
  record Refusal(String error) {}

  /** That a command was carried out, and how much it touched. */
  record Done(int affected) {}

  /** What is wrong with a node, all its answers alike. */
  record Wrong(View view, Conduct conduct, @Nullable Knee knee) {}

  /** The last bodies that a node received, in Base64, the oldest first. */
  record Bodies(List<String> bodies) {}

  static ControlAnswer ok(Object body) {
    return new ControlAnswer(200, body);
  }

  static ControlAnswer done() {
    return ok(new Done(1));
  }

  static ControlAnswer refused(int status, String error) {
    return new ControlAnswer(status, new Refusal(error));
  }
}
