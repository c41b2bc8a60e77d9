package headgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import headgate.chain.method.Lane;
import headgate.gateway.config.LaneConfig;
import headgate.gateway.config.LanesConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.role.NodeDuty;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.observe.tries.NodeLoad;
import headgate.gateway.seam.Endpoint;
import headgate.gateway.upstream.health.AbsentMethods;
import headgate.gateway.upstream.health.Ejection;
import headgate.gateway.upstream.health.NodeHealth;
import headgate.gateway.upstream.health.NodeHistory;
import headgate.gateway.upstream.health.PinSupport;
import headgate.gateway.upstream.health.PrunedHeights;
import headgate.gateway.upstream.permit.Permits;
import headgate.jsonrpc.number.Digits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node of a network, as all loops share it: its address, its permits and how fast it answers.
 */
public final class Node {
  /** Questions about transactions for which there is a permit also while reads have all theirs. */
  static final int QUESTIONS_MAX = 2;

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final int index;
  private final int number;
  private final NodeConfig config;
  private final NodeDuty duty;
  private final LanesConfig lanes;
  private final Map<Lane, Permits> permits;
  private final Permits questions;
  private final Map<Lane, Endpoint> endpoints = new EnumMap<>(Lane.class);
  private final NodeHistory history;
  private final String hostAndHeaders;
  private final Map<String, byte[]> begins = new ConcurrentHashMap<>();

  /** A node at its place in the configuration, with the caps of its network's lanes. */
  public Node(int index, NodeConfig config, LanesConfig lanes) {
    this(index, index, config, lanes, null);
  }

  /**
   * A node that may have been there before.
   *
   * @param index its place in the configuration, from 0
   * @param number what tells it from other nodes of its network, over reloads too
   * @param before the same node under the configuration before, null where it is new; calls that it
   *     still works on, and what is known of it, are the same for both
   */
  public Node(int index, int number, NodeConfig config, LanesConfig lanes, @Nullable Node before) {
    this.index = index;
    this.number = number;
    this.config = config;
    this.lanes = lanes;
    duty = config.duty();
    history = before == null ? new NodeHistory() : before.history;
    questions = before == null ? Permits.fixed(QUESTIONS_MAX) : before.questions;
    permits = before == null ? permits(lanes) : before.permits;
    for (var lane : Lane.values()) {
      endpoints.put(lane, endpoint(config, lanes.of(lane).connectDeadline()));
    }
    hostAndHeaders = hostAndHeaders(config);
  }

  private static Map<Lane, Permits> permits(LanesConfig lanes) {
    var permits = new EnumMap<Lane, Permits>(Lane.class);
    for (var lane : Lane.values()) {
      permits.put(lane, permits(lane, lanes.of(lane)));
    }
    return permits;
  }

  /** Its configuration counts from now on. */
  public void begin() {
    permits.forEach((lane, its) -> {
      var terms = lanes.of(lane);
      its.boundAt(terms.inFlightPerNodeMax(), lane == Lane.READ && terms.adaptive());
    });
  }

  private static Permits permits(Lane lane, LaneConfig terms) {
    return lane == Lane.READ && terms.adaptive()
        ? Permits.adaptive(terms.inFlightPerNodeMax())
        : Permits.fixed(terms.inFlightPerNodeMax());
  }

  private static Endpoint endpoint(NodeConfig config, Duration connectDeadline) {
    var tls = config.tls();
    var terms =
        config.secure()
            ? new Endpoint.Tls(
                tls.verify(),
                tls.caFile(),
                tls.serverName(),
                tls.clientCertificateFile(),
                tls.clientKeyFile())
            : null;
    return new Endpoint(config.url().getHost(), config.port(), terms, connectDeadline);
  }

  private static String hostAndHeaders(NodeConfig config) {
    var port = config.url().getPort();
    var text = new StringBuilder("Host: ").append(config.url().getHost());
    if (port >= 0) {
      text.append(':').append(port);
    }
    text.append("\r\n");
    config
        .headers()
        .forEach(
            (name, value) -> text.append(name).append(": ").append(value.reveal()).append("\r\n"));
    return text.toString();
  }

  /** The node's place in the configuration, from 0. */
  public int index() {
    return index;
  }

  /** What tells it from other nodes of its network, over reloads too. */
  public int number() {
    return number;
  }

  /** What it is there for. */
  public NodeDuty duty() {
    return duty;
  }

  /** Whether it is left out for failing. */
  public boolean failing(long nowNanos) {
    return health().ejection().ejected(nowNanos);
  }

  /** The name given by the operator. */
  public String name() {
    return config.name();
  }

  /** Exchanges in flight over all lanes. */
  public int inFlight() {
    return permits.values().stream().mapToInt(Permits::taken).sum() + questions.taken();
  }

