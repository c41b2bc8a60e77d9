package headgate.gateway.outcome;

import static headgate.gateway.outcome.FailureKind.BAD_ANSWER;
import static headgate.gateway.outcome.FailureKind.NO_NODE;
import static headgate.gateway.outcome.FailureKind.OVERLOADED;
import static headgate.gateway.outcome.TryFailure.Heard.HTTP;
import static headgate.gateway.outcome.TryFailure.Heard.JSON_RPC;
import static headgate.gateway.outcome.TryFailure.Heard.NOTHING;
import static headgate.gateway.outcome.TryFailure.Trait.AGAINST_NODE;
import static headgate.gateway.outcome.TryFailure.Trait.COOLS_NODE;
import static headgate.gateway.outcome.TryFailure.Trait.CROWDED;
import static headgate.gateway.outcome.TryFailure.Trait.ENDS_A_WAIT;
import static headgate.gateway.outcome.TryFailure.Trait.NOT_TAKEN;
import static headgate.gateway.outcome.TryFailure.Trait.OUTSIDE_BUDGET;
import static headgate.gateway.outcome.TryFailure.Trait.PERHAPS_THE_CALL;

import headgate.chain.method.MethodClass;
import java.util.Set;

/**
 * What can go wrong with one try at one node, and what follows from it.
 *
 * <p>The columns are the gateway's retry rules. A read goes to another node whatever happened; a
 * wait unless it waited to its end; a write only where it is certain that this node did not take
 * it, which is when no byte left or when a complete answer says so. What may be the call's own
 * doing is passed on when it happens alike at two nodes, and then counts against neither.
 */
