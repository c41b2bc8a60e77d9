package headgate.gateway.netty;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;

/** What has broken a connection off, at either side of the gateway. */
public final class BrokenOff {
  private BrokenOff() {}

  /**
   * Tells a log of what only a bug of ours can be. Sockets break at any time, and what a stranger
   * sent need not be what it should be; neither is told.
   *
   * @param what the event, for the log
   */
  public static void tell(Logger log, String what, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      log.error(what, cause);
    }
  }
}
