package headgate.simulation.caller;

import headgate.simulation.chain.Transactions;
import java.util.ArrayList;
import java.util.List;

/** What callers know of the chain, from what they were told; all of them know the same. */
public final class Knowledge {
  private static final int REMEMBERED = 32;

  private final Transactions transactions = new Transactions();
  private final List<String> sent = new ArrayList<>();
  private final List<Question.BlockNamed> blocks = new ArrayList<>();
  private long height = -1;
  private long requests;

  /** The highest height that anybody was told, -1 before the first. */
  public long height() {
    return height;
  }

  /** Somebody was told of that height. */
  public void heightTold(long told) {
    height = Math.max(height, told);
  }

  /** Somebody was told of that block. */
  public void blockTold(String hash, long at) {
    remember(blocks, new Question.BlockNamed(hash, at));
  }

  /** Somebody was told that the transaction is taken. */
  public void transactionTold(String hash) {
    remember(sent, hash);
  }

  private static <T> void remember(List<T> all, T one) {
    all.add(one);
    if (all.size() > REMEMBERED) {
      all.removeFirst();
    }
  }

  Transactions transactions() {
    return transactions;
  }

  List<String> sent() {
    return sent;
  }

  List<Question.BlockNamed> blocks() {
    return blocks;
  }

  long nextNumber() {
    return ++requests;
  }
}
