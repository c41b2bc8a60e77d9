package headgate.gateway.observe.access;

import headgate.gateway.address.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as the access log knows it: its id, and what all of its lines say.
 *
 * <p>It belongs to the loop of its request; what it says is settled before its first line.
 */
public final class RequestAccess {
  /** Of every request where nothing is written; it keeps nothing, so that all of them share it. */
  static final RequestAccess OFF = new RequestAccess(null, 0, IpAddress.LOOPBACK);

  private final @Nullable LoopAccess log;
  private final long number;
  private final IpAddress client;
  private String network = "";
  private String api = "";
  private long bytes;
  private int items;
  private int ended;
  private long height = -1;
  private @Nullable Map<String, Alike> refused;

  /** Calls of a batch that were refused for one reason: they share a line. */
  private static final class Alike {
    private final CallLine call;
    private int item;
    private int count;

    private Alike(int item, CallLine call) {
      this.item = item;
      this.call = call;
    }

    private void add(int another) {
      item = Math.min(item, another);
      count++;
    }
  }

  RequestAccess(@Nullable LoopAccess log, long number, IpAddress client) {
    this.log = log;
    this.number = number;
    this.client = client;
  }

  /**
   * It is meant for this network.
   *
   * @param apiName the name of the chain's API or stream
   */
  public RequestAccess at(String networkName, String apiName) {
    if (log != null) {
      network = networkName;
      api = apiName;
    }
    return this;
  }

  /** Its body has so many bytes. */
  public RequestAccess holding(long bodyBytes) {
    if (log != null) {
      bytes = bodyBytes;
    }
    return this;
  }

  /** It is a batch of so many calls. */
  public void batch(int calls) {
    if (log != null) {
      items = calls;
    }
  }

  /** It goes by this height. */
  public void sees(long servingHeight) {
    if (log != null) {
      height = servingHeight;
    }
  }

  /** Whether anything is written at all. */
  public boolean on() {
    return log != null;
  }

  /**
   * Whether {@link #ended} has a use for what is said of a part that ends so. A batch hears of each
   * of its calls, since it has to know when it is over.
   */
  public boolean wants(boolean answered, long nanos) {
    return log != null && (items > 0 || log.wants(this, answered, nanos));
  }

  /**
   * A part of it has ended.
   *
   * @param item the call's place in a batch; of no meaning where it is none
   */
  public void ended(int item, CallLine call) {
    if (log == null) {
      return;
    }
    if (items == 0) {
      log.ended(this, AccessLine.SINGLE, call, 1);
      return;
    }
    if (call.refused()) {
      remember(item, call);
    } else {
      log.ended(this, item, call, 1);
    }
    ended++;
    if (ended == items) {
      tellRefused(log);
    }
  }

  private void remember(int item, CallLine call) {
    if (refused == null) {
      refused = new LinkedHashMap<>();
    }
    refused.computeIfAbsent(call.reason(), _ -> new Alike(item, call)).add(item);
  }

  private void tellRefused(LoopAccess to) {
    if (refused != null) {
      refused.values().forEach(each -> to.ended(this, each.item, each.call, each.count));
      refused = null;
    }
  }

  /** The header line that tells its caller its id; empty where nothing is written. */
  public String field() {
    return log == null ? "" : "X-Headgate-Request-Id: " + id() + "\r\n";
  }

  String id() {
    return log == null ? "" : log.id(number);
  }

  long number() {
    return number;
  }

  IpAddress client() {
    return client;
  }

  String network() {
    return network;
  }

  String api() {
    return api;
  }

  long bytes() {
    return bytes;
  }

  int items() {
    return items;
  }

  long height() {
    return height;
  }
}