public enum TryFailure {
  REFUSED(
      "refused",
      "Connecting was refused, the host unreachable or its name unknown.",
      NOTHING,
      NO_NODE,
      NOT_TAKEN,
      AGAINST_NODE,
      OUTSIDE_BUDGET),
  CONNECT_TIMEOUT(
      "connect_timeout",
      "Connecting took too long.",
      NOTHING,
      NO_NODE,
      NOT_TAKEN,
      AGAINST_NODE,
      OUTSIDE_BUDGET,
      CROWDED),
  TLS(
      "tls",
      "The TLS handshake failed.",
      NOTHING,
      NO_NODE,
      NOT_TAKEN,
      AGAINST_NODE,
      OUTSIDE_BUDGET),
  IDLE_CLOSED(
      "idle_closed",
      "A kept connection was closed by the node as the call was sent on it.",
      NOTHING,
      BAD_ANSWER,
      OUTSIDE_BUDGET),
  LOST_BEFORE_ANSWER(
      "lost_before_answer",
      "The connection broke before the first byte of an answer.",
      NOTHING,
      BAD_ANSWER,
      AGAINST_NODE,
      OUTSIDE_BUDGET,
      PERHAPS_THE_CALL),
  TRUNCATED(
      "truncated",
      "The connection broke within the answer.",
      NOTHING,
      BAD_ANSWER,
      AGAINST_NODE,
      OUTSIDE_BUDGET,
      PERHAPS_THE_CALL),
  STALLED(
      "stalled",
      "No complete answer within the time of one try.",
      NOTHING,
      FailureKind.DEADLINE,
      AGAINST_NODE,
      PERHAPS_THE_CALL,
      ENDS_A_WAIT,
      CROWDED),
  BROKEN_FRAMING(
      "broken_framing",
      "The bytes break the rules of HTTP/1.1 framing.",
      NOTHING,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  REDIRECT(
      "redirect",
      "A redirect, which is never followed; a 303 even means that the request was carried out.",
      HTTP,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  RATE_LIMITED("rate_limited", "Status 429.", HTTP, OVERLOADED, NOT_TAKEN, COOLS_NODE, CROWDED),
  API_ABSENT(
      "api_absent",
      "Status 404 with a text that says the chain or its API is not served there.",
      HTTP,
      NO_NODE,
      NOT_TAKEN,
      AGAINST_NODE),
  SERVER_ERROR(
      "server_error",
      "A status of 500 or above without a JSON-RPC body.",
      HTTP,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  UNEXPECTED_STATUS(
      "unexpected_status",
      "Any other status without a JSON-RPC body.",
      HTTP,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  NOT_AN_ANSWER(
      "not_an_answer",
      "The body is no JSON-RPC 2.0 answer, or one that can be read in two ways.",
      HTTP,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  WRONG_ID(
      "wrong_id",
      "The answer carries another id than the call, or none.",
      HTTP,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  ANSWER_TOO_LARGE(
      "answer_too_large",
      "The answer is larger than the gateway takes.",
      HTTP,
      BAD_ANSWER,
      PERHAPS_THE_CALL),
  NODE_ERROR(
      "node_error",
      "The node says by its error code that it cannot serve now.",
      JSON_RPC,
      BAD_ANSWER,
      AGAINST_NODE,
      PERHAPS_THE_CALL),
  NODE_STOPPED(
      "node_stopped",
      "The node's error code says that it cannot serve now and took nothing.",
      JSON_RPC,
      NO_NODE,
      NOT_TAKEN,
      AGAINST_NODE),
  NODE_CANNOT(
      "node_cannot",
      "The node's error code proves that it did not do it, and that another node may.",
      JSON_RPC,
      BAD_ANSWER,
      NOT_TAKEN,
      PERHAPS_THE_CALL),
  NO_BLOCK(
      "no_block",
      "The node has not reached the height yet, or its answer shows another one than is served.",
      JSON_RPC,
      FailureKind.HEIGHT_NOT_REACHED,
      NOT_TAKEN),
  PRUNED(
      "pruned",
      "The node has thrown away the height; one with the role `archive` has it.",
      JSON_RPC,
      BAD_ANSWER,
      NOT_TAKEN),
  NOT_OFFERED(
      "not_offered", "The node does not offer the method.", JSON_RPC, BAD_ANSWER, NOT_TAKEN);

  /** How much a node has said; the more, the rather a caller is told of it. */
  public enum Heard {
    /** Nothing that can be read. */
    NOTHING,
    /** A response, but no answer. */
    HTTP,
    /** An error of the node's own. */
    JSON_RPC
  }

  /** What may follow from a failure. */
  enum Trait {
    /** It is certain that the node did not take the call. */
    NOT_TAKEN,
    /** The node is less likely to be chosen. */
    AGAINST_NODE,
    /** The connection died: another try costs nothing of the retry budget. */
    OUTSIDE_BUDGET,
    /** A second node that fails alike shows that the call is to blame. */
    PERHAPS_THE_CALL,
    /** A wait is not begun again. */
    ENDS_A_WAIT,
    /** The node is left alone for as long as it says. */
    COOLS_NODE,
    /** So fails a node that has too much to do. */
    CROWDED
  }

  private final String label;
  private final String meaning;
  private final Heard heard;
  private final FailureKind told;

  @SuppressWarnings("ImmutableEnumChecker") // A set that nobody can change.
  private final Set<Trait> traits;

  TryFailure(String label, String meaning, Heard heard, FailureKind told, Trait... traits) {
    this.label = label;
    this.meaning = meaning;
    this.heard = heard;
    this.told = told;
    this.traits = Set.of(traits);
  }

  /** The value of the metric label. */
  public String label() {
    return label;
  }

  /** What happened, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /** How much the node has said. */
  public Heard heard() {
    return heard;
  }

  /** Whether a call of this class may go to another node afterwards. */
  public boolean goesElsewhere(MethodClass methodClass) {
    return switch (methodClass) {
      case READ, LOCAL, STREAM -> true;
      case WAIT -> !traits.contains(ENDS_A_WAIT);
      case WRITE -> provesNotTaken();
    };
  }

  /** Whether a write that ended so may be sent to another node. */
  public boolean provesNotTaken() {
    return traits.contains(NOT_TAKEN);
  }

  /** Whether the node is less likely to be chosen afterwards. */
  public boolean countsAgainstNode() {
    return traits.contains(AGAINST_NODE);
  }

  /** Whether another try costs nothing of the retry budget. */
  public boolean outsideBudget() {
    return traits.contains(OUTSIDE_BUDGET);
  }

  /** Whether a second node that fails alike shows that the call itself is to blame. */
  public boolean perhapsTheCall() {
    return traits.contains(PERHAPS_THE_CALL);
  }

  /** Whether a node that has too much to do fails so. */
  public boolean crowded() {
    return traits.contains(Trait.CROWDED);
  }

  /** Whether the node is left alone for as long as it says. */
  public boolean coolsNode() {
    return traits.contains(COOLS_NODE);
  }

  /** What the caller of a read is told when no other node could answer. */
  public FailureKind told() {
    return told;
  }
}
