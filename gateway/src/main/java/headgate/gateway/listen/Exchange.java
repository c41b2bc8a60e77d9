package headgate.gateway.listen;

import headgate.gateway.seam.Loop;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One request of a caller, whole, and the way back to it. */
public interface Exchange {
  /** The loop that owns the caller's connection; everything about the exchange happens there. */
  Loop loop();

  /** Where the request came in: which network, which API. */
  Door.Rpc door();

  /** The caller's address. */
  InetAddress client();

  /** The body's bytes, up to {@link #bodyLength()}; nobody changes them any more. */
  byte[] body();

  /** Bytes of the body. */
  int bodyLength();

  /** The first value of a request header, null where it is absent. */
  @Nullable String header(String name);

  /** The way back. */
  AnswerSink sink();
}
