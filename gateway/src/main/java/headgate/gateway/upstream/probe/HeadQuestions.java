package headgate.gateway.upstream.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.ChainProfile;
import headgate.chain.head.HeadProbe;
import headgate.chain.method.FieldPath;
import headgate.gateway.head.Block;
import headgate.gateway.head.HeightProbe.Report;
import headgate.gateway.head.ProbeMiss;
import headgate.gateway.upstream.http.NodeAnswer;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.CanonicalEnvelope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a profile's head probe as bodies of requests, and what stands in the answers.
 *
 * <p>It holds the answer that was judged last: each is to be read before the next one comes, on one
 * loop or thread.
 */
public final class HeadQuestions {
  private final HeadProbe terms;
  private final Answer answer = new Answer();
  private final ProbeJudge judge;
  private final ResultField height;
  private final @Nullable ResultField network;
  private final @Nullable ResultField channel;
  private final @Nullable ResultField earliest;
  private final @Nullable ResultField identity;
  private final BlockFields block;

  /** The questions of a chain. */
  public HeadQuestions(ChainProfile profile) {
    terms = profile.head();
    judge = new ProbeJudge(profile, answer);
    height = new ResultField(terms.height());
    network = field(terms.network());
    channel = field(terms.channel());
    earliest = field(terms.earliest());
    identity = field(terms.identity() == null ? null : terms.identity().network());
    block = new BlockFields(terms.block());
  }

  private static @Nullable ResultField field(@Nullable FieldPath where) {
    return where == null ? null : new ResultField(where);
  }

  /** Whether the network's id takes a question of its own, which comes first. */
  public boolean askIdentity() {
    return terms.identity() != null;
  }

  /** Asks for the network's id, where that takes a question of its own. */
  public byte[] identity(long id) {
    var question = Objects.requireNonNull(terms.identity());
    return body(id, question.method(), question.params());
  }

  /** Asks for the newest block's height. */
  public byte[] head(long id) {
    return body(id, terms.method(), terms.params());
  }

  /** Asks for a block. */
  public byte[] block(long id, long blockHeight) {
    return body(id, terms.block().method(), terms.block().paramsAt(blockHeight));
  }

  private static byte[] body(long id, String method, @Nullable String params) {
    var bytes = params == null ? new byte[0] : params.getBytes(UTF_8);
    return CanonicalEnvelope.of(
        id, method.getBytes(UTF_8), bytes, params == null ? -1 : 0, bytes.length);
  }

  /** Why a node's response is no answer to the question with this id, or null: then read it. */
  public @Nullable ProbeMiss miss(NodeAnswer response, long id) {
    return judge.miss(response, id);
  }

  /** The network's id in the answer to its question; null where there is none. */
  public @Nullable String readIdentity() {
    return text(identity);
  }

  /**
   * What the answer for the head says; null where it tells no height.
   *
   * @param known the network's id where that took a question of its own
   */
  public @Nullable Report readHead(@Nullable String known) {
    var told = height.height(answer);
    if (told < 0) {
      return null;
    }
    var id = network == null ? known : text(network);
    return new Report(told, id, text(channel), earliest == null ? -1 : earliest.height(answer));
  }

  /** The block in the answer; null where there is none. */
  public @Nullable Block readBlock() {
    return block.read(answer);
  }

  private @Nullable String text(@Nullable ResultField field) {
    return field == null ? null : field.text(answer);
  }
}
