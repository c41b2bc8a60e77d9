package headgate.simulation.caller;

/** Told what callers send and are told, to judge the gateway by it. */
public interface CallerEars {
  /** A request is about to leave. */
  void sent(Request request);

  /** Its head has arrived at the gateway. */
  void headThere(Request request);

  /** Its response is there. */
  void answered(Request request, Response response);

  /** Its caller has left before that. */
  void left(Request request);

  /** The connection ended before anything of it had come, or just then. */
  void unread(Request request);

  /** There was nobody to connect to. */
  void refused(Request request);

  /** The connection ended, or time is up, and its caller is still there. */
  void unanswered(Request request, String why);
}
