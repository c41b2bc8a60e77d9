package headgate.gateway.listen;

import headgate.gateway.address.IpAddress;
import headgate.gateway.listen.answer.EarlyAnswer;
import headgate.gateway.observe.access.CallLine;
import headgate.gateway.observe.access.CallLine.Asked;
import headgate.gateway.observe.access.LoopAccess;
import headgate.gateway.observe.access.RequestAccess;
import headgate.gateway.seam.Clock;

/**
 * Tells the access log of a connection's requests that were served by no pipeline: answered by
 * their head alone, or cut off before they were whole.
 */
final class Unserved {
  private static final int FAILED_FROM = 400;

  private final LoopAccess access;
  private final Clock clock;
  private IpAddress client;
  private long beganNanos;

  Unserved(LoopAccess access, Clock clock, IpAddress peer) {
    this.access = access;
    this.clock = clock;
    client = peer;
  }

  /** The head of a request is there, which comes from that address. */
  void begins(IpAddress from) {
    client = from;
    beganNanos = clock.nanos();
  }

  /**
   * It was answered.
   *
   * @param bytes what has come of its body
   * @return the header line that names the request
   */
  String answered(EarlyAnswer answer, long bytes) {
    var request = access.request(client);
    if (request.on()) {
      var well = answer.status() < FAILED_FROM;
      var length = answer.text().length();
      end(
          request.holding(bytes),
          new Ending(
              well ? "local" : CallLine.REFUSED, well, answer.reason(), answer.status(), length));
    }
    return request.field();
  }

  /** Its connection ended before it was whole, by its caller or at a deadline. */
  void cut(long bytes) {
    var request = access.request(client);
    if (request.on()) {
      end(request.holding(bytes), new Ending("abandoned", false, "", 0, 0));
    }
  }

  private record Ending(String outcome, boolean well, String reason, int status, int bytes) {}

  private void end(RequestAccess request, Ending ending) {
    request.ended(
        0,
        new CallLine(
            "",
            ending.outcome,
            ending.well,
            ending.reason,
            0,
            ending.status,
            clock.nanos() - beganNanos,
            ending.bytes,
            Asked.NOBODY));
  }
}
