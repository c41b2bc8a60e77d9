package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import headgate.chain.method.Lane;
import headgate.chain.method.Quantities;
import headgate.gateway.head.BlockFeed;
import headgate.gateway.listen.websocket.Streams.Kind;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.AnswerReader;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.FieldPaths;
import headgate.jsonrpc.JsonText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The streams of new blocks that nodes offer, for the head of one network on its loop. Such a
 * stream takes a seat at its node as any caller's does.
 *
 * <p>It is the profile's stream {@code block}, of which goloop says that each message has the
 * block's height and hash.
 */
public final class NodeBlockFeed implements BlockFeed {
  /** What a message without events has is a hundred bytes. */
  private static final int MESSAGE_BYTES_MAX = 64 * 1024;

  private static final int GOING_AWAY = 1001;
  private static final byte[] BEFORE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":".getBytes(US_ASCII);
  private static final FieldPaths FIELDS =
      FieldPaths.compile(List.of("height", "hash"), List.of(""));

  private final Loop loop;
  private final Wire wire;
  private final RandomGenerator random;
  private final StreamTerms terms;
  private final FirstAnswer firstAnswer;
  private final String heightKey;
  private final Supplier<String> path;
  private final AnswerReader reader = new AnswerReader();
  private final Answer answer = new Answer();
  private final FieldFinder finder = new FieldFinder();
  private final int[] spans = new int[4];

  /**
   * A feed without streams.
   *
   * @param random makes keys and masks, so it is not to be foreseen
   * @param heightKey the key of the stream's request with the height to begin at
   * @param path the stream's path at the nodes
   */
  public NodeBlockFeed(
      Loop loop,
      Wire wire,
      RandomGenerator random,
      StreamTerms terms,
      String heightKey,
      Supplier<String> path) {
    this.loop = loop;
    this.wire = wire;
    this.random = random;
    this.terms = terms;
    firstAnswer = new FirstAnswer(terms.errors());
    this.heightKey = heightKey;
    this.path = path;
  }

  @Override
  public @Nullable Line open(int node, long fromHeight, Receiver receiver) {
    var streams = terms.nodes().get(node).duty().lanes().contains(Lane.STREAM);
    return streams && terms.seats().takeSeat(node) ? new Stream(node, fromHeight, receiver) : null;
  }

  private void tell(byte[] message, Stream stream) {
    var text = new byte[BEFORE.length + message.length + 1];
    System.arraycopy(BEFORE, 0, text, 0, BEFORE.length);
    System.arraycopy(message, 0, text, BEFORE.length, message.length);
    text[text.length - 1] = '}';
    reader.read(text, 0, text.length, answer);
    var readable = answer.fault() == null;
    var from = answer.resultStart();
    var to = answer.resultEnd();
    answer.clear();
    var found = readable && finder.find(text, from, to, FIELDS, spans) == FieldFinder.Outcome.FOUND;
    var height = found && spans[0] >= 0 ? JsonText.height(text, spans[0], spans[1]) : -1;
    if (height >= 0 && JsonText.isString(text, spans[2], spans[3])) {
      stream.receiver.block(height, JsonText.decode(text, spans[2], spans[3]));
    } else {
      stream.fail();
    }
  }

  /** One stream of one node. */
  private final class Stream implements Line, NodeSocket.Listener {
    private final byte[] request;
    private final Receiver receiver;
    private final NodeSocket socket;
    private final Pulse pulse;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private Loop.@Nullable Timer beat;
    private boolean begun;
    private boolean over;

    Stream(int node, long fromHeight, Receiver receiver) {
      this.receiver = receiver;
      request =
          "{\"%s\":\"%s\"}".formatted(heightKey, Quantities.hex(fromHeight)).getBytes(US_ASCII);
      var interval = terms.config().pingInterval();
      pulse = new Pulse(interval.toNanos());
      var asked = terms.nodes().get(node);
      var reached =
          new NodeSocket.Terms(
              asked.endpoint(Lane.STREAM),
              key -> asked.composeUpgrade(path.get(), key),
              () -> terms.seats().leftNode(node));
      socket = new NodeSocket(loop, wire, random, reached, this);
      beat = loop.schedule(interval, this::beat);
    }

    @Override
    public void opened() {
      socket.send(request);
    }

    @Override
    public void data(Kind kind, boolean last, byte[] payload) {
      message.writeBytes(payload);
      if (message.size() > MESSAGE_BYTES_MAX) {
        fail();
      } else if (last) {
        var whole = message.toByteArray();
        message.reset();
        heard(whole);
      }
    }

    private void heard(byte[] whole) {
      if (over) {
        return;
      }
      if (begun) {
        tell(whole, this);
      } else if (firstAnswer.judge(whole) == FirstAnswer.Verdict.BEGUN) {
        begun = true;
      } else {
        fail();
      }
    }

    @Override
    public void caughtUp() {
      pulse.alive();
    }

    @Override
    public void ended(NodeSocket.Ending ending) {
      fail();
    }

    private void beat() {
      if (!pulse.beat(loop.clock().nanos())) {
        fail();
      } else {
        socket.ping();
        beat = loop.schedule(terms.config().pingInterval(), this::beat);
      }
    }

    private void fail() {
      if (!over) {
        close();
        receiver.ended();
      }
    }

    @Override
    public void close() {
      over = true;
      requireNonNull(beat).cancel();
      socket.close(GOING_AWAY, "");
    }
  }
}
