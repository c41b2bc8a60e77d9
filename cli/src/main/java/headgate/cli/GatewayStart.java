package headgate.cli;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import headgate.gateway.Gateway;
import headgate.gateway.StartFailure;
import headgate.gateway.config.GatewayConfig;

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
    return started(provisioned(config), Gateway::start);
  }

  /** The way in which callers come to it. */
  @FunctionalInterface
  interface Start {
    /** Starts it so. */
    void start(Gateway gateway) throws StartFailure;
  }

  /**
   * A gateway that was started in some way.
   *
   * @throws CommandFailure with exit code 1 where the machine does not let it
   */
  static Gateway started(Gateway gateway, Start start) {
    try {
      start.start(gateway);
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
