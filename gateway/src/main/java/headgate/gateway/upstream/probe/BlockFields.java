package headgate.gateway.upstream.probe;

import headgate.chain.head.BlockProbe;
import headgate.gateway.head.Block;
import headgate.jsonrpc.Answer;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Reads from a node's answer what the head needs of a block; used on one loop. */
final class BlockFields {
  private final BlockProbe terms;
  private final ResultField height;
  private final ResultField hash;
  private final ResultField previous;
  private final ResultField time;

  BlockFields(BlockProbe terms) {
    this.terms = terms;
    height = new ResultField(terms.height());
    hash = new ResultField(terms.hash());
    previous = new ResultField(terms.previous());
    time = new ResultField(terms.time());
  }

  /** The block, null where the answer holds none; the first of a chain has none before it. */
  @Nullable Block read(Answer answer) {
    var at = height.height(answer);
    var own = hash.text(answer);
    var before = previous.text(answer);
    var count = time.height(answer);
    if (at < 0 || own == null || own.isEmpty() || (before == null && at > 0) || count < 0) {
      return null;
    }
    try {
      var millis = terms.timeUnit().instant(count).toEpochMilli();
      return new Block(at, own, before == null ? "" : before, millis);
    } catch (DateTimeException | ArithmeticException _) {
      return null;
    }
  }
}
