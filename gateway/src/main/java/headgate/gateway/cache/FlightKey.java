package headgate.gateway.cache;

import headgate.gateway.route.AnswerKey;

/**
 * What must be equal for two calls to share one fetch. It may say more than the key of their
 * answer: an answer about a hash, once it is there, holds at every height, but that it is not there
 * yet is only true of the height that was asked for, and of who was asked.
 *
 * @param answer under which the answer would be kept
 * @param neededHeight the height that the node asked must have reported, {@link
 *     AnswerKey#EVERY_HEIGHT} where the key of the answer says all
 * @param taker the node that took the transaction asked about, -1 where none is remembered
 */
public record FlightKey(AnswerKey answer, long neededHeight, int taker) {
  /** The key of a fetch whose end depends on nothing but the key of its answer. */
  public static FlightKey of(AnswerKey answer) {
    return new FlightKey(answer, AnswerKey.EVERY_HEIGHT, -1);
  }

  /** The same key with bytes of its own, so that it does not keep a whole request in memory. */
  FlightKey detached() {
    return answer.isDetached() ? this : new FlightKey(answer.detached(), neededHeight, taker);
  }
}
