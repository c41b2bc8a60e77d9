package headgate.gateway.admit;

import headgate.chain.method.MethodClass;
import headgate.gateway.client.Client;
import headgate.gateway.client.Meter;
import headgate.gateway.decompose.Call;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.overload.Shedder;
import org.jspecify.annotations.Nullable;

/**
 * The second door: judges each call by what it is, after it was taken apart and before anything is
 * spent on it.
 */
public final class CallDoor {
  private static final Admission ADMITTED = new Admission.Admitted();

  /** Bytes of a request that count as one unit more. */
  private static final int UNIT_BYTES = 16 * 1024;

  private final ByteBudget budget;
  private final Meter meter;
  private final Shedder shedder;

  /**
   * A door that closes for reads and waits while the byte budget is nearly used up.
   *
   * @param meter counts what clients ask for
   * @param shedder knows what the nodes can bear
   */
  public CallDoor(ByteBudget budget, Meter meter, Shedder shedder) {
    this.budget = budget;
    this.meter = meter;
    this.shedder = shedder;
  }

  /**
   * Whether a body may be read: a large one costs its client a unit for each 16 KiB of it, whatever
   * is in it.
   */
  public Admission judgeBody(Client client, int bytes) {
    var units = bytes / UNIT_BYTES;
    return units == 0 ? ADMITTED : metered(client, units);
  }

  /** Whether a client may be told what is wrong with something that is no call: it costs a unit. */
  public Admission judgeNonsense(Client client) {
    return metered(client, 1);
  }

  /**
   * Whether the call may be made over this kind of connection at all, and by who asks. It costs a
   * unit.
   */
  public Admission judge(Call call, Client client, int network) {
    var method = call.method();
    if (method.methodClass() == MethodClass.STREAM) {
      return new Admission.Refused(FailureKind.METHOD_NOT_FOUND);
    }
    return client.standing().mayCall(network, method.index())
        ? metered(client, 1)
        : new Admission.Refused(FailureKind.DENIED);
  }

  /**
   * Whether a call that the cache could not answer may be fetched now. Asked after the cache, so
   * that a hit is never refused for a node's sake. With the unit before it a call costs its client
   * what the profile says of the method: what it costs a node.
   *
   * @param kept how long its answer serves others
   */
  public Admission judgeFetch(Call call, Client client, Shedder.Kept kept) {
    var method = call.method();
    if (method.methodClass() != MethodClass.WRITE && budget.over95()) {
      return new Admission.Refused(FailureKind.OVERLOADED);
    }
    if (method.weight() > 1
        && metered(client, method.weight() - 1) instanceof Admission.Refused refused) {
      return refused;
    }
    return shedder.admits(method, client, kept)
        ? ADMITTED
        : new Admission.Refused(FailureKind.OVERLOADED);
  }

  /**
   * Takes a place for a call that is held back, by a node that waits for something or for a height
   * that is not served yet.
   *
   * @return how the place is given back, once; null where its client has no more
   */
  public @Nullable Runnable hold(Client client) {
    return meter.hold(client);
  }

  private Admission metered(Client client, int units) {
    var wait = meter.take(client, units);
    return wait == 0 ? ADMITTED : new Admission.Refused(Failure.rate(wait));
  }
}
