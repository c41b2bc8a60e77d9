package headgate.gateway.upstream.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.method.FieldPath;
import headgate.jsonrpc.Answer;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.FieldPaths;
import headgate.jsonrpc.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One place in a node's result that the profile names; made once, and read on one loop. */
public final class ResultField {
  private final boolean whole;
  private final FieldPaths paths;
  private final FieldFinder finder = new FieldFinder();
  private final int[] span = new int[2];

  /** The place, or the whole result. */
  public ResultField(FieldPath where) {
    whole = where.isWhole();
    paths = FieldPaths.compile(whole ? List.of() : List.of(where.toString()), List.of());
  }

  /** The height that stands there, -1 where there is none. */
  public long height(Answer answer) {
    return find(answer) ? JsonText.height(answer.bytes(), span[0], span[1]) : -1;
  }

  /** A string's text or a number's digits; null where there is neither. */
  public @Nullable String text(Answer answer) {
    if (!find(answer)) {
      return null;
    }
    if (JsonText.isString(answer.bytes(), span[0], span[1])) {
      return JsonText.decode(answer.bytes(), span[0], span[1]);
    }
    var digits = new String(answer.bytes(), span[0], span[1] - span[0], UTF_8);
    return digits.matches("[0-9]{1,20}") ? digits : null;
  }

  private boolean find(Answer answer) {
    span[0] = answer.resultStart();
    span[1] = answer.resultEnd();
    if (!whole) {
      finder.find(answer.bytes(), answer.resultStart(), answer.resultEnd(), paths, span);
    }
    return span[0] >= 0;
  }
}
