package headgate.cli;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.GatewayConfig;
import java.util.OptionalInt;

/** Starts gateways and says in the words of the command line why one does not start. */
public final class GatewayStart {
  private GatewayStart() {}

  /**
   * A gateway that runs.
   *
   * @throws CommandFailure with exit code 3 where the configuration cannot be used, 1 where the
   *     machine does not let it
   */
  public static Gateway of(GatewayConfig config) {
    return of(config, OptionalInt.empty());
  }

  /**
   * The same, and callers come over a socket that was passed to this process where there is one.
   *
   * @throws CommandFailure as above
   */
  static Gateway of(GatewayConfig config, OptionalInt passed) {
    var gateway = provisioned(config);
    try {
      if (passed.isPresent()) {
        gateway.startOn(passed.getAsInt());
      } else {
        gateway.start();
      }
      return gateway;
    } catch (StartFailure failure) {
      gateway.stop();
      throw new CommandFailure(ExitCode.FAILURE, String.valueOf(failure.getMessage()), failure);
    }
  }

  /** A gateway whose profiles and certificates were read and that opened no socket. */
  static Gateway provisioned(GatewayConfig config) {
    try {
      return Gateway.provision(config);
    } catch (StartFailure failure) {
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(failure.getMessage()), failure);
    }
  }
}
