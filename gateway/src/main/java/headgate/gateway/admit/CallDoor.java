package headgate.gateway.admit;

import headgate.chain.method.MethodClass;
import headgate.gateway.client.Client;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.FailureKind;

/**
 * The second door: judges each call by what it is, after it was taken apart and before anything is
 * spent on it.
 */
public final class CallDoor {
  private static final Admission ADMITTED = new Admission.Admitted();

  private final ByteBudget budget;

  /** A door that closes for reads and waits while the byte budget is nearly used up. */
  public CallDoor(ByteBudget budget) {
    this.budget = budget;
  }

  /** Whether the call may be made over this kind of connection at all, and by who asks. */
  public Admission judge(Call call, Client client, int network) {
    var method = call.method();
    if (method.methodClass() == MethodClass.STREAM) {
      return new Admission.Refused(FailureKind.METHOD_NOT_FOUND);
    }
    return client.standing().mayCall(network, method.index())
        ? ADMITTED
        : new Admission.Refused(FailureKind.DENIED);
  }

  /**
   * Whether a call that the cache could not answer may be fetched now. Asked after the cache, so
   * that a hit is never refused for a node's sake; writes always may.
   */
  public Admission judgeFetch(Call call) {
    var shed = call.method().methodClass() != MethodClass.WRITE && budget.over95();
    return shed ? new Admission.Refused(FailureKind.OVERLOADED) : ADMITTED;
  }
}
