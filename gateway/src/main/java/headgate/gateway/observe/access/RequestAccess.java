package headgate.gateway.observe.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request as the access log knows it: its id, and what all of its lines say.
 *
 * <p>It belongs to the loop of its request; what it says is settled before its first line.
 */
public final class RequestAccess {
  private final @Nullable LoopAccess log;
  private final long number;
  private final InetAddress client;
  private String network = "";
  private String api = "";
  private long bytes;
  private int items;
  private long height = -1;

  RequestAccess(@Nullable LoopAccess log, long number, InetAddress client) {
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
    network = networkName;
    api = apiName;
    return this;
  }

  /** Its body has so many bytes. */
  public RequestAccess holding(long bodyBytes) {
    bytes = bodyBytes;
    return this;
  }

  /** It is a batch of so many calls. */
  public void batch(int calls) {
    items = calls;
  }

  /** It goes by this height. */
  public void sees(long servingHeight) {
    height = servingHeight;
  }

  /** Whether anything is written at all. */
  public boolean on() {
    return log != null;
  }

  /**
   * A part of it has ended.
   *
   * @param item the call's place in a batch; of no meaning where it is none
   */
  public void ended(int item, CallLine call) {
    if (log != null) {
      log.ended(this, items > 0 ? item : AccessLine.SINGLE, call);
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

  InetAddress client() {
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