  /** What it is given to do now. */
  public NodeLoad load(long nowNanos) {
    var ejection = health().ejection();
    return new NodeLoad(
        permits(Lane.READ).limit(),
        ejection.count(),
        ejection.ejected(nowNanos),
        health().cooling(nowNanos));
  }

  /** The average latency as of now, in nanoseconds; 0 where it is not known. */
  public long latencyNanos(long nowNanos) {
    return health().latency().nanos(nowNanos);
  }

  /** Tries at this node that counted against it, since the start. */
  public long failures() {
    return history.failures().sum();
  }

  /** Tries here that were not the first of their call, since the start. */
  public long retries() {
    return history.retries().sum();
  }

  /** Probes that this node missed, since the start. */
  public long probesMissed() {
    return history.probesMissed();
  }

  /** How long its last probe took that was answered, in nanoseconds; 0 before the first. */
  public long probeNanos() {
    return history.probeNanos();
  }

  /** Why the last of these was missed, null where none was. */
  public @Nullable ProbeMiss lastMiss() {
    return history.lastMiss();
  }

  /**
   * Whether it answers at all, whatever it says: not before its first probe, nor after two in a row
   * that nobody answered.
   */
  public boolean alive() {
    return history.alive();
  }

  /**
   * Hands over the TLS terms of this node, if it has any, to be read before the first connection.
   */
  public void loadTls(Consumer<Endpoint.Tls> loader) {
    var terms = endpoint(Lane.READ).tls();
    if (terms != null) {
      loader.accept(terms);
    }
  }

  /** Its permits in a lane. */
  public Permits permits(Lane lane) {
    return requireNonNull(permits.get(lane));
  }

  /** Permits of their own for questions about transactions, which must not wait behind reads. */
  Permits questions() {
    return questions;
  }

  /** Where and how a lane's connections are opened. */
  public Endpoint endpoint(Lane lane) {
    return requireNonNull(endpoints.get(lane));
  }

  PinSupport pins() {
    return history.pins();
  }

  /** What it has thrown away, as it said. */
  public PrunedHeights pruned() {
    return history.pruned();
  }

  /** What it does not offer, as it said. */
  public AbsentMethods absent() {
    return history.absent();
  }

  /** How it has done lately. */
  public NodeHealth health() {
    return history.health();
  }

  void probed(long tookNanos) {
    history.probed(tookNanos);
  }

  /** On the prober's loop only. */
  void probeMissed(ProbeMiss why) {
    history.probeMissed(why);
  }

  /** A try here is not the first of its call. */
  void retried() {
    history.retries().increment();
  }

  /** A try failed by the node's own doing; returns whether the node is ejected for it. */
  boolean failed(Ejection.Failed failure, double jitter) {
    history.failures().increment();
    health().failed(failure.atNanos());
    return health().ejection().failed(failure, jitter);
  }

  /** The base path in front of the chain's own; where that is the root, as the URL writes it. */
  private String target(String path) {
    var base = config.url().getRawPath() == null ? "" : config.url().getRawPath();
    if (path.equals("/") && !base.isEmpty()) {
      return base;
    }
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }

  /** The whole HTTP request: nodes see only header fields that are composed here. */
  byte[] compose(String path, @Nullable String options, byte[] body) {
    var begin = options == null ? begun(path) : postBegin(path, options + "\r\n");
    var decimals = Digits.decimals(body.length);
    var request = new byte[begin.length + decimals + HEAD_END.length + body.length];
    System.arraycopy(begin, 0, request, 0, begin.length);
    var at = Digits.putDecimal(body.length, decimals, request, begin.length);
    System.arraycopy(HEAD_END, 0, request, at, HEAD_END.length);
    System.arraycopy(body, 0, request, at + HEAD_END.length, body.length);
    return request;
  }

  /** A path's head up to its length: a chain has a few paths, whoever asks. */
  private byte[] begun(String path) {
    var known = begins.get(path);
    return known == null ? begins.computeIfAbsent(path, each -> postBegin(each, "")) : known;
  }

  private byte[] postBegin(String path, String fields) {
    var begin =
        headBegin("POST", path) + fields + "Content-Type: application/json\r\nContent-Length: ";
    return begin.getBytes(ISO_8859_1);
  }

  /**
   * The request to switch to WebSocket (RFC 6455, section 4.1).
   *
   * @param key sixteen bytes in base64 that the node's answer must prove to have read
   */
  public byte[] composeUpgrade(String path, String key) {
    var head =
        headBegin("GET", path)
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: "
            + key
            + "\r\n\r\n";
    return head.getBytes(ISO_8859_1);
  }

  private String headBegin(String verb, String path) {
    return verb + " " + target(path) + " HTTP/1.1\r\n" + hostAndHeaders;
  }
}
