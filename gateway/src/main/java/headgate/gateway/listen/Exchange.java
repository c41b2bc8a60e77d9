package headgate.gateway.listen;

import headgate.gateway.client.Client;
import headgate.gateway.listen.answer.AnswerSink;
import headgate.gateway.seam.Loop;
import org.jspecify.annotations.Nullable;

/** One request of a caller, whole, and the way back to it. */
public interface Exchange {
  /** The loop that owns the caller's connection; everything about the exchange happens there. */
  Loop loop();

  /** Where the request came in: which network, which API. */
  Door.Rpc door();

  /** Who asks. */
  Client client();

  /** The body's bytes, up to {@link #bodyLength()}; nobody changes them any more. */
  byte[] body();

  /** Bytes of the body. */
  int bodyLength();

  /**
   * The value of a request header, null where it is absent. Several of one name are one list with
   * commas (RFC 9110, section 5.3), so that none of them is passed over in silence.
   */
  @Nullable String header(String name);

  /** The way back. */
  AnswerSink sink();

  /**
   * Has a task run, on the exchange's loop, when the caller's connection ends before the answer is
   * complete; at once where it has ended. A caller that has ended only its own side still reads,
   * and is not gone. The exchange is to be answered nevertheless: that frees what it holds.
   */
  void onGone(Runnable task);

  /** Whether the caller's connection has ended. */
  boolean gone();

  /**
   * Has a task run, on the exchange's loop, when the gateway is about to end and the answer is not
   * begun; at once where that is so already. Whatever is still asked of nodes then has to be given
   * up, so that the caller gets an answer while there is time for one. An exchange that nobody
   * hurries never runs it.
   */
  default void onLastCall(Runnable task) {}

  /** Whether that is so: nothing more is to be begun for it. */
  default boolean lastCalled() {
    return false;
  }
}
