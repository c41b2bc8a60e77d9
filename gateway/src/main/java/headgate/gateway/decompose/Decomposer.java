package headgate.gateway.decompose;

import headgate.chain.method.HeightTag;
import headgate.chain.method.MethodTable;
import headgate.gateway.outcome.FailureKind;
import headgate.jsonrpc.EnvelopeLimits;
import headgate.jsonrpc.EnvelopeReader;
import headgate.jsonrpc.Envelopes;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes request bodies apart for one network on one loop. */
public final class Decomposer {
  /** Params are looked at only for a method that there is, as goloop does (JSON-RPC 2.0, 5.1). */
  private static final int INVALID_PARAMS = -32602;

  private final MethodTable methods;
  private final EnvelopeReader reader;
  private final Envelopes envelopes = new Envelopes();
  private final FieldFinder finder = new FieldFinder();
  private final List<MethodReader> readers = new ArrayList<>();

  /** A decomposer for the methods of a profile, whose words for heights are given with it. */
  public Decomposer(MethodTable methods, Map<String, HeightTag> tags, EnvelopeLimits limits) {
    this.methods = methods;
    reader = new EnvelopeReader(limits);
    methods.all().forEach(method -> readers.add(new MethodReader(method, methods, tags)));
  }

  /**
   * Takes a body apart.
   *
   * @param api the API that the request's path belongs to; methods of another one are unknown there
   */
  public Decomposed decompose(byte[] body, int length, String api) {
    reader.read(body, 0, length, envelopes);
    try {
      var fault = envelopes.bodyFault();
      if (fault != null) {
        return new Decomposed.Refused(fault);
      }
      return envelopes.batch()
          ? new Decomposed.Batch(items(api))
          : new Decomposed.Single(item(0, api));
    } finally {
      envelopes.clear();
    }
  }

  private List<Item> items(String api) {
    var items = new ArrayList<Item>(envelopes.size());
    for (var index = 0; index < envelopes.size(); index++) {
      items.add(item(index, api));
    }
    return items;
  }

  private Item item(int index, String api) {
    var fault = envelopes.fault(index);
    var id = envelopes.id(index);
    var nameless = envelopes.methodStart(index) < 0;
    if (fault != null && (nameless || fault.code() != INVALID_PARAMS)) {
      return new Item.Malformed(id, fault);
    }
    var method =
        methods.indexOf(
            envelopes.methodBytes(index), envelopes.methodStart(index), envelopes.methodEnd(index));
    if (method < 0 || !methods.method(method).api().equals(api)) {
      return new Item.Refused(id, FailureKind.METHOD_NOT_FOUND);
    }
    if (fault != null) {
      return new Item.Malformed(id, fault);
    }
    return known(index, readers.get(method), id);
  }

  private Item known(int index, MethodReader method, RequestId id) {
    var params =
        new Call.Params(
            envelopes.bytes(), envelopes.paramsStart(index), envelopes.paramsEnd(index));
    var subject = method.read(params, finder);
    if (subject == null) {
      return new Item.Refused(id, FailureKind.PARAMS_AMBIGUOUS);
    }
    var notification = envelopes.notification(index);
    return new Item.Known(new Call(method, id, notification, params, subject));
  }
}
