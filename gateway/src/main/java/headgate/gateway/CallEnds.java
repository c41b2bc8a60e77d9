package headgate.gateway;

import headgate.gateway.decompose.Call;
import headgate.gateway.observe.Outcome;
import headgate.gateway.observe.Statistics;
import headgate.gateway.observe.access.CallLine;
import headgate.gateway.observe.access.CallLine.Asked;
import headgate.gateway.observe.access.RequestAccess;
import headgate.gateway.outcome.AnswerText;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.outcome.TryRecord;
import headgate.gateway.seam.Loop;
import headgate.gateway.story.CallStory;
import headgate.gateway.story.RequestStory;
import headgate.gateway.upstream.Fetching;
import headgate.jsonrpc.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how each call of one request ended, once: to the statistics, to the access log, and to the
 * story of whoever asked for it.
 */
final class CallEnds {
  private static final int OK = 200;

  private final CallRecorder recorder;
  private final RequestAccess access;
  private final Loop loop;
  private final @Nullable RequestStory story;
  private final long beganNanos;

  /**
   * Of one request.
   *
   * @param story told as well, null where nobody asked
   */
  CallEnds(CallRecorder recorder, RequestAccess access, Loop loop, @Nullable RequestStory story) {
    this.recorder = recorder;
    this.access = access;
    this.loop = loop;
    this.story = story;
    beganNanos = loop.clock().nanos();
  }

  /** How a call ended; without a text where nobody is told. */
  private record End(Outcome outcome, String reason, @Nullable AnswerText text, long nanos) {}

  /** The request is a batch of so many calls. */
  void batch(int calls) {
    access.batch(calls);
    if (story != null) {
      story.ofBatch();
    }
  }

  /** The header line that names the request. */
  String field() {
    return access.field();
  }

  /** The story of a call, null where nobody asked for it. */
  @Nullable CallStory storyOf(int item) {
    return story == null ? null : story.of(item);
  }

  /** Whether no node is to be asked. */
  boolean plansOnly() {
    return story != null && story.plansOnly();
  }

  /** The request goes by this height. */
  void sees(long servingHeight) {
    access.sees(servingHeight);
  }

  private long nanos() {
    return loop.clock().nanos() - beganNanos;
  }

  /** An item was no call. */
  void malformed(int item, AnswerText text) {
    var nanos = nanos();
    recorder.malformed(nanos);
    if (heard(Outcome.REFUSED, nanos)) {
      write(item, "", new End(Outcome.REFUSED, CallRecorder.MALFORMED, text, nanos), null);
    }
  }

  /** A call was of no method that can be made here; its name is the caller's word, not ours. */
  void refused(int item, FailureKind why, AnswerText text) {
    var nanos = nanos();
    recorder.refused(CallRecorder.NO_METHOD, why, nanos);
    if (heard(CallRecorder.outcome(why), nanos)) {
      write(item, Statistics.OTHER, failure(why, text, nanos), null);
    }
  }

  /**
   * A call has its answer.
   *
   * @param asked the nodes that were asked for it, null where none was
   */
  void answered(int item, Call call, Outcome outcome, AnswerText text, @Nullable Fetching asked) {
    var nanos = nanos();
    recorder.answered(call.method().index(), outcome, nanos);
    if (heard(outcome, nanos)) {
      write(item, call.method().name(), new End(outcome, "", told(call, text), nanos), asked);
    }
  }

  /** A call was refused or failed. */
  void failed(int item, Call call, FailureKind why, AnswerText text, @Nullable Fetching asked) {
    var nanos = nanos();
    recorder.refused(call.method().index(), why, nanos);
    if (heard(CallRecorder.outcome(why), nanos)) {
      write(item, call.method().name(), failure(why, told(call, text), nanos), asked);
    }
  }

  /** A notification was not executed. */
  void omitted(int item, Call call) {
    var nanos = nanos();
    recorder.answered(call.method().index(), Outcome.LOCAL, nanos);
    if (heard(Outcome.LOCAL, nanos)) {
      write(item, call.method().name(), new End(Outcome.LOCAL, "", null, nanos), null);
    }
  }

  /** Its caller has left, perhaps for a slow node, which is named. */
  void abandoned(int item, Call call, @Nullable Fetching asked) {
    var nanos = nanos();
    recorder.abandoned(call.method().index(), nanos);
    if (heard(Outcome.ABANDONED, nanos)) {
      write(item, call.method().name(), new End(Outcome.ABANDONED, "", null, nanos), asked);
    }
  }

  /** Whether anybody listens; where nobody does, nothing is made for them. */
  private boolean heard(Outcome outcome, long nanos) {
    return story != null || access.wants(answered(outcome), nanos);
  }

  private static boolean answered(Outcome outcome) {
    return outcome.kind() == Outcome.Kind.ANSWER;
  }

  /** What is written of the nodes that were asked: the one that answered, else the last one. */
  private static Asked asked(@Nullable Fetching fetching) {
    var tries = fetching == null ? List.<TryRecord>of() : fetching.tries();
    if (tries.isEmpty()) {
      return Asked.NOBODY;
    }
    var node = tries.getLast().node();
    for (var each : tries) {
      if (each.outcome().equals(TryRecord.ANSWERED)) {
        node = each.node();
      }
    }
    return new Asked(node, tries.size());
  }

  private static End failure(FailureKind why, @Nullable AnswerText text, long nanos) {
    return new End(CallRecorder.outcome(why), why.label(), text, nanos);
  }

  private static @Nullable AnswerText told(Call call, AnswerText text) {
    return call.notification() ? null : text;
  }

  private void write(int item, String method, End end, @Nullable Fetching fetching) {
    if (access.wants(answered(end.outcome), end.nanos)) {
      access.ended(item, line(method, end, asked(fetching)));
    }
    if (story != null) {
      var code = end.text == null ? 0 : end.text.errorCode();
      story.of(item).ended(end.outcome.label(), end.reason, code, error(end), end.nanos);
    }
  }

  /** A node's own error is as long as the node likes, and no word of ours. */
  private static String error(End end) {
    return end.text == null || end.reason.isEmpty() ? "" : end.text.with(RequestId.NULL);
  }

  private static CallLine line(String method, End end, Asked asked) {
    var text = end.text;
    var silent = end.outcome == Outcome.ABANDONED ? 0 : OK;
    return new CallLine(
        method,
        end.outcome.label(),
        answered(end.outcome),
        end.reason,
        text == null ? 0 : text.errorCode(),
        text == null ? silent : text.status(),
        end.nanos,
        text == null ? 0 : text.text().length,
        asked);
  }
}
